package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Event;
import io.edgevirt.Feature;
import io.edgevirt.Hypervisor;
import io.edgevirt.Subscription;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events of machines. */
abstract class WatchContract {

    @Test
    @DisplayName("a machine comes, starts, stops and goes, in this order")
    void life(Bench bench) {
        bench.needs(Feature.WATCH, Feature.POWER);
        Events events = new Events(bench.patience());
        Hypervisor hv = bench.connect(settings -> {});
        try (Subscription watching = hv.watch(events)) {
            VM vm = bench.off();
            events.await(vm.id(), Event.Kind.CREATED);
            vm.start();
            events.await(vm.id(), VMState.RUNNING);
            vm.powerOff();
            events.await(vm.id(), VMState.OFF);
            vm.delete();
            events.await(vm.id(), Event.Kind.REMOVED);

            List<Event> heard = events.of(vm.id());
            assertEquals(Event.Kind.CREATED, heard.get(0).kind(), heard::toString);
            assertEquals(Event.Kind.REMOVED, heard.get(heard.size() - 1).kind(), heard::toString);
            for (int i = 1; i < heard.size(); i++) {
                assertFalse(heard.get(i).at().isBefore(heard.get(i - 1).at()), heard::toString);
            }
        }
    }

    @Test
    @DisplayName("what this connection does itself is told as well")
    void own(Bench bench) {
        bench.needs(Feature.WATCH);
        Events events = new Events(bench.patience());
        try (Subscription watching = bench.hv().watch(events)) {
            VM vm = bench.off();

            events.await(vm.id(), Event.Kind.CREATED);
            vm.delete();
            events.await(vm.id(), Event.Kind.REMOVED);
        }
    }

    @Test
    @DisplayName("what was there before is not told as new")
    void before(Bench bench) {
        bench.needs(Feature.WATCH);
        VM old = bench.off();
        Events events = new Events(bench.patience());
        try (Subscription watching = bench.connect(settings -> {}).watch(events)) {
            VM made = bench.off();
            events.await(made.id(), Event.Kind.CREATED);

            assertTrue(events.of(old.id()).stream().noneMatch(e -> e.kind() == Event.Kind.CREATED));
        }
    }

    @Test
    @DisplayName("nothing is told after the subscription is closed")
    void closed(Bench bench) {
        bench.needs(Feature.WATCH);
        Hypervisor hv = bench.connect(settings -> {});
        Events closed = new Events(bench.patience());
        Events open = new Events(bench.patience());
        Subscription first = hv.watch(closed);
        try (Subscription second = hv.watch(open)) {
            VM seen = bench.off();
            closed.await(seen.id(), Event.Kind.CREATED);
            first.close();
            first.close();
            int count = closed.count();
            VM unseen = bench.off();
            open.await(unseen.id(), Event.Kind.CREATED);

            assertEquals(count, closed.count());
        }
    }

    @Test
    @DisplayName("one of two subscriptions of the same listener goes on when the other is closed, and closed again")
    void sameListener(Bench bench) {
        bench.needs(Feature.WATCH);
        Hypervisor hv = bench.connect(settings -> {});
        Events events = new Events(bench.patience());
        Subscription first = hv.watch(events);
        try (Subscription second = hv.watch(events)) {
            first.close();
            first.close();

            events.await(bench.off().id(), Event.Kind.CREATED);
        }
    }

    @Test
    @DisplayName("a listener that throws goes on being called")
    void badListener(Bench bench) {
        bench.needs(Feature.WATCH);
        Events events = new Events(bench.patience());
        try (Subscription watching = bench.connect(settings -> {}).watch(event -> {
            events.accept(event);
            throw new IllegalStateException("thrown by a listener of the contract kit");
        })) {
            VM vm = bench.off();
            events.await(vm.id(), Event.Kind.CREATED);
            vm.delete();
            events.await(vm.id(), Event.Kind.REMOVED);
        }
    }
}
