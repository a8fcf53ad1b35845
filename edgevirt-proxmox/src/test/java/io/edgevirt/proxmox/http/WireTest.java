package io.edgevirt.proxmox.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ClosedException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.spi.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What goes over the wire to Proxmox VE")
class WireTest {

    private final Double server = new Double();

    @AfterEach
    void stop() {
        server.close();
    }

    private RecordedRequest sent(Call call) {
        try (Pve pve = server.connect()) {
            pve.send(call);
            return server.last();
        }
    }

    private static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    @Nested
    @DisplayName("is a request")
    class Requests {

        @Test
        @DisplayName("whose form has a length and is not chunked")
        void length() {
            RecordedRequest request = sent(Call.post("/x").with("name", "ü&=;").with("on", true));

            assertEquals("name=%C3%BC%26%3D%3B&on=1", body(request));
            assertEquals("25", request.getHeaders().get("Content-Length"));
            assertNull(request.getHeaders().get("Transfer-Encoding"));
            assertTrue(request.getHeaders().get("Content-Type").startsWith("application/x-www-form-urlencoded"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"POST", "PUT"})
        @DisplayName("that has a length, though it has no parameters")
        void empty(String verb) {
            RecordedRequest request = sent(new Call(Verb.valueOf(verb), "/x", List.of(), List.of()));

            assertEquals("0", request.getHeaders().get("Content-Length"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "DELETE"})
        @DisplayName("that has its parameters in the query and no body, where it reads or removes")
        void query(String verb) {
            Call call = new Call(Verb.valueOf(verb), "/x/{y}", List.of("a b"), List.of()).with("purge", false);
            RecordedRequest request = sent(call);

            assertEquals("/api2/json/x/a%20b?purge=0", request.getTarget());
            assertEquals("", body(request));
            assertNull(request.getHeaders().get("Content-Length"));
            assertNull(request.getHeaders().get("Content-Type"));
        }

        @Test
        @DisplayName("that shows the ticket, and what proves that it is no other page's, unless it reads")
        void ticket() {
            RecordedRequest post = sent(Call.post("/x"));
            RecordedRequest get = sent(Call.get("/x"));

            assertEquals("PVEAuthCookie=" + Double.TICKET, post.getHeaders().get("Cookie"));
            assertEquals("65A:csrf", post.getHeaders().get("CSRFPreventionToken"));
            assertNull(get.getHeaders().get("CSRFPreventionToken"));
        }

        @Test
        @DisplayName("that shows no ticket at a login, whose password is whole")
        void login() {
            sent(Call.get("/x"));
            RecordedRequest login = server.requests().get(0);

            assertNull(login.getHeaders().get("Cookie"));
            assertEquals("username=root%40pam&password=a%26b%3Dc%25d%20%C3%BC&new-format=1", body(login));
        }

        @Test
        @DisplayName("or none at all, where a name would lead elsewhere in the path")
        void refused() {
            try (Pve pve = server.connect()) {
                Call out = Call.delete("/nodes/{node}/qemu/{vmid}", "pve1", "..");
                Call aside = Call.delete("/nodes/{node}/qemu/{vmid}", "pve1/x", "1");

                assertThrows(InvalidSpecException.class, () -> pve.send(out));
                assertThrows(InvalidSpecException.class, () -> pve.send(aside));
            }
            assertEquals(2, server.requests().size());
        }

        @Test
        @DisplayName("that asks for gzip, and is one call of the wire, whose name has no data")
        void counted() {
            List<String> names = new ArrayList<>();
            Wire counting = new Wire() {
                @Override
                public <T> T call(String request, Callable<T> send) throws Exception {
                    names.add(request);
                    return send.call();
                }
            };
            try (Pve pve = server.connect(s -> s, counting)) {
                pve.send(Call.get("/nodes/{node}/qemu", "pve1"));
            }

            assertEquals(List.of("POST /access/ticket", "GET /version", "GET /nodes/{node}/qemu"), names);
            assertEquals("gzip", server.last().getHeaders().get("Accept-Encoding"));
        }

        @Test
        @DisplayName("on a socket that carries no more than a hundred of them")
        void hundred() {
            try (Pve pve = server.connect()) {
                for (int i = 2; i < 102; i++) {
                    pve.send(Call.get("/x"));
                }
            }
            List<Integer> sockets = server.requests().stream()
                    .map(RecordedRequest::getConnectionIndex)
                    .toList();

            assertEquals(100, sockets.stream().filter(s -> s == 0).count());
            assertEquals(2, sockets.stream().filter(s -> s == 1).count());
        }
    }

    @Nested
    @DisplayName("is a reply")
    class Replies {

        private EdgeVirtException refused(Call call, MockResponse reply) {
            server.answers(request -> reply);
            try (Pve pve = server.connect()) {
                return assertThrows(EdgeVirtException.class, () -> pve.send(call));
            }
        }

        @Test
        @DisplayName("that may be compressed")
        void gzip() throws Exception {
            Buffer zipped = new Buffer();
            try (okio.BufferedSink sink = okio.Okio.buffer(new okio.GzipSink(zipped))) {
                sink.writeUtf8("{\"data\":[1,2]}");
            }
            server.answers(request -> new MockResponse.Builder()
                    .addHeader("Content-Encoding", "gzip")
                    .body(zipped.clone())
                    .build());
            try (Pve pve = server.connect()) {
                assertEquals(2, pve.send(Call.get("/x")).list().size());
            }
        }

        @Test
        @DisplayName("whose data may be nothing")
        void nothing() {
            try (Pve pve = server.connect()) {
                assertEquals(Json.missing(), pve.send(Call.get("/x")));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"<html>Welcome to nginx!</html>", "", "[]", "{}", "{\"data\":", "null", "\"data\""})
        @DisplayName("of another server, which is said; whether it did anything is not known")
        void foreign(String body) {
            MockResponse reply = new MockResponse.Builder()
                    .addHeader("Content-Type", "text/html")
                    .body(body)
                    .build();
            EdgeVirtException e = refused(Call.post("/x"), reply);

            assertTrue(e instanceof ConnectionException);
            assertTrue(e.getMessage().contains("does not answer as Proxmox VE"), e.getMessage());
            assertEquals(Outcome.UNKNOWN, e.outcome());
        }

        @ParameterizedTest
        @ValueSource(ints = {301, 404, 403, 500})
        @DisplayName("of another server with any status, which is not followed")
        void status(int status) {
            EdgeVirtException e = refused(
                    Call.get("/x"),
                    new MockResponse.Builder()
                            .code(status)
                            .addHeader("Content-Type", "text/html")
                            .addHeader("Location", "https://127.0.0.1:1/")
                            .body("<html/>")
                            .build());

            assertTrue(e.getMessage().contains("does not answer as Proxmox VE"), e.getMessage());
        }

        @Test
        @DisplayName("of a proxy whose Proxmox VE is down, after which a request may be sent again")
        void down() {
            EdgeVirtException e = refused(
                    Call.post("/x"),
                    new MockResponse.Builder()
                            .code(503)
                            .addHeader("Content-Type", "text/html")
                            .build());

            assertTrue(e.retryable());
            assertEquals(Outcome.NOT_DONE, e.outcome());
        }

        @Test
        @DisplayName("that is larger than any honest one, though it comes compressed, and is not read to its end")
        void tooLarge() throws Exception {
            Buffer bomb = new Buffer();
            byte[] spaces = " ".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            try (okio.BufferedSink sink = okio.Okio.buffer(new okio.GzipSink(bomb))) {
                for (int i = 0; i < 65; i++) {
                    sink.write(spaces);
                }
            }
            EdgeVirtException e = refused(
                    Call.get("/x"),
                    new MockResponse.Builder()
                            .addHeader("Content-Encoding", "gzip")
                            .body(bomb)
                            .build());

            assertTrue(e instanceof OperationFailedException);
            assertTrue(e.getMessage().contains("larger than any honest one"), e.getMessage());
        }

        @Test
        @DisplayName("that does not come within the request timeout")
        void late() {
            server.answers(request -> new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
            try (Pve pve = server.connect(s -> s.requestTimeout(Duration.ofSeconds(3)), Bench.WIRE)) {
                ConnectionException e = assertThrows(ConnectionException.class, () -> pve.send(Call.post("/x")));

                assertEquals(Outcome.UNKNOWN, e.outcome());
            }
        }

        @Test
        @DisplayName("of a version that is too old, which is refused at once")
        void old() {
            UnsupportedFeatureException e = assertThrows(
                    UnsupportedFeatureException.class,
                    () -> Version.supported(Json.of(java.util.Map.of("version", "6.4-15"))));

            assertTrue(e.hint().orElse("").contains("7.0"));
        }
    }

    @Nested
    @DisplayName("ends")
    class Ends {

        @Test
        @DisplayName("with close, which ends a request under way: it says so, and that nobody knows what became of it")
        void underWay() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            server.answers(request -> {
                asked.countDown();
                return new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build();
            });
            Pve pve = server.connect();
            CompletableFuture<Json> reply = CompletableFuture.supplyAsync(() -> pve.send(Call.post("/x")));
            asked.await();
            pve.close();

            ExecutionException e = assertThrows(ExecutionException.class, reply::get);
            assertEquals(Outcome.UNKNOWN, ((ClosedException) e.getCause()).outcome());
        }

        @Test
        @DisplayName("and leaves no thread of its own behind")
        void threads() {
            server.connect().close();

            assertFalse(Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(t -> t.getName().startsWith("edgevirt-") && !t.isDaemon()));
        }
    }
}
