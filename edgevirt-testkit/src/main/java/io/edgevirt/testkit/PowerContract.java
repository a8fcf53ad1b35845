package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Feature;
import io.edgevirt.Finding;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.Task;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.testkit.PowerTable.Expected;
import io.edgevirt.testkit.PowerTable.Kind;
import io.edgevirt.testkit.PowerTable.Verb;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The verbs and the states. */
abstract class PowerContract {

    private static final Duration AGES = Duration.ofHours(1);
    private static final Duration MOMENT = Duration.ofMillis(50);

    static Stream<Arguments> cells() {
        return Stream.of(VMState.OFF, VMState.RUNNING, VMState.PAUSED, VMState.SAVED)
                .flatMap(state -> Arrays.stream(Verb.values()).map(verb -> Arguments.of(verb, state)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("cells")
    @DisplayName("each verb does in each state what the table of VM says")
    void table(Verb verb, VMState state, Bench bench) {
        cell(verb, state, bench);
    }

    @ParameterizedTest(name = "{0} on CRASHED")
    @EnumSource(Verb.class)
    @DisplayName("each verb does on a crashed machine what the table of VM says")
    void crashed(Verb verb, Bench bench) {
        bench.given(bench.server().crash(), "way to make a guest crash");
        cell(verb, VMState.CRASHED, bench);
    }

    private static void cell(Verb verb, VMState state, Bench bench) {
        bench.needs(verb.feature());
        Expected expected = PowerTable.expected(verb, state);
        bench.knows(
                !verb.asksGuest()
                        || expected.kind() != Kind.ENDS
                        || bench.server().guestReacts(),
                "guests do not react here");
        VM vm = state == VMState.RUNNING && verb.asksGuest() ? bench.booted() : bench.in(state);
        switch (expected.kind()) {
            case SAME -> same(verb, vm, bench);
            case REFUSED -> refused(verb, vm, bench);
            case GONE -> gone(verb, vm, bench);
            case ENDS -> ends(verb, vm, expected.end().orElseThrow(), bench);
        }
    }

    private static void same(Verb verb, VM vm, Bench bench) {
        VMState state = vm.state();
        var startedAt = vm.refresh().info().startedAt();
        assertTrue(verb.prepared(vm, bench.patience()).check().ok());
        assertEquals(List.of(), verb.prepared(vm, bench.patience()).explain().steps());

        verb.on(vm, bench.patience());

        PowerProofs.ends(state, vm);
        assertEquals(startedAt, vm.info().startedAt());
    }

    private static void refused(Verb verb, VM vm, Bench bench) {
        VMState state = vm.state();
        List<Finding> failures = verb.prepared(vm, bench.patience()).check().failures();
        assertTrue(failures.stream().anyMatch(f -> f.problem() == Finding.Problem.STATE), failures::toString);

        InvalidStateException e = assertThrows(InvalidStateException.class, () -> verb.on(vm, bench.patience()));

        assertEquals(Outcome.NOT_DONE, e.outcome());
        PowerProofs.ends(state, vm);
    }

    private static void gone(Verb verb, VM vm, Bench bench) {
        verb.on(vm, bench.patience());

        assertEquals(Optional.empty(), bench.hv().vms().find(vm.name()));
        assertThrows(NotFoundException.class, vm::refresh);
    }

    private static void ends(Verb verb, VM vm, VMState end, Bench bench) {
        assertTrue(verb.prepared(vm, bench.patience()).check().ok());

        verb.on(vm, bench.patience());

        PowerProofs.ends(end, vm);
        assertEquals(end, bench.hv().vms().get(vm.name()).state());
    }

    @Test
    @DisplayName("a verb as an operation does the same")
    void prepared(Bench bench) {
        bench.needs(Feature.POWER);
        VM vm = bench.off();

        PowerProofs.ends(VMState.RUNNING, vm.prepare().start().run());
        PowerProofs.ends(VMState.OFF, vm.prepare().powerOff().run());
    }

    @Test
    @DisplayName("an old handle does not decide: the system is asked what the machine does now")
    void staleHandle(Bench bench) {
        bench.needs(Feature.POWER);
        VM vm = bench.off();
        VM stale = bench.hv().vms().get(vm.name());
        vm.start();

        assertEquals(VMState.RUNNING, stale.start().state());
        vm.powerOff();
        assertEquals(VMState.OFF, stale.powerOff().state());
        assertEquals(VMState.RUNNING, stale.start().state());
    }

    @Test
    @DisplayName("await returns when the state is there")
    void await(Bench bench) {
        VM vm = bench.running();

        assertEquals(
                VMState.RUNNING, vm.await(VMState.RUNNING, bench.patience()).state());
        VM seen = bench.hv().vms().get(vm.name());
        vm.powerOff();
        assertEquals(VMState.OFF, seen.await(VMState.OFF, bench.patience()).state());
    }

    @Test
    @DisplayName("await that comes to its deadline says what was seen last")
    void awaitInVain(Bench bench) {
        VM vm = bench.off();
        OperationTimeoutException e =
                assertThrows(OperationTimeoutException.class, () -> vm.await(VMState.RUNNING, MOMENT));

        assertTrue(e.lastSeen().orElse("").contains("OFF"), e::toString);
        assertEquals(VMState.OFF, vm.refresh().state());
    }

    @Test
    @DisplayName("shutdown never pulls the plug: where the guest does not react, it times out and the guest runs on")
    void noPlug(Bench bench) {
        bench.needs(Feature.GRACEFUL_SHUTDOWN);
        VM vm = bench.deaf();
        OperationTimeoutException e = assertThrows(OperationTimeoutException.class, () -> vm.shutdown(MOMENT));

        assertTrue(e.lastSeen().orElse("").contains("RUNNING"), e::toString);
        assertEquals(VMState.RUNNING, vm.refresh().state());
    }

    @Test
    @DisplayName("powerOff does not wait behind a shutdown under way")
    void overtakes(Bench bench) throws Exception {
        bench.needs(Feature.GRACEFUL_SHUTDOWN);
        VM vm = bench.deaf();
        Task<VM> asking = vm.prepare().shutdown(AGES).submit();

        assertEquals(VMState.OFF, bench.hv().vms().get(vm.name()).powerOff().state());
        assertEquals(VMState.OFF, asking.join(bench.patience()).state());
    }

    @Test
    @DisplayName("reboot with a deadline returns when the restart was seen")
    void rebootSeen(Bench bench) {
        bench.needs(Feature.REBOOT);
        bench.knows(bench.server().guestReacts(), "guests do not react here");
        VM vm = bench.booted();

        PowerProofs.ends(VMState.RUNNING, vm.reboot(bench.patience()));
    }

    @Test
    @DisplayName("reboot with a deadline times out where the guest does not react")
    void rebootInVain(Bench bench) {
        bench.needs(Feature.REBOOT);
        VM vm = bench.deaf();

        assertThrows(OperationTimeoutException.class, () -> vm.reboot(MOMENT));
        assertEquals(VMState.RUNNING, vm.refresh().state());
    }
}
