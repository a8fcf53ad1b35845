package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Feature;
import io.edgevirt.Host;
import io.edgevirt.InvalidStateException;
import io.edgevirt.Migrated;
import io.edgevirt.Progress;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Moves between hosts. */
abstract class MigrationContract {

    @Test
    @DisplayName("it goes on running at the other host, and its progress is told")
    void live(Bench bench) {
        bench.needs(Feature.LIVE_MIGRATION);
        VM vm = bench.booted();
        Host to = bench.given(bench.otherHost(vm), "second host");
        List<Progress> seen = new CopyOnWriteArrayList<>();
        Migrated moved =
                vm.migrate().to(to).live(true).submit().onProgress(seen::add).join(bench.patience());

        PowerProofs.ends(VMState.RUNNING, moved.vm());
        assertEquals(vm.name(), moved.vm().name());
        moved.vm().info().host().ifPresent(host -> assertEquals(to.name(), host));
        moved.downtime().ifPresent(down -> assertFalse(down.isNegative()));
        assertTrue(seen.get(seen.size() - 1).finished(), seen::toString);
    }

    @Test
    @DisplayName("a machine that is off moves too")
    void offline(Bench bench) {
        bench.needs(Feature.OFFLINE_MIGRATION);
        VM vm = bench.off();
        Host to = bench.given(bench.otherHost(vm), "second host");

        PowerProofs.ends(VMState.OFF, vm.migrate().to(to).live(false).run().vm());
    }

    @Test
    @DisplayName("what is off cannot be moved live")
    void liveOff(Bench bench) {
        bench.needs(Feature.LIVE_MIGRATION);
        VM vm = bench.off();
        Host to = bench.given(bench.otherHost(vm), "second host");
        World before = bench.world();

        assertThrows(
                InvalidStateException.class,
                () -> vm.migrate().to(to).live(true).run());
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("without a destination there is no move")
    void nowhere(Bench bench) {
        bench.needs(Feature.LIVE_MIGRATION);
        VM vm = bench.running();

        assertThrows(EdgeVirtException.class, () -> vm.migrate().run());
        assertEquals(VMState.RUNNING, vm.refresh().state());
    }

    @Test
    @DisplayName("a plan moves nothing")
    void plan(Bench bench) {
        bench.needs(Feature.LIVE_MIGRATION);
        VM vm = bench.booted();
        Host to = bench.given(bench.otherHost(vm), "second host");
        Optional<String> host = vm.refresh().info().host();

        assertFalse(vm.migrate().to(to).explain().steps().isEmpty());
        assertEquals(host, vm.refresh().info().host());
        assertEquals(VMState.RUNNING, vm.state());
    }
}
