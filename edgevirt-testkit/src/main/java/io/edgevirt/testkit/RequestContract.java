package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.edgevirt.Feature;
import io.edgevirt.Hypervisor;
import io.edgevirt.VM;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many requests reading takes. */
abstract class RequestContract {

    /** More than a few, and fewer than any page holds. */
    private static final int MANY = 6;

    @Test
    @DisplayName("a listing takes as many requests for many machines as for one")
    void listing(Bench bench) {
        Traffic traffic = new Traffic();
        Hypervisor hv = bench.connect(settings -> settings.intercept(traffic));
        bench.off(hv);
        // the first listing may prepare what the later ones use
        hv.vms().list();
        traffic.take();
        hv.vms().list();
        List<String> one = traffic.take();
        for (int i = 1; i < MANY; i++) {
            bench.off(hv);
        }
        traffic.take();
        hv.vms().list();

        assertFalse(one.isEmpty(), "a listing takes no request: it does not pass the wire");
        assertEquals(one, traffic.take());
    }

    @Test
    @DisplayName("a search takes as many requests among many machines as among one")
    void search(Bench bench) {
        Traffic traffic = new Traffic();
        Hypervisor hv = bench.connect(settings -> settings.intercept(traffic));
        String name = bench.off(hv).name();
        hv.vms().get(name);
        traffic.take();
        hv.vms().get(name);
        List<String> one = traffic.take();
        for (int i = 1; i < MANY; i++) {
            bench.off(hv);
        }
        traffic.take();
        hv.vms().get(name);

        assertEquals(one, traffic.take());
    }

    @Test
    @DisplayName("the handles of a listing tell what was read without asking")
    void handles(Bench bench) {
        Traffic traffic = new Traffic();
        Hypervisor hv = bench.connect(settings -> settings.intercept(traffic));
        bench.off(hv);
        List<VM> all = hv.vms().list();
        traffic.take();
        for (VM vm : all) {
            vm.id();
            vm.name();
            vm.state();
            vm.info();
            vm.readAt();
            vm.info().cpus().ifPresent(cpus -> vm.cpus());
            vm.info().memory().ifPresent(memory -> vm.memory());
            assertFalse(vm.toString().isEmpty());
        }

        assertEquals(List.of(), traffic.take());
    }

    @Test
    @DisplayName("a listing of a machine's snapshots takes as many requests among many machines as among one")
    void snapshots(Bench bench) {
        bench.needs(Feature.SNAPSHOTS);
        Traffic traffic = new Traffic();
        Hypervisor hv = bench.connect(settings -> settings.intercept(traffic));
        VM vm = bench.off(hv);
        vm.snapshots().take("one").create();
        traffic.take();
        vm.snapshots().list();
        List<String> one = traffic.take();
        for (int i = 1; i < MANY; i++) {
            bench.off(hv).snapshots().take("one").create();
        }
        traffic.take();
        vm.snapshots().list();

        assertEquals(one, traffic.take());
    }

    @Test
    @DisplayName("planning asks as often among many machines as among one")
    void planning(Bench bench) {
        Traffic traffic = new Traffic();
        Hypervisor hv = bench.connect(settings -> settings.intercept(traffic));
        bench.off(hv);
        traffic.take();
        bench.machine(hv).explain();
        List<String> one = traffic.take();
        for (int i = 1; i < MANY; i++) {
            bench.off(hv);
        }
        traffic.take();
        bench.machine(hv).explain();

        assertEquals(one, traffic.take());
    }
}
