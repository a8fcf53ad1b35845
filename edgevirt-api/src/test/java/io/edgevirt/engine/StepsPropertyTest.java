package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.Outcome;
import io.edgevirt.engine.StepWorld.Kind;
import io.edgevirt.engine.StepWorld.Mishap;
import io.edgevirt.engine.StepWorld.Run;
import io.edgevirt.engine.StepWorld.Script;
import io.edgevirt.engine.StepWorld.Telling;
import io.edgevirt.engine.StepWorld.Undoing;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever goes wrong with whatever steps, the engine says truly what happened and what is left. */
@Label("A change of several steps, each of which may go wrong")
class StepsPropertyTest {

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    @Label("is never carried out twice, and what is left of it is named")
    void neverASilentLeftover(@ForAll("runs") Run run) {
        StepWorld world = new StepWorld(run);
        Optional<EdgeVirtException> failure = carryOut(world, run);
        Set<Integer> existing = world.existing();

        assertEquals(List.of(), world.wrong());
        if (failure.isEmpty()) {
            assertEquals(all(run), existing, "it succeeded, so everything is there");
        } else if (failure.get().outcome() == Outcome.DONE) {
            assertTrue(run.finishFails(), "DONE is said only of what happened wholly");
            assertEquals(all(run), existing);
        } else {
            holdFailure(world, run, failure.get());
        }
    }

    private static void holdFailure(StepWorld world, Run run, EdgeVirtException failure) {
        Set<String> left = named(run, world.existing());
        Set<String> told = new TreeSet<>(failure.leftovers());
        assertTrue(told.containsAll(left), "left are " + left + ", named are " + told);
        if (!world.lostAnUndo()) {
            assertEquals(left, told, "what is named is there");
        }
        boolean unnamed = left.size() < world.existing().size();
        if (unnamed) {
            assertNotEquals(Outcome.NOT_DONE, failure.outcome(), "something without a name is left");
        }
        boolean allNamed = run.steps().stream().allMatch(Script::named);
        if (allNamed && told.isEmpty()) {
            assertEquals(Outcome.NOT_DONE, failure.outcome(), "nothing is left: " + failure);
        }
        if (failure instanceof OperationCancelledException) {
            assertTrue(world.cancelAsked());
        }
        assertEquals("change", failure.operation());
        assertFalse(failure.getMessage().contains("Begun"));
    }

    private static Set<Integer> all(Run run) {
        return IntStream.range(0, run.steps().size()).boxed().collect(Collectors.toSet());
    }

    private static Set<String> named(Run run, Set<Integer> steps) {
        return steps.stream()
                .filter(i -> run.steps().get(i).named())
                .map(StepWorld::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<EdgeVirtException> carryOut(StepWorld world, Run run) {
        Driver driver = mock(Driver.class, withSettings().stubOnly());
        when(driver.pace()).thenReturn(new VirtualPace());
        when(driver.poll(any(), any())).thenAnswer(i -> world.poll(i.getArgument(0)));
        org.mockito.Mockito.doAnswer(i -> {
                    world.cancel(i.getArgument(0));
                    return null;
                })
                .when(driver)
                .cancel(anyString());
        org.mockito.Mockito.doAnswer(i -> {
                    world.renew();
                    return null;
                })
                .when(driver)
                .renew();
        Engine engine = new Engine(driver, "toy", Endpoints.parse("toy://here"), Rig.settings(Duration.ofMinutes(10)));
        try {
            new Scripted(engine, world, run).submit().join(Duration.ofDays(1));
            return Optional.empty();
        } catch (EdgeVirtException e) {
            return Optional.of(e);
        } finally {
            engine.close();
        }
    }

    private static final class Scripted extends Pending<Map<String, String>> {
        private final StepWorld world;
        private final Run run;

        Scripted(Engine engine, StepWorld world, Run run) {
            super(engine, "change");
            this.world = world;
            this.run = run;
        }

        @Override
        String target() {
            return "thing";
        }

        @Override
        Work plan() {
            return new Work(List.of(), world.steps());
        }

        @Override
        Runnable lookOut(TaskHandle<Map<String, String>> task) {
            world.watchedAs(task);
            return () -> {};
        }

        @Override
        Map<String, String> finish(Map<String, String> results, TaskHandle<Map<String, String>> task) {
            if (run.finishFails()) {
                throw new NotFoundException(Failure.of("gone already"));
            }
            return results;
        }
    }

    @Provide
    Arbitrary<Run> runs() {
        Arbitrary<Integer> never = Arbitraries.just(Integer.MAX_VALUE - 1);
        Arbitrary<Integer> away = Arbitraries.frequencyOf(
                Tuple.of(3, never), Tuple.of(2, Arbitraries.integers().between(0, 14)));
        Arbitrary<Integer> cancelAt = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(-1)),
                Tuple.of(1, Arbitraries.integers().between(0, 4)));
        Arbitrary<Set<Integer>> blips =
                Arbitraries.integers().between(0, 20).set().ofMaxSize(4);
        Arbitrary<Boolean> rarely = Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));
        return Combinators.combine(
                        scripts().list().ofMinSize(1).ofMaxSize(5),
                        cancelAt,
                        away,
                        blips,
                        Arbitraries.of(true, false),
                        rarely)
                .as(Run::new);
    }

    private Arbitrary<Script> scripts() {
        Arbitrary<Mishap> mishaps = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Mishap.NONE)), Tuple.of(1, Arbitraries.of(Mishap.class)));
        Arbitrary<Boolean> mostly = Arbitraries.frequency(Tuple.of(4, true), Tuple.of(1, false));
        Arbitrary<Undoing> undoing = Arbitraries.frequency(
                Tuple.of(3, Undoing.WORKS), Tuple.of(1, Undoing.FAILS), Tuple.of(1, Undoing.DEFECT));
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        mishaps,
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(Telling.class),
                        undoing,
                        mostly,
                        Arbitraries.integers().between(0, 3),
                        mostly)
                .as(Script::new);
    }
}
