package io.edgevirt.testkit;

import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Feature;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.Operation;
import io.edgevirt.Outcome;
import io.edgevirt.Reconfiguration;
import io.edgevirt.Size;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.VMConfig;
import io.edgevirt.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Changes of a machine's configuration. */
abstract class ReconfigureContract {

    @Test
    @DisplayName("all fields at once, and the handle tells them")
    void whole(Bench bench) {
        bench.needs(Feature.RECONFIGURE);
        VM vm = bench.off();
        VM changed = vm.reconfigure().cpus(2).memory(mib(384)).apply();

        assertEquals(vm, changed);
        assertEquals(2, vm.cpus());
        assertEquals(mib(384), vm.memory());
        VMConfig config = bench.hv().vms().get(vm.name()).config();
        assertEquals(2, config.cpus());
        assertEquals(mib(384), config.memory());
        assertEquals(List.of(), config.atNextStart());
    }

    @Test
    @DisplayName("what was not asked for stays")
    void rest(Bench bench) {
        bench.needs(Feature.RECONFIGURE);
        VM vm = bench.off();
        VMConfig before = vm.config();
        VMConfig after = vm.reconfigure().cpus(2).apply().config();

        assertEquals(before.memory(), after.memory());
        assertEquals(before.disks(), after.disks());
        assertEquals(before.nics(), after.nics());
        assertEquals(before.firmware(), after.firmware());
        assertEquals(before.description(), after.description());
    }

    @Test
    @DisplayName("all that is wrong is said at once, and nothing is changed")
    void violations(Bench bench) {
        bench.needs(Feature.RECONFIGURE);
        VM vm = bench.off();
        World before = bench.world();
        Reconfiguration wrong = vm.reconfigure().cpus(-1).memory(Size.ZERO);
        Set<String> fields = assertThrows(InvalidSpecException.class, wrong::apply).violations().stream()
                .map(Violation::field)
                .collect(Collectors.toSet());

        assertTrue(fields.containsAll(Set.of("cpus", "memory")), fields::toString);
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("a plan changes nothing")
    void plan(Bench bench) {
        bench.needs(Feature.RECONFIGURE);
        VM vm = bench.off();
        World before = bench.world();

        assertFalse(vm.reconfigure().cpus(2).explain().steps().isEmpty(), "nothing is planned");
        assertTrue(vm.reconfigure().cpus(2).check().ok());
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("on a running machine it is in effect at once, or refused with the fields named and nothing changed")
    void running(Bench bench) {
        bench.needs(Feature.RECONFIGURE);
        VM vm = bench.running();
        Size more = vm.config().memory().plus(mib(128));
        if (vm.reconfigure().cpus(2).memory(more).check().ok()) {
            VMConfig config = vm.reconfigure().cpus(2).memory(more).apply().config();
            assertEquals(2, config.cpus());
            assertEquals(more, config.memory());
            assertEquals(List.of(), config.atNextStart());
        } else {
            World before = bench.world();
            assertNeedsStop(vm.reconfigure().cpus(2).memory(more));
            assertEquals(before, bench.world());
        }
    }

    /** It is refused because the machine runs, and the message names a field. */
    static void assertNeedsStop(Operation<VM> change) {
        InvalidStateException e = assertThrows(InvalidStateException.class, change::run);
        String said = e.failure().toString();
        assertTrue(said.contains("cpus") || said.contains("memory"), said);
        assertEquals(Outcome.NOT_DONE, e.outcome());
    }

    @Test
    @DisplayName(
            "at the next start, where that is accepted and the system defers it; until then the configuration says what is to come")
    void atNextStart(Bench bench) {
        bench.needs(Feature.RECONFIGURE);
        VM vm = bench.running();
        Size more = vm.config().memory().plus(mib(128));
        VMConfig before = vm.config();
        VMConfig pending;
        try {
            pending =
                    vm.reconfigure().cpus(2).memory(more).atNextStart().apply().config();
        } catch (UnsupportedFeatureException e) {
            // a system that defers nothing refuses all of it, and says so
            assertFalse(e.hint().orElse("").isBlank(), e::toString);
            assertEquals(before, vm.refresh().config());
            return;
        }
        if (pending.cpus() != 2) {
            assertTrue(pending.atNextStart().contains("cpus"), () -> "not named: " + pending.atNextStart());
        }
        if (!pending.memory().equals(more)) {
            assertTrue(pending.atNextStart().contains("memory"), () -> "not named: " + pending.atNextStart());
        }
        vm.powerOff();
        VMConfig config = vm.start().config();

        assertEquals(2, config.cpus());
        assertEquals(more, config.memory());
        assertEquals(List.of(), config.atNextStart());
    }

    @Test
    @DisplayName("the description")
    void description(Bench bench) {
        bench.needs(Feature.DESCRIPTION, Feature.RECONFIGURE);
        VM vm = bench.off();

        assertEquals(
                Optional.of("changed"),
                vm.reconfigure().description("changed").apply().config().description());
    }

    @Test
    @DisplayName("tags are added and replaced one by one")
    void tags(Bench bench) {
        bench.needs(Feature.TAGS, Feature.RECONFIGURE);
        VM vm = bench.machine().tag("site", "one").tag("kind", "test").create();
        VMConfig config = vm.reconfigure().tag("site", "two").apply().config();

        assertEquals("two", config.tags().get("site"));
        assertEquals("test", config.tags().get("kind"));
    }

    @Test
    @DisplayName("whether it starts with its host")
    void autostart(Bench bench) {
        bench.needs(Feature.AUTOSTART, Feature.RECONFIGURE);
        VM vm = bench.off();

        assertEquals(
                Optional.of(true),
                vm.reconfigure().autostart(true).apply().config().autostart());
        assertEquals(
                Optional.of(false),
                vm.reconfigure().autostart(false).apply().config().autostart());
    }
}
