package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.AmbiguousNameException;
import io.edgevirt.Candidate;
import io.edgevirt.ConflictException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Feature;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Findings;
import io.edgevirt.InsufficientResourcesException;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Operation;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.Plan;
import io.edgevirt.PlanStep;
import io.edgevirt.Size;
import io.edgevirt.Support;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VMDefinition;
import io.edgevirt.Violation;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An operation")
class PendingTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private Operation<?> stopped(Finding... findings) {
        return rig.planned(() -> Work.stopped(findings));
    }

    private Operation<?> planFails(RuntimeException with) {
        return rig.planned(() -> {
            throw with;
        });
    }

    private static Finding failing(Problem problem, String id) {
        return Finding.fail(id, problem, "thing", "it is not so", "make it so");
    }

    @Nested
    @DisplayName("that asks for what cannot be")
    class Invalid {

        private VMDefinition wrong() {
            return rig.hv.vms().define("").cpus(0).memory(Size.mib(0));
        }

        @Test
        @DisplayName("is refused with all violations at once, and the system is not asked")
        void allAtOnce() {
            InvalidSpecException e = assertThrows(InvalidSpecException.class, () -> wrong().submit());
            assertEquals(
                    List.of("cpus", "memory", "name"),
                    e.violations().stream().map(Violation::field).sorted().toList());
            verify(rig.vms, never()).create(any());
        }

        @Test
        @DisplayName("is refused by explain() too")
        void explain() {
            assertThrows(InvalidSpecException.class, () -> wrong().explain());
        }

        @Test
        @DisplayName("has each violation as a finding of check()")
        void check() {
            Findings findings = wrong().check();
            assertEquals(3, findings.failures().size());
            assertTrue(findings.failures().stream().allMatch(f -> f.problem() == Problem.INVALID));
        }
    }

    @Nested
    @DisplayName("that needs what the system cannot do")
    class Unsupported {

        private final Operation<?> operation = rig.change(ToyStep.of("a")).needing(Feature.SNAPSHOTS, Feature.POWER);

        Unsupported() {
            when(rig.driver.supports(Feature.SNAPSHOTS))
                    .thenReturn(Support.no("the edition has none", "buy the other"));
        }

        @Test
        @DisplayName("is refused with reason and remedy, without a plan")
        void submit() {
            UnsupportedFeatureException e = assertThrows(UnsupportedFeatureException.class, operation::submit);
            assertEquals("the edition has none", e.failure().message());
            assertEquals("buy the other", e.hint().orElseThrow());
            assertEquals("toy", e.backend());
        }

        @Test
        @DisplayName("has the refusal as a finding of check()")
        void check() {
            Finding finding = operation.check().failures().get(0);
            assertEquals(
                    List.of(Problem.UNSUPPORTED, "feature.SNAPSHOTS", "the edition has none", "buy the other"),
                    List.of(finding.problem(), finding.id(), finding.reason(), finding.remedy()));
        }

        @Test
        @DisplayName("has a plan without steps that says so")
        void explain() {
            Plan plan = operation.explain();
            assertEquals(List.of(), plan.steps());
            assertFalse(plan.findings().ok());
        }

        @Test
        @DisplayName("goes on where it only depends")
        void conditional() {
            when(rig.driver.supports(Feature.SNAPSHOTS)).thenReturn(Support.conditional("on the disks", "use qcow2"));
            operation.submit().join();
        }
    }

    @Nested
    @DisplayName("that is checked")
    class Check {

        @ParameterizedTest(name = "{0}: {1}")
        @MethodSource("io.edgevirt.engine.PendingTest#planErrors")
        @DisplayName("finds what reading for the plan runs into")
        void findings(EdgeVirtException thrown, Problem problem) {
            Findings findings = planFails(thrown).check();
            assertEquals(
                    List.of(problem),
                    findings.failures().stream().map(Finding::problem).toList());
            assertEquals("why", findings.failures().get(0).reason());
        }

        @Test
        @DisplayName("names what an ambiguous name fits")
        void candidates() {
            Failure failure = Failure.of("the name fits 2")
                    .candidates(List.of(new Candidate("host-1", "A/pve"), new Candidate("host-2", "B/pve")));
            Findings findings = planFails(new AmbiguousNameException(failure)).check();
            assertEquals(
                    "the name fits 2; A/pve (id host-1); B/pve (id host-2)",
                    findings.failures().get(0).reason());
        }

        @Test
        @DisplayName("says so where the system refuses a value without naming the field")
        void refusedWithoutField() {
            Findings found = planFails(new InvalidSpecException(Failure.of("a parameter was not right")))
                    .check();

            assertFalse(found.ok());
            assertEquals(Finding.Problem.INVALID, found.failures().get(0).problem());
        }

        @Test
        @DisplayName("finds each violation that only the plan knows")
        void invalid() {
            Violation violation = new Violation("vlan", "5000", "1 to 4094", "take another");
            Findings findings =
                    planFails(InvalidSpecException.of(List.of(violation))).check();
            assertEquals("vlan", findings.failures().get(0).id());
        }

        @Test
        @DisplayName("throws where the connection is the trouble")
        void connection() {
            assertThrows(ConnectionException.class, () -> planFails(Rig.lost()).check());
        }

        @Test
        @DisplayName("throws a defect")
        void defect() {
            assertThrows(
                    OperationFailedException.class,
                    () -> planFails(new IllegalStateException("boom")).check());
        }

        @Test
        @DisplayName("starts no step, and may be asked again")
        void reads() {
            ToyStep step = ToyStep.of("a");
            Operation<?> operation = rig.change(step);
            assertTrue(operation.check().ok());
            assertTrue(operation.check().ok());
            assertEquals(List.of(), step.journal());
        }
    }

    static Stream<Arguments> planErrors() {
        Failure why = Failure.of("why");
        return Stream.of(
                Arguments.of(new NotFoundException(why), Problem.NOT_FOUND),
                Arguments.of(new AmbiguousNameException(why), Problem.AMBIGUOUS),
                Arguments.of(new AlreadyExistsException(why), Problem.ALREADY_EXISTS),
                Arguments.of(new InvalidStateException(why), Problem.STATE),
                Arguments.of(new UnsupportedFeatureException(why), Problem.UNSUPPORTED),
                Arguments.of(new InsufficientResourcesException(why), Problem.RESOURCES),
                Arguments.of(new PermissionDeniedException(why), Problem.PERMISSION),
                Arguments.of(new ConflictException(why), Problem.CONFLICT));
    }

    @Nested
    @DisplayName("that is explained")
    class Explain {

        @Test
        @DisplayName("shows the native steps and starts none")
        void steps() {
            ToyStep step = ToyStep.of("a");
            Plan plan = rig.change(step, ToyStep.of("b")).explain();
            assertEquals(List.of(new PlanStep("make a", "POST /a"), new PlanStep("make b", "POST /b")), plan.steps());
            assertEquals(List.of(), step.journal());
        }

        @Test
        @DisplayName("shows what would stop it")
        void findings() {
            assertFalse(stopped(failing(Problem.STATE, "vm.state"))
                    .explain()
                    .findings()
                    .ok());
        }
    }

    @Nested
    @DisplayName("that its plan stops")
    class Stopped {

        @ParameterizedTest(name = "by {1}: {0}")
        @MethodSource("io.edgevirt.engine.PendingTest#planErrors")
        @DisplayName("throws the kind that the finding names")
        void kinds(EdgeVirtException kind, Problem problem) {
            EdgeVirtException e = Rig.failureOf(stopped(failing(problem, "x")));
            assertEquals(kind.getClass(), e.getClass());
            assertEquals("it is not so", e.failure().message());
            assertEquals("make it so", e.hint().orElseThrow());
            assertEquals(Outcome.NOT_DONE, e.outcome());
            assertEquals("change", e.operation());
        }

        @Test
        @DisplayName("throws all that is invalid at once")
        void invalid() {
            InvalidSpecException e = assertInstanceOf(
                    InvalidSpecException.class,
                    Rig.failureOf(stopped(
                            failing(Problem.STATE, "x"),
                            failing(Problem.INVALID, "a"),
                            failing(Problem.INVALID, "b"))));
            assertEquals(
                    List.of("a", "b"),
                    e.violations().stream().map(Violation::field).toList());
        }

        @Test
        @DisplayName("says how many more there are")
        void more() {
            EdgeVirtException e = Rig.failureOf(stopped(failing(Problem.STATE, "x"), failing(Problem.RESOURCES, "y")));
            assertTrue(e.getMessage().contains("1 more"), e::getMessage);
        }

        @Test
        @DisplayName("starts no step, though it has some")
        void noStep() {
            ToyStep step = ToyStep.of("a");
            Rig.failureOf(rig.planned(() -> new Work(List.of(failing(Problem.STATE, "x")), List.of(step))));
            assertEquals(List.of(), step.journal());
        }

        @Test
        @DisplayName("goes on where it is only warned")
        void warned() {
            ToyStep step = ToyStep.of("a");
            rig.planned(() -> new Work(List.of(Finding.warn("x", "thing", "may be slow", "")), List.of(step)))
                    .run();
            assertEquals(List.of("start a"), step.journal());
        }
    }

    @Nested
    @DisplayName("that was submitted")
    class Spent {

        @Test
        @DisplayName("is spent")
        void spent() {
            Operation<?> operation = rig.change(ToyStep.of("a"));
            operation.run();
            assertThrows(IllegalStateException.class, operation::submit);
        }

        @Test
        @DisplayName("in vain, because it was invalid, is not")
        void refused() {
            VMDefinition definition = rig.hv.vms().define("edge-01").cpus(0);
            assertThrows(InvalidSpecException.class, definition::submit);
            when(rig.vms.create(any())).thenReturn(Work.stopped(failing(Problem.CONFLICT, "x")));
            assertInstanceOf(ConflictException.class, Rig.failureOf(definition.cpus(1)));
        }
    }

    @Nested
    @DisplayName("whose result cannot be read once its steps are done")
    class Finish {

        private Operation<Map<String, String>> finishing(RuntimeException with, Step... steps) {
            return new Planned<>(rig.engine, new What("change", "thing"), () -> Work.of(steps), results -> {
                throw with;
            });
        }

        @Test
        @DisplayName("says that the change happened, and takes nothing back")
        void done() {
            ToyStep step = ToyStep.of("a").starts(Started.done());
            EdgeVirtException e = Rig.failureOf(finishing(new NotFoundException(Failure.of("gone already")), step));
            assertEquals(Outcome.DONE, e.outcome());
            assertInstanceOf(NotFoundException.class, e);
            assertEquals(List.of("start a"), step.journal());
        }

        @Test
        @DisplayName("by a defect, says so too")
        void defect() {
            EdgeVirtException e = Rig.failureOf(finishing(new NumberFormatException("x"), ToyStep.of("a")));
            assertEquals(Outcome.DONE, e.outcome());
        }

        @Test
        @DisplayName("says NOT_DONE where there were no steps")
        void nothing() {
            assertEquals(
                    Outcome.NOT_DONE,
                    Rig.failureOf(finishing(new NotFoundException(Failure.of("gone"))))
                            .outcome());
        }
    }
}
