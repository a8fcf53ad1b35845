package io.edgevirt.testkit;

import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.DiskInfo;
import io.edgevirt.Feature;
import io.edgevirt.Finding;
import io.edgevirt.Findings;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Outcome;
import io.edgevirt.Plan;
import io.edgevirt.PlanStep;
import io.edgevirt.Size;
import io.edgevirt.VM;
import io.edgevirt.VMConfig;
import io.edgevirt.VMDefinition;
import io.edgevirt.VMState;
import io.edgevirt.Violation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How machines come into being. */
abstract class CreateContract {

    @Test
    @DisplayName("it reads back as it was asked for")
    void readsBack(Bench bench) {
        VM made = bench.machine().cpus(2).memory(mib(256)).create();
        assertEquals(VMState.OFF, made.state());
        assertEquals(2, made.cpus());
        assertEquals(mib(256), made.memory());

        VM vm = bench.hv().vms().get(made.name());
        VMConfig config = vm.config();
        assertEquals(VMState.OFF, vm.state());
        assertEquals(2, config.cpus());
        assertEquals(mib(256), config.memory());
        assertEquals(List.of(), config.atNextStart());
    }

    @Test
    @DisplayName("its further disk has the size that was asked for")
    void disk(Bench bench) {
        Size size = bench.server().diskSize();
        int before = bench.machine().create().disks().size();
        VM vm = bench.machine().disk(size).create();
        List<DiskInfo> disks = vm.config().disks();

        assertEquals(before + 1, disks.size());
        assertEquals(Optional.of(size), disks.get(before).size());
        assertEquals(disks, vm.disks().stream().map(d -> d.info()).toList());
    }

    @Test
    @DisplayName("its adapter is on the network and has the MAC address that were asked for")
    void nic(Bench bench) {
        String network = bench.given(bench.props().network(), "network");
        int before = bench.machine().create().nics().size();
        VM vm = bench.machine().nic(network, n -> n.mac("52:54:00:AB:CD:01")).create();

        assertEquals(before + 1, vm.config().nics().size());
        assertEquals(
                Optional.of("52:54:00:ab:cd:01"), vm.config().nics().get(before).mac());
        assertTrue(vm.config().nics().get(before).network().isPresent(), "the network is not told");
    }

    @Test
    @DisplayName("all that is wrong with a definition is said at once, and nothing is made")
    void violations(Bench bench) {
        World before = bench.world();
        VMDefinition wrong = bench.machine().cpus(0).memory(Size.ZERO).reserve(-1, Size.ZERO);
        List<String> fields = assertThrows(InvalidSpecException.class, wrong::create).violations().stream()
                .map(Violation::field)
                .toList();

        assertTrue(fields.contains("cpus"), fields::toString);
        assertTrue(fields.contains("memory"), fields::toString);
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("a violation says what was given, what is accepted and what to do")
    void violation(Bench bench) {
        VMDefinition wrong = bench.machine().disk(Size.ZERO);
        Violation violation = assertThrows(InvalidSpecException.class, wrong::create)
                .violations()
                .get(0);

        assertTrue(violation.field().startsWith("disk"), violation::field);
        assertFalse(violation.limit().isBlank());
        assertFalse(violation.remedy().isBlank());
    }

    @Test
    @DisplayName("the check of what is not valid fails as well, and its plan cannot be told")
    void invalid(Bench bench) {
        Findings findings = bench.machine().cpus(0).check();

        assertTrue(findings.failures().stream().anyMatch(f -> f.problem() == Finding.Problem.INVALID));
        assertThrows(InvalidSpecException.class, () -> bench.machine().cpus(0).explain());
    }

    @Test
    @DisplayName("a name that is taken is refused, and its owner is not touched")
    void taken(Bench bench) {
        VM owner = bench.off();
        World before = bench.world();
        VMDefinition second = bench.machine(bench.hv(), owner.name()).cpus(2);

        List<Finding> failures = second.check().failures();
        assertTrue(failures.stream().anyMatch(f -> f.problem() == Finding.Problem.ALREADY_EXISTS), failures::toString);
        AlreadyExistsException e = assertThrows(AlreadyExistsException.class, second::create);
        assertEquals(Outcome.NOT_DONE, e.outcome());
        assertEquals(List.of(), e.leftovers());
        assertEquals(before, bench.world());
        assertEquals(owner, bench.hv().vms().get(owner.name()));
    }

    @Test
    @DisplayName("a pool that does not exist is refused, and nothing is left behind")
    void noPool(Bench bench) {
        World before = bench.world();
        VMDefinition wrong = bench.machine().disk(bench.server().diskSize(), d -> d.pool(bench.prefix() + "none"));

        assertFalse(wrong.check().ok());
        NotFoundException e = assertThrows(NotFoundException.class, wrong::create);
        assertEquals(Outcome.NOT_DONE, e.outcome());
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("a check that finds nothing in the way, and a plan, change nothing")
    void looksOnly(Bench bench) {
        World before = bench.world();
        VMDefinition definition = bench.machine();
        Findings findings = definition.check();
        Plan plan = definition.explain();

        assertTrue(findings.ok(), findings::toString);
        assertEquals(before, bench.world());
        assertFalse(plan.steps().isEmpty(), "nothing is planned");
        for (PlanStep step : plan.steps()) {
            assertFalse(step.title().isBlank(), plan::toString);
            assertFalse(step.request().isBlank(), plan::toString);
        }
        assertEquals(VMState.OFF, definition.create().state());
    }

    @Test
    @DisplayName("a plan names the machine and prints as a table")
    void table(Bench bench) {
        String name = bench.name();
        Plan plan = bench.machine(bench.hv(), name).explain();

        assertTrue(plan.toString().contains(name), plan::toString);
        assertTrue(plan.toString().lines().count() > 1, plan::toString);
    }

    @Test
    @DisplayName("an operation is spent once it is submitted")
    void spent(Bench bench) {
        VMDefinition definition = bench.machine();
        definition.create();

        assertThrows(IllegalStateException.class, definition::submit);
        assertThrows(IllegalStateException.class, definition::create);
    }

    @Test
    @DisplayName("native text that is no definition is refused, and nothing is made")
    void nativeNonsense(Bench bench) {
        bench.needs(Feature.NATIVE_DEFINITION);
        World before = bench.world();

        for (String text : List.of("", "no definition", "<unfinished", "\u0000")) {
            assertThrows(InvalidSpecException.class, () -> bench.hv().vms().defineNative(text));
        }
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("native text with the name of another machine is refused, and its owner is not touched")
    void nativeTaken(Bench bench) {
        bench.needs(Feature.NATIVE_DEFINITION);
        VM owner = bench.off();
        String text = bench.given(bench.server().nativeText(owner.name()), "native text");
        World before = bench.world();

        assertThrows(AlreadyExistsException.class, () -> bench.hv().vms().defineNative(text));
        assertEquals(before, bench.world());
    }
}
