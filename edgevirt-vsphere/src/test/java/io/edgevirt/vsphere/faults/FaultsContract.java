package io.edgevirt.vsphere.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.edgevirt.vsphere.sim.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks every request of every change in every way. Most of the time is spent waiting for a silent server, so the lanes
 * run side by side, each with a connection and machines of its own at the same server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultsContract {

    private static final int MOST_REQUESTS = 200;
    private static final int LANES = 6;
    private static final long PATIENCE_MINUTES = 5;
    /** How long a silent server is waited for. On a busy machine others seem silent, and the truth must be told then too. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static final Duration REQUEST = Duration.ofSeconds(30);

    private final String title;
    private final String scheme;
    private final boolean marks;
    private final Map<String, Future<List<String>>> lanes = new HashMap<>();
    private final Queue<String> named = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(LANES);
    private Simulator simulator;
    private World world;

    /**
     * A server of some kind.
     *
     * @param marks whether tasks tell what marked their request
     */
    FaultsContract(String title, String scheme, boolean marks) {
        this.title = title;
        this.scheme = scheme;
        this.marks = marks;
    }

    abstract Simulator start();

    @BeforeAll
    void begin() {
        simulator = start();
        world = new World(simulator, scheme);
        // the silent ones first, for they take longest
        for (Trouble trouble : Trouble.slowestFirst()) {
            for (Change change : Change.values()) {
                lanes.put(key(change, trouble), threads.submit(() -> everywhere(change, trouble)));
            }
        }
        for (Outage outage : Outage.values()) {
            for (Change change : Change.values()) {
                lanes.put(key(change, outage), threads.submit(() -> during(change, outage)));
            }
        }
    }

    @AfterAll
    void end() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(PATIENCE_MINUTES, TimeUnit.MINUTES);
        world.close();
        simulator.close();
    }

    private static String key(Change change, Enum<?> what) {
        return change.name() + "-" + what.name();
    }

    private Lane lane(Change change, Enum<?> what, Duration request) {
        String original = ("ev-" + key(change, what)).toLowerCase(java.util.Locale.ROOT);
        change.prepare(world.hv(), original);
        return new Lane(simulator, scheme, change, original, marks, request);
    }

    static Stream<Arguments> troubles() {
        return Stream.of(Change.values())
                .flatMap(change -> Stream.of(Trouble.values()).map(trouble -> arguments(change, trouble)));
    }

    static Stream<Arguments> outages() {
        return Stream.of(Change.values())
                .flatMap(change -> Stream.of(Outage.values()).map(outage -> arguments(change, outage)));
    }

    private void assertNothingWrong(Change change, Enum<?> what) throws Exception {
        List<String> wrong = lanes.get(key(change, what)).get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    @ParameterizedTest(
            name = "{0}, and at any request {1}: no duplicate, nothing left behind in silence, the truth told")
    @MethodSource("troubles")
    void anywhere(Change change, Trouble trouble) throws Exception {
        assertNothingWrong(change, trouble);
    }

    @ParameterizedTest(name = "{0}, and {1}: no duplicate, nothing left behind in silence, the truth told")
    @MethodSource("outages")
    void outage(Change change, Outage outage) throws Exception {
        assertNothingWrong(change, outage);
    }

    @Test
    @DisplayName("after all of that every folder on the datastores belongs to a machine, or was told to be left behind")
    void folders() throws Exception {
        for (Future<List<String>> lane : lanes.values()) {
            lane.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        }
        Set<String> strays = new TreeSet<>(world.strays());
        strays.removeIf(stray -> named.stream().anyMatch(leftover -> leftover.contains(stray)));
        assertEquals(Set.of(), strays);
    }

    private List<String> everywhere(Change change, Trouble trouble) {
        Tally tally = new Tally(title + ", " + change + ", " + trouble);
        List<String> wrong = new ArrayList<>();
        try (Lane lane = lane(change, trouble, trouble.silent() ? SILENCE : REQUEST)) {
            boolean fired = true;
            for (int i = 1; fired && i < MOST_REQUESTS; i++) {
                fired = at(i, lane, trouble, tally, wrong);
            }
        }
        tally.write();
        if (tally.cases() < 4) {
            wrong.add("there was hardly anything to break");
        }
        return wrong;
    }

    private boolean at(int index, Lane lane, Trouble trouble, Tally tally, List<String> wrong) {
        Verdict verdict = new Verdict(world, lane.change, lane.original, lane.original + "." + index);
        CountDownLatch over = new CountDownLatch(1);
        lane.relay.forget();
        lane.relay.at(index, trouble.effect(lane.relay, over));
        verdict.run(lane.hv);
        boolean fired = !lane.relay.pending();
        List<String> requests = lane.relay.methods();
        lane.relay.forget();
        over.countDown();
        String where = "request " + index + (fired ? " " + requests.get(index - 1) : ", none broken") + ": ";
        verdict.check(lane.hv).forEach(w -> wrong.add(where + w));
        named.addAll(verdict.leftovers());
        if (fired) {
            tally.count(verdict.told());
        }
        return fired;
    }

    private List<String> during(Change change, Outage outage) {
        Tally tally = new Tally(title + ", " + change + ", " + outage);
        try (Lane lane = lane(change, outage, REQUEST)) {
            Verdict verdict = new Verdict(world, change, lane.original, lane.original + ".1");
            lane.relay.forget();
            outage.prepare(lane);
            verdict.run(lane.hv);
            boolean happened = !lane.relay.pending();
            lane.relay.forget();
            List<String> wrong = new ArrayList<>();
            if (outage == Outage.GONE) {
                wrong.addAll(verdict.check());
                if (verdict.leftovers().isEmpty()) {
                    wrong.add("what may be there is not named");
                }
            } else {
                wrong.addAll(verdict.check(lane.hv));
            }
            named.addAll(verdict.leftovers());
            tally.count(verdict.told());
            tally.write();
            if (!happened) {
                wrong.add("it did not happen");
            }
            if (!outage.told(change).contains(verdict.told())) {
                wrong.add("told " + verdict.told() + ", not one of " + outage.told(change) + ": " + verdict.error());
            }
            return wrong;
        }
    }
}
