package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConnectionException;
import io.edgevirt.spi.Wire;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The traffic of a connection")
class TrafficTest {

    private final Traffic traffic = new Traffic();
    private final AtomicInteger served = new AtomicInteger();
    private final Wire wire = traffic.apply(new Wire() {
        @Override
        public <T> T call(String request, Callable<T> send) throws Exception {
            return send.call();
        }
    });

    private int ask(String request) throws Exception {
        return wire.call(request, served::incrementAndGet);
    }

    @Test
    @DisplayName("is counted by name, in order")
    void counted() throws Exception {
        ask("list");
        ask("read");

        assertEquals(List.of("list", "read"), traffic.take());
        assertEquals(List.of(), traffic.take());
    }

    @Test
    @DisplayName("loses the n-th request before the server hears of it")
    void lost() throws Exception {
        traffic.strike(Traffic.nth(1), Traffic.lost());
        ask("a");

        assertThrows(ConnectionException.class, () -> ask("b"));
        ask("c");
        assertEquals(2, served.get());
    }

    @Test
    @DisplayName("loses a reply after the server has acted")
    void unanswered() {
        traffic.strike(Traffic.firstBeyond(Set.of("list")), Traffic.unanswered());

        assertThrows(ConnectionException.class, () -> ask("create"));
        assertEquals(1, served.get());
    }

    @Test
    @DisplayName("strikes the first request that is not one of those known, and only once")
    void firstBeyond() throws Exception {
        traffic.strike(Traffic.firstBeyond(Set.of("list")), Traffic.lost());
        ask("list");

        assertThrows(ConnectionException.class, () -> ask("create"));
        assertTrue(ask("create") > 0);
    }
}
