package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Feature;
import io.edgevirt.Hypervisor;
import io.edgevirt.Outcome;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.spi.SessionExpiredException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Requests and replies that are lost on their way. */
abstract class FaultContract {

    /** Requests of one create that are cut one after the other; a create that takes more is cut at these. */
    private static final int CUTS = 16;

    @Test
    @DisplayName("a read whose request is lost is asked again")
    void readAgain(Bench bench) {
        Traffic traffic = new Traffic();
        Hypervisor hv = bench.connect(settings -> settings.intercept(traffic));
        VM vm = bench.off(hv);
        traffic.strike(Traffic.nth(0), Traffic.lost());

        assertTrue(hv.vms().list().contains(vm));
        traffic.strike(Traffic.nth(0), Traffic.lost());
        assertEquals(VMState.OFF, vm.refresh().state());
        traffic.strike(Traffic.nth(0), Traffic.unanswered());
        assertEquals(vm, hv.vms().get(vm.name()));
    }

    @Test
    @DisplayName("a session that expired is renewed without the caller noticing")
    void session(Bench bench) {
        Traffic traffic = new Traffic();
        Hypervisor hv = bench.connect(settings -> settings.intercept(traffic));
        VM vm = bench.off(hv);
        traffic.strike(
                Traffic.nth(0),
                Traffic.failing(new SessionExpiredException(Failure.of("expired by the contract kit"))));

        assertTrue(hv.vms().list().contains(vm));
        traffic.calm();
        assertEquals(VMState.OFF, vm.refresh().state());
    }

    @Test
    @DisplayName("a create makes one machine or none, whichever of its requests is lost")
    void lostRequests(Bench bench) {
        cutOneByOne(bench, Traffic.lost());
    }

    @Test
    @DisplayName("a create makes one machine or none, whichever of its replies is lost")
    void lostReplies(Bench bench) {
        cutOneByOne(bench, Traffic.unanswered());
    }

    private static void cutOneByOne(Bench bench, Traffic.Fate fate) {
        Traffic traffic = new Traffic();
        Hypervisor hv = bench.connect(settings -> settings.intercept(traffic));
        bench.off(hv);
        traffic.take();
        bench.off(hv);
        int requests = Math.min(CUTS, traffic.take().size());
        for (int n = 0; n < requests; n++) {
            String name = bench.name();
            World before = bench.world();
            traffic.strike(Traffic.nth(n), fate);
            Optional<EdgeVirtException> error =
                    attempt(() -> bench.machine(hv, name).create());
            traffic.calm();
            truth(bench, name, before, error);
        }
    }

    private static Optional<EdgeVirtException> attempt(Runnable change) {
        try {
            change.run();
            return Optional.empty();
        } catch (EdgeVirtException e) {
            return Optional.of(e);
        }
    }

    /** What the caller was told is what a second connection sees. */
    private static void truth(Bench bench, String name, World before, Optional<EdgeVirtException> error) {
        List<VM> made = bench.hv().vms().list().stream()
                .filter(vm -> vm.name().equals(name))
                .toList();
        if (error.isEmpty()) {
            assertEquals(1, made.size(), "told as created");
            assertEquals(VMState.OFF, made.get(0).state());
            made.get(0).delete();
            assertEquals(before, bench.world(), "created twice, or in part");
            return;
        }
        EdgeVirtException e = error.get();
        assertTrue(made.size() <= 1, "there are two of them");
        if (e.outcome() == Outcome.DONE) {
            assertEquals(1, made.size(), () -> "told as done: " + e);
        }
        if (e.outcome() == Outcome.NOT_DONE && e.leftovers().isEmpty()) {
            assertEquals(before, bench.world(), () -> "told as not done: " + e);
        }
        made.forEach(VM::delete);
    }

    @Test
    @DisplayName("a start whose reply is lost has happened, and is told so")
    void lostStart(Bench bench) {
        bench.needs(Feature.POWER);
        Traffic traffic = new Traffic();
        Hypervisor hv = bench.connect(settings -> settings.intercept(traffic));
        VM probe = bench.off(hv);
        traffic.take();
        probe.start();
        int requests = Math.min(CUTS, traffic.take().size());
        probe.powerOff(); // guests that boot all at once would take the host's time from each other
        for (int n = 0; n < requests; n++) {
            VM vm = bench.off(hv);
            traffic.strike(Traffic.nth(n), Traffic.unanswered());
            Optional<EdgeVirtException> error = attempt(vm::start);
            traffic.calm();
            VMState seen = bench.hv().vms().byId(vm.id()).state();
            if (error.isEmpty()) {
                assertEquals(VMState.RUNNING, seen);
            } else if (error.get().outcome() == Outcome.NOT_DONE) {
                assertEquals(VMState.OFF, seen, error.get()::toString);
            }
            bench.hv().vms().byId(vm.id()).powerOff();
        }
    }

    @Test
    @DisplayName("a reset whose reply is lost is never repeated")
    void resetOnce(Bench bench) {
        bench.needs(Feature.RESET);
        Traffic traffic = new Traffic();
        Hypervisor hv = bench.connect(settings -> settings.intercept(traffic));
        VM vm = bench.running();
        VM mine = hv.vms().get(vm.name());
        mine.reset(); // what is asked once per connection is asked now
        traffic.take();
        mine.prepare().reset().check();
        Set<String> reads = Set.copyOf(traffic.take());
        mine.reset();
        String reset = traffic.take().stream()
                .filter(request -> !reads.contains(request))
                .findFirst()
                .orElseThrow();
        traffic.strike(Traffic.firstBeyond(reads), Traffic.unanswered());
        attempt(mine::reset);
        traffic.calm();
        List<String> asked = traffic.take();

        assertEquals(1, asked.stream().filter(reset::equals).count(), asked::toString);
        assertEquals(VMState.RUNNING, vm.refresh().state());
    }
}
