package io.edgevirt.vsphere.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.edgevirt.EdgeVirt;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Trust;
import io.edgevirt.vsphere.sim.Relay;
import io.edgevirt.vsphere.sim.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaks every request of every change in every way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EveryRequestContract {

    private static final String NAME = "evfault";
    private static final int MOST_REQUESTS = 200;
    /** Above what a request takes on a busy machine, or else what is slow would be taken for silence. */
    private static final Duration REQUEST = Duration.ofSeconds(3);

    private final String title;
    private final String scheme;
    private Simulator simulator;
    private Relay relay;
    private World world;
    private Hypervisor hv;

    EveryRequestContract(String title, String scheme) {
        this.title = title;
        this.scheme = scheme;
    }

    abstract Simulator start();

    /** Changes how the server between is, before anything connects. */
    abstract void prepare(Relay before);

    @BeforeAll
    void connect() {
        simulator = start();
        relay = new Relay(simulator);
        prepare(relay);
        world = new World(simulator, scheme, NAME);
        hv = EdgeVirt.connect(
                scheme + "://" + relay.url().getAuthority(),
                c -> c.username(simulator.user())
                        .password(Secret.of(simulator.password().toCharArray()))
                        .trust(Trust.pinnedSha256(relay.fingerprint()))
                        .requestTimeout(REQUEST));
    }

    @AfterAll
    void disconnect() {
        hv.close();
        world.close();
        relay.close();
        simulator.close();
    }

    @AfterEach
    void clear() {
        relay.forget();
        world.clear();
    }

    static Stream<Arguments> cases() {
        return Stream.of(Change.values())
                .flatMap(change -> Stream.of(Trouble.values()).map(trouble -> arguments(change, trouble)));
    }

    @ParameterizedTest(name = "{0}, and {1}: no duplicate, nothing left behind in silence, and the truth is told")
    @MethodSource("cases")
    void anywhere(Change change, Trouble trouble) {
        Tally tally = new Tally(title + ", " + change + ", " + trouble);
        List<String> wrong = new ArrayList<>();
        boolean fired = true;
        for (int i = 1; fired && i < MOST_REQUESTS; i++) {
            world.clear();
            change.prepare(world.hv(), NAME);
            Verdict verdict = new Verdict(world, change, NAME);
            CountDownLatch over = new CountDownLatch(1);
            relay.forget();
            relay.at(i, trouble.effect(relay, over));
            Optional<EdgeVirtException> error = verdict.run(hv);
            fired = !relay.pending();
            List<String> requests = relay.methods();
            over.countDown();
            relay.forget();
            String where = "request " + i + (fired ? " " + requests.get(i - 1) : ", none broken") + ": ";
            verdict.check(error, hv).forEach(w -> wrong.add(where + w));
            if (fired) {
                tally.count(verdict.told());
            }
        }
        tally.write();
        assertTrue(tally.cases() > 2, "there was nothing to break");
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }
}
