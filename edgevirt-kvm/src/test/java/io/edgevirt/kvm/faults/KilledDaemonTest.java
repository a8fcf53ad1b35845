package io.edgevirt.kvm.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirt;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Feature;
import io.edgevirt.Hypervisor;
import io.edgevirt.Outcome;
import io.edgevirt.VM;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The daemon may be killed at any request of a change:")
@Tag("peer")
@Tag("long")
@EnabledIfSystemProperty(named = "edgevirt.kvm.uri", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledDaemonTest {

    private static final String NAME = "evkill";

    /** The requests of these changes that change anything: each is met in all ways. */
    private static final Set<String> CHANGING =
            Set.of("virStorageVolCreateXML", "virDomainDefineXMLFlags", "virDomainSnapshotCreateXML");

    /** Whether requests that only read are met in all ways, too. */
    private static final boolean FULL = "full".equals(System.getProperty("edgevirt.faults"));

    private int handles;
    private Bed bed;
    private Fault fault;
    private World world;
    private Hypervisor hv;

    /** When the daemon is killed. */
    enum Moment {
        /** Before the request is sent. */
        BEFORE,
        /** While the daemon is at work, at whatever instant that is. */
        DURING,
        /** After it was carried out; the reply is lost. */
        AFTER
    }

    @BeforeAll
    void start() {
        handles = LibvirtConnection.liveHandles();
        bed = Bed.start();
        fault = new Fault();
        world = new World(bed.uri(), bed.images(), NAME);
        hv = EdgeVirt.connect(bed.uri(), c -> c.intercept(fault));
    }

    @AfterAll
    void stop() {
        try {
            hv.close();
            world.close();
        } finally {
            bed.close();
        }
        assertEquals(handles, LibvirtConnection.liveHandles(), "native handles are left");
    }

    @AfterEach
    void clear() {
        if (!bed.daemonRuns()) {
            bed.restartDaemon();
        }
        world.again();
        world.clear();
    }

    /** A daemon that dies, and perhaps is back before anybody notices. */
    private final class Kill implements Fault.Break {

        private final Moment moment;
        private final boolean back;

        Kill(Moment moment, boolean back) {
            this.moment = moment;
            this.back = back;
        }

        @Override
        public <T> T at(Callable<T> send) throws Exception {
            try {
                return switch (moment) {
                    case BEFORE -> {
                        bed.killDaemon();
                        yield send.call();
                    }
                    case DURING -> during(send);
                    case AFTER -> {
                        send.call();
                        bed.killDaemon();
                        yield send.call(); // reaches nobody, and fails as libvirt's client does then
                    }
                };
            } finally {
                if (back) {
                    bed.restartDaemon();
                }
            }
        }

        private <T> T during(Callable<T> send) throws Exception {
            CompletableFuture<Void> killed = CompletableFuture.runAsync(bed::killDaemon);
            try {
                return send.call();
            } finally {
                killed.join();
            }
        }

        @Override
        public String toString() {
            return moment + (back ? ", back at once" : ", away");
        }
    }

    /** The ways in which a request is met: all, or in turns where it changes nothing. */
    private List<Kill> kills(boolean all, int round) {
        List<Kill> kills = new ArrayList<>();
        for (Moment moment : Moment.values()) {
            for (boolean back : new boolean[] {true, false}) {
                if (all || kills.isEmpty() && round % 6 == moment.ordinal() * 2 + (back ? 0 : 1)) {
                    kills.add(new Kill(moment, back));
                }
            }
        }
        return kills;
    }

    @ParameterizedTest(name = "{0}: no duplicate, nothing left behind in silence, and the truth is told")
    @EnumSource(
            value = Change.class,
            names = {"CREATE", "SNAPSHOT"})
    void anywhere(Change change) {
        Tally tally = new Tally("daemon killed, " + change);
        List<String> wrong = new ArrayList<>();
        List<String> requests = unbroken(change);
        for (int i = 0; i < requests.size(); i++) {
            for (Kill kill : kills(FULL || CHANGING.contains(requests.get(i)), i)) {
                boolean sent = once(change, i, kill, tally, wrong);
                // how often it is looked whether a change is over depends on how busy this machine is
                assertTrue(
                        sent || i > 0 && !CHANGING.contains(requests.get(i)), requests.get(i) + " was not sent again");
            }
        }
        tally.write();
        assertTrue(tally.cases() > 6, "there was nothing to break");
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    /** The requests of a change that nothing happens to. */
    private List<String> unbroken(Change change) {
        prepare(change);
        fault.arm(Integer.MAX_VALUE, new Kill(Moment.BEFORE, false));
        change.run(hv, NAME);
        fault.disarm();
        return fault.requests();
    }

    private void prepare(Change change) {
        world.clear();
        hv.hosts().only().supports(Feature.NESTED_VIRTUALIZATION); // reads what is read once per connection
        change.prepare(hv, NAME);
    }

    private boolean once(Change change, int i, Kill kill, Tally tally, List<String> wrong) {
        prepare(change);
        Verdict verdict = new Verdict(world, change, NAME);
        fault.arm(i, kill);
        Optional<EdgeVirtException> error = verdict.run(hv);
        List<String> requests = fault.requests();
        boolean fired = fault.disarm();
        if (fired && !kill.back) {
            bed.restartDaemon();
        }
        world.again();
        String where = "request " + i + " " + (fired ? requests.get(i) : "was not sent") + ", killed " + kill + ": ";
        verdict.check(error, hv).forEach(w -> wrong.add(where + w));
        if (fired) {
            tally.count(verdict.told());
        }
        return fired;
    }

    @ParameterizedTest(
            name = "{0} at any request of a listing: an answer if it is back, else the truth, and later an answer")
    @EnumSource(Moment.class)
    void listing(Moment moment) {
        world.clear();
        Change.CREATE.run(hv, NAME);
        Tally tally = new Tally("daemon killed, list, " + moment);
        boolean fired = true;
        for (int i = 0; fired; i++) {
            for (boolean back : new boolean[] {true, false}) {
                hv.vms().list();
                fault.arm(i, new Kill(moment, back));
                fired = list(back, i, tally);
            }
        }
        tally.write();
        assertTrue(tally.cases() > 1, "there was nothing to break");
    }

    private boolean list(boolean back, int i, Tally tally) {
        List<String> names = List.of();
        boolean answered = true;
        try {
            names = hv.vms().list().stream().map(VM::name).toList();
            tally.count("done");
        } catch (ConnectionException e) {
            answered = false;
            assertEquals(Outcome.NOT_DONE, e.outcome(), () -> "a listing changes nothing: " + e);
            tally.count("ConnectionException");
        }
        boolean fired = fault.disarm();
        if (fired && !back) {
            assertThrows(ConnectionException.class, () -> hv.vms().list(), "nobody can have answered");
            bed.restartDaemon();
        }
        assertTrue(answered || !back, "the daemon was back, and there was no answer to request " + i);
        assertTrue(!answered || names.equals(List.of(NAME)), "a made-up answer: " + names);
        assertEquals(List.of(NAME), hv.vms().list().stream().map(VM::name).toList());
        return fired;
    }
}
