package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ClosedException;
import io.edgevirt.Event;
import io.edgevirt.Feature;
import io.edgevirt.Hypervisor;
import io.edgevirt.Subscription;
import io.edgevirt.Support;
import io.edgevirt.VM;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The end of connections. */
abstract class CloseContract {

    @Test
    @DisplayName("closing it again does nothing")
    void again(Bench bench) {
        Hypervisor hv = bench.connect(settings -> {});
        hv.close();
        hv.close();
    }

    @Test
    @DisplayName("whatever is asked of it or of its handles is a ClosedException")
    void closed(Bench bench) {
        Hypervisor hv = bench.connect(settings -> {});
        VM vm = bench.off(hv);
        hv.close();

        assertThrows(ClosedException.class, () -> hv.vms().list());
        assertThrows(ClosedException.class, () -> hv.vms().find("any"));
        assertThrows(ClosedException.class, () -> hv.hosts().list());
        assertThrows(ClosedException.class, vm::refresh);
        assertThrows(ClosedException.class, vm::config);
        assertThrows(ClosedException.class, vm::start);
        assertThrows(ClosedException.class, vm::delete);
        assertThrows(ClosedException.class, () -> hv.vms().define(vm.name()).create());
    }

    @Test
    @DisplayName("its handles still tell what they knew")
    void memory(Bench bench) {
        Hypervisor hv = bench.connect(settings -> {});
        VM vm = bench.off(hv);
        String name = vm.name();
        hv.close();

        assertEquals(name, vm.name());
        assertEquals(name, vm.info().name());
        assertTrue(hv.about().product().length() > 0);
    }

    @Test
    @DisplayName("other connections go on, and what it made stays")
    void others(Bench bench) {
        Hypervisor hv = bench.connect(settings -> {});
        VM vm = bench.off(hv);
        hv.close();

        assertEquals(vm.name(), bench.hv().vms().byId(vm.id()).name());
    }

    @Test
    @DisplayName("a create under way ends whole or leaves nothing behind")
    void unfinished(Bench bench) throws Exception {
        World before = bench.world();
        HeldUp held = bench.closing(new HeldUp(bench));
        String name = held.name();
        held.create();
        Thread closing = new Thread(held::closeConnection);
        closing.start();
        held.release();
        closing.join(bench.patience().toMillis());
        assertFalse(closing.isAlive(), "close does not end");

        long end = System.nanoTime() + bench.patience().toNanos();
        Optional<VM> made = bench.hv().vms().find(name);
        while (made.isEmpty() && !before.equals(bench.world()) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50); // a task of the system's own may run on for a while
            made = bench.hv().vms().find(name);
        }
        made.ifPresent(VM::delete);
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("it leaves no thread behind")
    void threads(Bench bench) throws InterruptedException {
        bench.hv();
        Set<Thread> before = edgevirtThreads();
        Hypervisor hv = bench.connect(settings -> {});
        Events events = new Events(bench.patience());
        Subscription watching = hv.supports(Feature.WATCH).status() == Support.Status.YES ? hv.watch(events) : () -> {};
        VM vm = bench.off(hv);
        if (hv.supports(Feature.WATCH).status() == Support.Status.YES) {
            events.await(vm.id(), Event.Kind.CREATED);
        }
        watching.close();
        vm.delete();
        hv.close();
        Set<Thread> left = edgevirtThreads();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(bench.patience().toMillis());
        }

        assertEquals(
                Set.of(),
                left.stream().filter(Thread::isAlive).map(Thread::getName).collect(Collectors.toSet()));
    }

    /** Every thread of EdgeVirt's has a name that begins so. */
    private static Set<Thread> edgevirtThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("edgevirt-"))
                .collect(Collectors.toSet());
    }
}
