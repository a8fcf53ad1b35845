package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Cluster;
import io.edgevirt.Feature;
import io.edgevirt.HCICapacity;
import io.edgevirt.HCIPool;
import io.edgevirt.HCIRebuild;
import io.edgevirt.HCIResiliency;
import io.edgevirt.Host;
import io.edgevirt.Size;
import io.edgevirt.VM;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clusters and hyperconverged pools. */
abstract class ClusterContract {

    private static Cluster cluster(Bench bench) {
        bench.needs(Feature.HA_CLUSTERING);
        return bench.given(bench.cluster(), "cluster");
    }

    @Test
    @DisplayName("a cluster is found, and its hosts are hosts of the connection")
    void hosts(Bench bench) {
        Cluster cluster = cluster(bench);
        List<String> known = bench.hv().hosts().list().stream().map(Host::id).toList();

        assertEquals(cluster, bench.hv().clusters().byId(cluster.id()));
        assertFalse(cluster.hosts().isEmpty());
        assertTrue(known.containsAll(cluster.hosts().stream().map(Host::id).toList()));
    }

    @Test
    @DisplayName("a protected machine is told as protected; protecting it again changes nothing")
    void protect(Bench bench) {
        Cluster cluster = cluster(bench);
        VM vm = bench.off();
        assertFalse(cluster.info().protectedVMs().contains(vm.id()));

        assertTrue(cluster.protect(vm).apply().info().protectedVMs().contains(vm.id()));
        List<String> again = cluster.protect(vm).apply().info().protectedVMs();
        assertEquals(1, again.stream().filter(vm.id()::equals).count());
    }

    @Test
    @DisplayName("a plan protects nothing")
    void plan(Bench bench) {
        Cluster cluster = cluster(bench);
        VM vm = bench.off();

        assertFalse(cluster.protect(vm).explain().steps().isEmpty());
        assertFalse(cluster.refresh().info().protectedVMs().contains(vm.id()));
    }

    @Test
    @DisplayName("rules that pin, part and join are told, each once")
    void rules(Bench bench) {
        bench.needs(Feature.PLACEMENT_RULES);
        Cluster cluster = bench.given(bench.cluster(), "cluster");
        Host host = cluster.hosts().get(0);
        VM one = bench.off();
        VM two = bench.off();
        VM three = bench.off();
        int before = cluster.info().rules().size();

        assertEquals(before + 1, cluster.pin(one, host).apply().info().rules().size());
        assertEquals(
                before + 2, cluster.keepApart(one, two).apply().info().rules().size());
        assertEquals(
                before + 3,
                cluster.keepTogether(two, three).apply().info().rules().size());
    }

    private static HCIPool hci(Bench bench) {
        bench.needs(Feature.STORAGE_INTEGRATION);
        Optional<HCIPool> named =
                bench.props().hciPool().map(name -> bench.hv().hciPools().get(name));
        return bench.given(named.or(() -> bench.hv().hciPools().stream().findFirst()), "hyperconverged pool");
    }

    @Test
    @DisplayName("a hyperconverged pool's figures fit each other, and usable ones tell their basis")
    void capacity(Bench bench) {
        HCICapacity capacity = hci(bench).capacity();
        Size total = capacity.rawTotal();

        capacity.rawUsed().ifPresent(used -> assertTrue(used.compareTo(total) <= 0, capacity::toString));
        capacity.usableTotal().ifPresent(usable -> {
            assertTrue(usable.compareTo(total) <= 0, capacity::toString);
            capacity.usableFree().ifPresent(free -> assertTrue(free.compareTo(usable) <= 0, capacity::toString));
        });
        assertEquals(
                capacity.basis() == HCICapacity.Basis.RAW_ONLY,
                capacity.usableTotal().isEmpty() && capacity.usableFree().isEmpty(),
                capacity::toString);
    }

    @Test
    @DisplayName("a hyperconverged pool survives no more now than by design")
    void resiliency(Bench bench) {
        HCIResiliency resiliency = hci(bench).resiliency();

        assertFalse(resiliency.nativeName().isBlank(), resiliency::toString);
        resiliency
                .toleratedByDesign()
                .ifPresent(design -> resiliency
                        .toleratedNow()
                        .ifPresent(now -> assertTrue(now >= 0 && now <= design, resiliency::toString)));
    }

    @Test
    @DisplayName("a hyperconverged pool tells its health, its rebuild and its disks")
    void health(Bench bench) {
        HCIPool pool = hci(bench);
        HCIRebuild rebuild = pool.rebuild();

        assertFalse(pool.health().status().name().isEmpty());
        rebuild.fraction().ifPresent(done -> assertTrue(done >= 0 && done <= 1, rebuild::toString));
        assertFalse(pool.system().isBlank());
        assertFalse(pool.disks().isEmpty());
        pool.disks().forEach(disk -> disk.wear().ifPresent(wear -> assertTrue(wear >= 0 && wear <= 1)));
    }
}
