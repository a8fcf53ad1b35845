package io.edgevirt.kvm.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Feature;
import io.edgevirt.Hypervisor;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The reply to any request of a change may be lost while the daemon lives on:")
@Tag("peer")
@Tag("long")
@EnabledIfSystemProperty(named = "edgevirt.kvm.uri", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostReplyTest {

    private static final String NAME = "evlost" + ProcessHandle.current().pid();

    private int handles;
    private Relay relay;
    private Fault fault;
    private World world;
    private Hypervisor hv;

    @BeforeAll
    void connect() {
        handles = LibvirtConnection.liveHandles();
        String daemon = System.getProperty("edgevirt.kvm.uri");
        relay = new Relay(daemon);
        fault = new Fault();
        world = new World(daemon, Path.of(System.getProperty("edgevirt.kvm.bed"), "images"), NAME);
        hv = EdgeVirt.connect(relay.uri(), c -> c.intercept(fault));
    }

    @AfterAll
    void disconnect() {
        hv.close();
        world.close();
        relay.close();
        assertEquals(handles, LibvirtConnection.liveHandles(), "native handles are left");
    }

    @AfterEach
    void clear() {
        world.clear();
    }

    private final class Lose implements Fault.Break {
        @Override
        public <T> T at(Callable<T> send) throws Exception {
            relay.loseNextReply();
            try {
                return send.call(); // fails as a lost connection does, unless no daemon was asked
            } finally {
                if (!relay.lost()) {
                    relay.cut();
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}: no duplicate, nothing left behind in silence, and the truth is told")
    @EnumSource(Change.class)
    void anywhere(Change change) {
        Tally tally = new Tally("reply lost, " + change);
        List<String> wrong = new ArrayList<>();
        boolean fired = true;
        for (int i = 0; fired; i++) {
            world.clear();
            change.prepare(world.hv(), NAME);
            hv.hosts().only().supports(Feature.NESTED_VIRTUALIZATION); // reads what is read once per connection
            Verdict verdict = new Verdict(world, change, NAME);
            fault.arm(i, new Lose());
            Optional<EdgeVirtException> error = verdict.run(hv);
            List<String> requests = fault.requests();
            fired = fault.disarm();
            String where = "request " + i + (fired ? " " + requests.get(i) : ", none broken") + ": ";
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
