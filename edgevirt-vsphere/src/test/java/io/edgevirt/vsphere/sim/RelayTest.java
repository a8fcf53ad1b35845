package io.edgevirt.vsphere.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A relay before a simulator")
@NeedsSimulator
class RelayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static Simulator simulator;

    private Relay relay;
    private Client client;
    private String root;

    @BeforeAll
    static void start() {
        simulator = Simulator.vcenter(o -> o.vms(0).plain());
    }

    @AfterAll
    static void end() {
        simulator.close();
    }

    @BeforeEach
    void connect() throws IOException {
        relay = new Relay(simulator);
        client = new Client(relay.url(), relay.certificate());
        client.login(simulator.user(), simulator.password());
        root = client.root();
        relay.forget();
    }

    @AfterEach
    void close() {
        client.close();
        relay.close();
    }

    private boolean exists(String folder) throws IOException {
        return client.names("Folder").text().contains(">" + folder + "<");
    }

    @Test
    @DisplayName("passes requests with their session, and knows what they were")
    void passes() throws IOException {
        assertEquals(200, client.time().status());
        assertEquals(200, client.newFolder(root, "passed").status());
        assertEquals(List.of("CurrentTime", "CreateFolder"), relay.methods());
        assertEquals(2, relay.count());
        assertEquals(1, relay.count("CreateFolder"));
    }

    @Test
    @DisplayName("passes to a simulator with TLS as well, and its replies as they are")
    void passesTls() throws IOException {
        try (Simulator secure = Simulator.vcenter(o -> o.vms(0));
                Relay before = new Relay(secure);
                Client through = new Client(before.url(), before.certificate());
                Client direct = new Client(secure.url(), secure.certificate())) {
            assertEquals(direct.content().text(), through.content().text());
            assertTrue(through.login(secure.user(), secure.password()).cookie().startsWith("vmware_soap_session="));
        }
    }

    @Nested
    @DisplayName("cuts the connection")
    class Cuts {

        @Test
        @DisplayName("before the simulator learns of the request")
        void before() throws IOException {
            relay.next("CreateFolder", Effect.cutBefore());
            assertEquals(200, client.time().status());
            assertThrows(IOException.class, () -> client.newFolder(root, "never"));
            assertFalse(relay.pending());
            assertFalse(exists("never"));
        }

        @Test
        @DisplayName("when the simulator has done the work")
        void after() throws IOException {
            relay.next(Effect.cutAfter());
            assertThrows(IOException.class, () -> client.newFolder(root, "lost"));
            assertTrue(exists("lost"));
        }

        @Test
        @DisplayName("at the request of a number")
        void numbered() throws IOException {
            relay.at(2, Effect.cutBefore());
            client.time();
            assertTrue(relay.pending());
            assertThrows(IOException.class, client::time);
            assertEquals(200, client.time().status());
        }

        @Test
        @DisplayName("where the simulator has died")
        void dead() throws IOException {
            try (Simulator mortal = Simulator.esxi(o -> o.vms(0).plain());
                    Relay before = new Relay(mortal);
                    Client through = new Client(before.url(), before.certificate())) {
                assertEquals(200, through.content().status());
                mortal.kill();
                assertThrows(IOException.class, through::content);
            }
        }
    }

    @Nested
    @DisplayName("stalls")
    class Stalls {

        @Test
        @DisplayName("a request, which the simulator gets when it is released")
        void request() throws Exception {
            Stall stall = Stall.ofRequest();
            relay.next("CreateFolder", stall);
            CompletableFuture<Client.Reply> reply = inBackground("late");
            assertTrue(stall.awaitArrival(PATIENCE));
            assertFalse(exists("late"));
            stall.release();
            assertEquals(200, reply.get(60, TimeUnit.SECONDS).status());
            assertTrue(exists("late"));
        }

        @Test
        @DisplayName("a reply, whose work is done")
        void reply() throws Exception {
            Stall stall = Stall.ofReply();
            relay.next("CreateFolder", stall);
            CompletableFuture<Client.Reply> reply = inBackground("done");
            assertTrue(stall.awaitArrival(PATIENCE));
            assertTrue(exists("done"));
            assertFalse(reply.isDone());
            stall.release();
            assertEquals(200, reply.get(60, TimeUnit.SECONDS).status());
        }

        @Test
        @DisplayName("until it is closed: then there is no reply, and no work either")
        void closed() throws Exception {
            Stall stall = Stall.ofRequest();
            relay.next("CreateFolder", stall);
            CompletableFuture<Client.Reply> reply = inBackground("abandoned");
            assertTrue(stall.awaitArrival(PATIENCE));
            relay.close();
            assertThrows(java.util.concurrent.ExecutionException.class, () -> reply.get(60, TimeUnit.SECONDS));
            connect();
            assertFalse(exists("abandoned"));
        }

        private CompletableFuture<Client.Reply> inBackground(String folder) {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return client.newFolder(root, folder);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
    }

    @Nested
    @DisplayName("answers")
    class Answers {

        @Test
        @DisplayName("that nobody is logged in, as the simulator would")
        void notAuthenticated() throws IOException {
            relay.every("CurrentTime", Effect.notAuthenticated());
            Client.Reply reply = client.time();
            assertEquals(500, reply.status());
            assertTrue(reply.text().contains("xsi:type=\"NotAuthenticated\""), reply.text());
            assertEquals(500, client.time().status());
            relay.forget();
            assertEquals(200, client.time().status());
        }

        @Test
        @DisplayName("for sessions that expired, and lets a new login through")
        void expired() throws IOException {
            client.time();
            relay.expireSessions();
            assertEquals(500, client.time().status());
            assertTrue(client.newFolder(root, "expired").text().contains("NotAuthenticatedFault"));
            assertEquals(
                    200, client.login(simulator.user(), simulator.password()).status());
            assertEquals(200, client.time().status());
        }

        @Test
        @DisplayName("that there is no such object")
        void notFound() throws IOException {
            relay.next("CurrentTime", Effect.notFound("Task", "task-7"));
            Client.Reply reply = client.time();
            assertEquals(500, reply.status());
            assertTrue(reply.text().contains("xsi:type=\"ManagedObjectNotFound\""), reply.text());
            assertTrue(reply.text().contains("<obj type=\"Task\">task-7</obj>"), reply.text());
        }

        @Test
        @DisplayName("all requests in a way, but for those that have another")
        void all() throws IOException {
            relay.next("CurrentTime", Effect.status(404));
            relay.all(Effect.status(503));
            assertEquals(404, client.time().status());
            assertEquals(503, client.time().status());
            assertEquals(503, client.content().status());
            relay.forget();
            assertEquals(200, client.time().status());
        }

        @Test
        @DisplayName("with a bare status")
        void status() throws IOException {
            relay.next(Effect.status(503));
            assertEquals(503, client.time().status());
        }

        @Test
        @DisplayName("with the simulator's reply, changed")
        void changed() throws IOException {
            relay.every("CurrentTime", Effect.reply(text -> text.replace("<returnval>", "<new>1</new><returnval>")));
            Client.Reply reply = client.time();
            assertEquals(200, reply.status());
            assertTrue(reply.text().contains("<new>1</new><returnval>"), reply.text());
        }
    }

    @Test
    @DisplayName("may have a gate before it, which cuts and refuses connections while it is shut")
    void gate() throws IOException {
        try (Gate gate = new Gate(relay.url().getPort());
                Client through = new Client(
                        java.net.URI.create("https://127.0.0.1:" + gate.port() + "/sdk"), relay.certificate())) {
            assertEquals(200, through.content().status());
            gate.shut();
            assertThrows(IOException.class, through::content);
            assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", gate.port()).close());
            gate.open();
            assertEquals(200, through.content().status());
        }
    }

    @Test
    @DisplayName("leaves neither a port nor a thread")
    void nothingLeft() throws InterruptedException {
        int port = relay.url().getPort();
        relay.close();
        assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("MockWebServer")) {
                thread.join(PATIENCE.toMillis());
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
    }
}
