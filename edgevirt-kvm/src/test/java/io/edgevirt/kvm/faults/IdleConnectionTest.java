package io.edgevirt.kvm.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Event;
import io.edgevirt.Hypervisor;
import io.edgevirt.Subscription;
import io.edgevirt.VM;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@DisplayName("A connection that the other side closed while it was idle")
@Tag("peer")
@EnabledIfSystemProperty(named = "edgevirt.kvm.uri", matches = ".+")
class IdleConnectionTest {

    private static final String NAME = "evidle" + ProcessHandle.current().pid();

    private Relay relay;
    private Hypervisor hv;
    private Hypervisor other;

    @BeforeEach
    void connect() {
        String daemon = System.getProperty("edgevirt.kvm.uri");
        relay = new Relay(daemon);
        hv = EdgeVirt.connect(relay.uri());
        other = EdgeVirt.connect(daemon);
    }

    @AfterEach
    void disconnect() {
        other.vms().find(NAME).ifPresent(VM::delete);
        other.close();
        hv.close();
        relay.close();
    }

    private VM define() {
        return other.vms().define(NAME).cpus(1).memory(io.edgevirt.Size.mib(64)).create();
    }

    @Test
    @DisplayName("is made anew by the next read, which notices nothing")
    void renewed() {
        define();
        assertEquals(1, relay.connections());
        relay.cut();
        assertTrue(hv.vms().find(NAME).isPresent());
        assertEquals(1, relay.connections());
    }

    @Test
    @DisplayName("is made anew by the next change, which is carried out once")
    void changed() {
        VM vm = hv.vms().get(define().name());
        relay.cut();
        vm.reconfigure().cpus(2).apply();
        assertEquals(2, other.vms().get(NAME).cpus());
        relay.cut();
        vm.delete();
        assertTrue(other.vms().find(NAME).isEmpty());
    }

    @Test
    @DisplayName("brings events again once it is made anew, and says that some are missing")
    void events() throws InterruptedException {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        try (Subscription watching = hv.watch(events::add)) {
            relay.cut();
            hv.vms().list();
            assertNotNull(first(events, e -> e.kind() == Event.Kind.RECONNECTED));
            define();
            Event made = first(
                    events,
                    e -> e.kind() == Event.Kind.CREATED
                            && e.name().filter(NAME::equals).isPresent());
            assertNotNull(made, "no event after the reconnection");
        }
    }

    private static @Nullable Event first(BlockingQueue<Event> events, Predicate<Event> wanted)
            throws InterruptedException {
        Event e = events.poll(60, TimeUnit.SECONDS);
        while (e != null && !wanted.test(e)) {
            e = events.poll(60, TimeUnit.SECONDS);
        }
        return e;
    }
}
