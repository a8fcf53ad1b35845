package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Cluster;
import io.edgevirt.Feature;
import io.edgevirt.HCICapacity;
import io.edgevirt.Hardware;
import io.edgevirt.Host;
import io.edgevirt.StoragePool;
import io.edgevirt.Support;
import io.edgevirt.Switch;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.Volume;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Proofs of what surrounds machines, and of what is reached below and beside EdgeVirt. */
final class SiteProofs {

    private SiteProofs() {}

    static void into(Map<Feature, Consumer<Trial>> proofs) {
        proofs.put(Feature.HOST_HARDWARE, SiteProofs::hardware);
        proofs.put(Feature.SWITCHES, SiteProofs::switches);
        proofs.put(Feature.VOLUMES, SiteProofs::volumes);
        proofs.put(Feature.CLUSTER_CREATE, SiteProofs::clusterCreate);
        proofs.put(Feature.HA_CLUSTERING, SiteProofs::protect);
        proofs.put(Feature.PLACEMENT_RULES, SiteProofs::rule);
        proofs.put(Feature.STORAGE_INTEGRATION, SiteProofs::hyperconverged);
        proofs.put(Feature.NATIVE_API, SiteProofs::nativeApi);
        proofs.put(Feature.WEB_MANAGEMENT, SiteProofs::management);
    }

    private static void hardware(Trial trial) {
        Host host = trial.bench().hv().hosts().list().get(0);
        Hardware hardware = trial.call(host::hardware);
        assertTrue(
                hardware.memory().isPresent() || hardware.cpu().cores().isPresent(),
                () -> "nothing is known: " + hardware);
    }

    private static void switches(Trial trial) {
        String name = trial.bench().name();
        Switch sw = trial.run(trial.bench().hv().switches().define(name).isolated());
        assertEquals(name, sw.name());
        trial.run(sw.prepareDelete());
        assertEquals(Optional.empty(), trial.bench().hv().switches().find(name));
    }

    private static void volumes(Trial trial) {
        String name = trial.bench().name();
        List<StoragePool> pools = trial.call(() -> trial.bench().hv().storage().list());
        StoragePool pool = trial.bench()
                .props()
                .pool()
                .map(wanted -> trial.bench().hv().storage().get(wanted))
                .orElseGet(() -> pools.get(0));
        Volume volume = trial.run(
                pool.volumes().define(name).size(trial.bench().server().diskSize()));
        trial.run(volume.prepareDelete());
        assertEquals(Optional.empty(), pool.volumes().find(volume.name()));
    }

    private static void clusterCreate(Trial trial) {
        List<String> nodes = trial.bench().server().clusterNodes();
        Optional<List<String>> given = Optional.of(nodes).filter(n -> !n.isEmpty());
        List<String> wanted = trial.given(given, List.of("none-1", "none-2"), "hosts to make a cluster of");
        String name = trial.bench().name();
        Cluster cluster = trial.run(trial.bench().hv().clusters().define(name).nodes(wanted.toArray(String[]::new)));
        assertEquals(name, cluster.name());
    }

    private static void protect(Trial trial) {
        VM vm = trial.bench().off();
        Cluster cluster = cluster(trial);
        Cluster after = trial.run(cluster.protect(vm));
        assertTrue(after.info().protectedVMs().contains(vm.id()), () -> "it is not protected: " + after.info());
    }

    private static void rule(Trial trial) {
        VM vm = trial.bench().off();
        VM other = trial.bench().off();
        Cluster cluster = cluster(trial);
        int before = cluster.info().rules().size();
        Cluster after = trial.run(cluster.keepApart(vm, other));
        assertEquals(
                before + 1,
                after.info().rules().size(),
                () -> "no rule more: " + after.info().rules());
    }

    /** Where the system knows no clusters at all, asking for them is what is refused. */
    private static Cluster cluster(Trial trial) {
        Optional<Cluster> found = Optional.empty();
        try {
            found = trial.bench().cluster();
        } catch (UnsupportedFeatureException e) {
            trial.call(() -> trial.bench().hv().clusters().list());
        }
        return trial.bench().given(found, "cluster");
    }

    private static void hyperconverged(Trial trial) {
        var pools = trial.call(() -> trial.bench().hv().hciPools().list());
        trial.bench().knows(!pools.isEmpty(), "the server under test has no hyperconverged pool");
        HCICapacity capacity = trial.call(() -> pools.get(0).capacity());
        assertTrue(capacity.rawTotal().bytes() > 0);
    }

    private static void nativeApi(Trial trial) {
        Class<?> type = trial.given(trial.bench().props().nativeType(), Runnable.class, "native type to unwrap");
        Object below = trial.call(() -> trial.bench().hv().unwrap(type));
        assertTrue(type.isInstance(below));
    }

    /** The only feature whose proof is a fact and not an operation. */
    private static void management(Trial trial) {
        Optional<URI> page = trial.bench().hv().about().managementPage();
        Support support = trial.bench().hv().supports(Feature.WEB_MANAGEMENT);
        if (support.status() == Support.Status.NO) {
            assertEquals(Optional.empty(), page, "there is a management page after all");
            assertFalse(support.reason().isBlank(), "missing without a reason");
            throw new Refused(Feature.WEB_MANAGEMENT, support.reason());
        }
        if (support.status() == Support.Status.YES) {
            assertTrue(page.isPresent(), "there is no management page");
        }
        trial.call(() -> page);
    }
}
