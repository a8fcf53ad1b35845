package io.edgevirt.proxmox.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConnectionException;
import io.edgevirt.Outcome;
import io.edgevirt.Trust;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A cluster that is reached at two addresses")
class FailOverTest {

    private static final MockResponse LOST = new MockResponse.Builder()
            .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
            .build();

    private final Double one = new Double();
    private final Double two = new Double();

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    private Pve connect() {
        return Pve.connect(
                Bench.endpoint("127.0.0.1", one.port(), "127.0.0.1:" + two.port()),
                one.settings(s -> s.trust(Trust.pinnedSha256(one.fingerprint(), two.fingerprint()))),
                Bench.WIRE);
    }

    private static List<String> paths(Double server) {
        return server.requests().stream().map(RecordedRequest::getTarget).toList();
    }

    private static MockResponse refusal(int status, String reason) {
        return Double.json("{\"data\":null}")
                .newBuilder()
                .status("HTTP/1.1 " + status + " " + reason)
                .build();
    }

    @Test
    @DisplayName("is asked at the first alone as long as that answers")
    void first() {
        try (Pve pve = connect()) {
            pve.send(Call.get("/x"));
        }
        assertEquals(List.of(), paths(two));
    }

    @Test
    @DisplayName("is asked at the second when the first is down, within the same session and for good")
    void down() {
        try (Pve pve = connect()) {
            one.close();
            pve.send(Call.get("/x"));
            pve.send(Call.post("/y"));
        }
        assertEquals(List.of("/api2/json/x", "/api2/json/y"), paths(two));
        assertEquals("PVEAuthCookie=" + Double.TICKET, two.last().getHeaders().get("Cookie"));
    }

    @Test
    @DisplayName("can be connected to when the first is down")
    void connects() {
        one.close();
        connect().close();
        assertEquals(List.of("/api2/json/access/ticket", "/api2/json/version"), paths(two));
    }

    @Test
    @DisplayName("reads at the second what the first did not answer")
    void reads() {
        one.answers(request -> LOST);
        try (Pve pve = connect()) {
            pve.send(Call.get("/x"));
        }
        assertEquals(List.of("/api2/json/x"), paths(two));
    }

    @Test
    @DisplayName("never gets a change twice: what may have been carried out at the first is not sent to the second")
    void changes() {
        one.answers(request -> LOST);
        try (Pve pve = connect()) {
            ConnectionException e = assertThrows(ConnectionException.class, () -> pve.send(Call.post("/x")));

            assertEquals(Outcome.UNKNOWN, e.outcome());
            assertEquals(List.of(), paths(two));
            pve.send(Call.get("/landed"));
            assertEquals(List.of("/api2/json/landed"), paths(two));
        }
    }

    @Test
    @DisplayName("takes a change at the second when the first could not reach the node that it is for")
    void notConnected() {
        one.answers(request -> refusal(595, "Connection refused"));
        try (Pve pve = connect()) {
            pve.send(Call.post("/x"));
        }
        assertEquals(List.of("/api2/json/x"), paths(two));
    }

    @Test
    @DisplayName("says so when neither reaches the node, and was asked once at each")
    void neither() {
        one.answers(request -> refusal(595, "No route to host"));
        two.answers(request -> refusal(595, "No route to host"));
        try (Pve pve = connect()) {
            ConnectionException e = assertThrows(ConnectionException.class, () -> pve.send(Call.post("/x")));

            assertEquals(Outcome.NOT_DONE, e.outcome());
        }
        assertEquals(1, paths(two).size());
    }

    @Test
    @DisplayName("takes no change at the second when the first reached the node and heard no more of it")
    void timedOut() {
        one.answers(request -> refusal(596, "Connection timed out"));
        try (Pve pve = connect()) {
            assertThrows(ConnectionException.class, () -> pve.send(Call.post("/x")));
        }
        assertEquals(List.of(), paths(two));
    }

    @Test
    @DisplayName("is not asked at the second when the first shows a certificate that is not pinned")
    void certificate() {
        ConnectionException e = assertThrows(
                ConnectionException.class,
                () -> Pve.connect(
                        Bench.endpoint("127.0.0.1", one.port(), "127.0.0.1:" + two.port()),
                        two.settings(s -> s),
                        Bench.WIRE));

        assertTrue(e.hint().orElse("").contains(one.fingerprint()));
        assertEquals(List.of(), paths(two));
    }
}
