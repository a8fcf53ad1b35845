package io.edgevirt.proxmox.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.BufferedSink;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The fake Proxmox VE")
class FakeProxmoxTest {
    private static final Identity ROOT = new Identity("root@pam", "", false);
    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private FakeProxmox fake;
    private FakeClient client;

    @BeforeEach
    void start() {
        fake = FakeProxmox.start(settings -> settings.nodes("pve1", "pve2")
                .eachNodeListens()
                .loginDelay(Duration.ZERO)
                .taskLength(Duration.ZERO)
                .lag(Duration.ZERO)
                .perConnection(5)
                .idle(Duration.ofMinutes(1))
                .clock(new Moving()));
        client = FakeClient.root(fake);
    }

    @AfterEach
    void stop() {
        client.close();
        fake.close();
    }

    /** A clock that the test turns. */
    private final class Moving extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }

    @Nested
    @DisplayName("on the wire")
    class Wire {
        @Test
        @DisplayName("answers JSON under data, and tells its release")
        void version() {
            FakeClient.Reply reply = client.get("/version");

            assertEquals("9.1.7", reply.map().get("version"));
            assertEquals("application/json;charset=UTF-8", reply.headers().get("Content-Type"));
        }

        @Test
        @DisplayName("refuses a body without a length")
        void chunked() {
            RequestBody chunked = new RequestBody() {
                @Override
                public MediaType contentType() {
                    return FORM;
                }

                @Override
                public void writeTo(BufferedSink sink) throws IOException {
                    sink.writeUtf8("vmid=100");
                }
            };

            assertEquals(
                    501,
                    client.send(client.request("/nodes/pve1/qemu").post(chunked).build())
                            .status());
        }

        @Test
        @DisplayName("refuses a DELETE with a body")
        void deleteWithBody() {
            RequestBody body = RequestBody.create("purge=1".getBytes(StandardCharsets.UTF_8), FORM);

            assertEquals(
                    501,
                    client.send(client.request("/nodes/pve1/qemu/100")
                                    .delete(body)
                                    .build())
                            .status());
        }

        @Test
        @DisplayName("tells the reason of an error in the status line and closes the connection")
        void reasons() {
            FakeClient.Reply reply = client.get("/nodes/pve1/qemu/999/config");

            assertEquals(500, reply.status());
            assertEquals("Configuration file 'nodes/pve1/qemu-server/999.conf' does not exist", reply.reason());
            assertEquals("close", reply.headers().get("Connection"));
        }

        @Test
        @DisplayName("answers an unknown path with 501")
        void unknown() {
            FakeClient.Reply reply = client.get("/nowhere");

            assertEquals(501, reply.status());
            assertEquals("Method 'GET /nowhere' not implemented", reply.reason());
        }

        @Test
        @DisplayName("refuses wrong parameters with a map of errors")
        void errors() {
            FakeClient.Reply reply = client.post("/nodes/pve1/qemu", "vmid", "7", "onboot", "true", "nonsense", "1");

            assertEquals(400, reply.status());
            assertEquals("Parameter verification failed.", reply.reason());
            assertEquals(
                    Map.of(
                            "vmid", "value must have a minimum value of 100",
                            "onboot", "type check ('boolean') failed - got 'true'",
                            "nonsense",
                                    "property is not defined in schema and the schema does not allow additional"
                                            + " properties"),
                    reply.errors());
        }

        @Test
        @DisplayName("closes a connection after so many requests")
        void requestsPerConnection() {
            int before = fake.connections();
            IntStream.range(0, 9).forEach(n -> client.get("/version"));

            assertEquals(before + 1, fake.connections());
        }

        @Test
        @DisplayName("closes a connection that is idle for too long")
        void idle() throws IOException {
            try (FakeProxmox hasty = FakeProxmox.start(settings -> settings.idle(Duration.ofMillis(50)));
                    FakeClient asking = new FakeClient(hasty)) {
                String secret = hasty.logins().token("root@pam", "t", false);
                try (Socket socket = asking.http().sslSocketFactory().createSocket("127.0.0.1", hasty.port())) {
                    socket.getOutputStream()
                            .write(("GET /api2/json/version HTTP/1.1\r\nAuthorization: PVEAPIToken=root@pam!t=" + secret
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                    assertTrue(all.startsWith("HTTP/1.1 200 OK"), all);
                    assertTrue(all.contains("Connection: Keep-Alive"), all);
                }
            }
        }

        @Test
        @DisplayName("packs long answers if that is asked for")
        void gzip() throws IOException {
            for (int id = 100; id < 200; id++) {
                fake.world().machines().put("pve1", id, Map.of("name", "vm" + id));
            }

            try (Response packed = client.http()
                    .newCall(client.request("/cluster/resources")
                            .header("Accept-Encoding", "gzip")
                            .build())
                    .execute()) {
                assertEquals("gzip", packed.header("Content-Encoding"));
            }
        }

        @Test
        @DisplayName("takes files as parts of a form")
        void parts() {
            AtomicReference<Upload> taken = new AtomicReference<>();
            fake.routes().on("POST /nodes/{node}/storage/{storage}/upload", request -> {
                taken.set(request.file().orElseThrow());
                return Answer.of(request.needed("content"));
            });
            RequestBody file =
                    RequestBody.create(new byte[] {13, 10, 45, 45, 0}, MediaType.get("application/octet-stream"));
            MultipartBody body = new MultipartBody.Builder()
                    .setType(MultipartBody.FORM)
                    .addFormDataPart("content", "iso")
                    .addFormDataPart("filename", "x.iso", file)
                    .build();

            assertEquals(
                    "iso",
                    client.send(client.request("/nodes/pve1/storage/local/upload")
                                    .post(body)
                                    .build())
                            .text());
            assertEquals("x.iso", taken.get().name());
            assertEquals(5, taken.get().content().length);
        }

        @Test
        @DisplayName("speaks WebSocket where a handler serves one")
        void socket() throws Exception {
            fake.world().machines().put("pve1", 100, Map.of());
            fake.routes().onSocket("/nodes/{node}/qemu/{vmid}/vncwebsocket", (request, input, output) -> {
                output.binary(("echo " + new String(input.message(), StandardCharsets.UTF_8) + " at " + request.vmid())
                        .getBytes(StandardCharsets.UTF_8));
                output.close(1000);
            });
            CompletableFuture<String> heard = new CompletableFuture<>();
            client.http()
                    .newWebSocket(
                            client.request("/nodes/pve1/qemu/100/vncwebsocket", "port", "5900", "vncticket", "PVEVNC:x")
                                    .header("Sec-WebSocket-Protocol", "binary")
                                    .build(),
                            new WebSocketListener() {
                                @Override
                                public void onOpen(WebSocket socket, Response response) {
                                    socket.send(ByteString.encodeUtf8("hello"));
                                }

                                @Override
                                public void onMessage(WebSocket socket, ByteString bytes) {
                                    heard.complete(bytes.utf8());
                                }

                                @Override
                                public void onClosing(WebSocket socket, int code, String reason) {
                                    socket.close(code, null);
                                }
                            });

            assertEquals("echo hello at 100", heard.get(20, TimeUnit.SECONDS));
        }

        @Test
        @DisplayName("fails the test when something official is asked for that it lacks")
        void loud() {
            FakeProxmox other = FakeProxmox.start();
            try (FakeClient asking = FakeClient.root(other)) {
                assertEquals(501, asking.post("/nodes/pve1/apt/update").status());
            }

            assertThrows(AssertionError.class, other::close);
        }
    }

    @Nested
    @DisplayName("towards users")
    class Users {
        @Test
        @DisplayName("wants a ticket")
        void ticket() {
            try (FakeClient stranger = new FakeClient(fake)) {
                assertEquals(401, stranger.get("/version").status());
            }
        }

        @Test
        @DisplayName("refuses a wrong password")
        void password() {
            assertEquals(
                    "authentication failure", client.login("root@pam", "wrong").reason());
        }

        @Test
        @DisplayName("wants the CSRF token with whatever changes something")
        void csrf() {
            client.withoutCsrf();

            assertEquals(200, client.get("/version").status());
            assertEquals(401, client.post("/nodes/pve1/qemu", "vmid", "100").status());
        }

        @Test
        @DisplayName("takes a ticket for two hours, and a new one for an old one")
        void expiry() {
            String old = client.login("root@pam", fake.password())
                    .map()
                    .get("ticket")
                    .toString();
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(119)));
            assertEquals(200, client.login("root@pam", old).status());
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(119)));
            assertEquals(200, client.get("/version").status());
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));

            assertEquals(401, client.get("/version").status());
        }

        @Test
        @DisplayName("asks those for a second factor who have one")
        void secondFactor() {
            fake.logins().user("ann@pve", "secret");
            fake.logins().twoFactor("ann@pve");
            FakeClient.Reply challenge = client.login("ann@pve", "secret");
            String ticket = challenge.map().get("ticket").toString();

            assertEquals(1, challenge.map().get("NeedTFA"));
            assertTrue(ticket.startsWith("PVE:!tfa!"));
            assertEquals(
                    "ann@pve",
                    client.post(
                                    "/access/ticket",
                                    "username",
                                    "ann@pve",
                                    "password",
                                    "totp:123456",
                                    "tfa-challenge",
                                    ticket)
                            .map()
                            .get("username"));
        }

        @Test
        @DisplayName("shows a separated token without rights empty lists, not a refusal")
        void separated() {
            fake.world().machines().put("pve1", 100, Map.of("name", "web"));
            String secret = fake.logins().token("root@pam", "poor", true);
            try (FakeClient poor = new FakeClient(fake).token("root@pam!poor", secret)) {
                assertEquals(List.of(), poor.get("/cluster/resources").rows());
                assertEquals(403, poor.get("/nodes/pve1/qemu/100/config").status());
                fake.world()
                        .change(() -> fake.world()
                                .access()
                                .acls()
                                .add(new Access.Acl("/vms/100", "root@pam!poor", "PVEAuditor")));

                assertEquals(1, poor.get("/cluster/resources").rows().size());
            }
        }

        @Test
        @DisplayName("lets nobody but root's own login set args or give devices away raw")
        void rootOnly() {
            String secret = fake.logins().token("root@pam", "full", false);
            fake.world().machines().put("pve1", 100, Map.of("name", "web"));
            try (FakeClient token = new FakeClient(fake).token("root@pam!full", secret)) {
                assertEquals(
                        "only root can set 'args' config",
                        token.put("/nodes/pve1/qemu/100/config", "args", "-x").reason());
                assertEquals(
                        500,
                        token.put("/nodes/pve1/qemu/100/config", "hostpci0", "0000:01:00.0")
                                .status());
            }
            assertEquals(
                    200,
                    client.put("/nodes/pve1/qemu/100/config", "hostpci0", "0000:01:00.0")
                            .status());
        }

        @Test
        @DisplayName("refuses a token with a wrong secret")
        void wrongSecret() {
            fake.logins().token("root@pam", "full", false);
            try (FakeClient token = new FakeClient(fake).token("root@pam!full", "nonsense")) {
                assertEquals("invalid token value!", token.get("/version").reason());
            }
        }
    }

    @Nested
    @DisplayName("with faults put into it")
    class Faulty {
        @Test
        @DisplayName("drops a connection before the work or after it")
        void cut() {
            fake.gate().restart();
            fake.gate().at(0, new Gate.Fault.CutBefore());
            fake.gate().at(1, new Gate.Fault.CutAfter());

            assertThrows(UncheckedIOException.class, () -> client.post("/nodes/pve1/qemu", "vmid", "100"));
            assertEquals(List.of(), fake.world().machines().all());
            assertThrows(UncheckedIOException.class, () -> client.post("/nodes/pve1/qemu", "vmid", "101"));
            assertEquals(1, fake.world().machines().all().size());
            assertEquals(List.of("POST /nodes/{node}/qemu", "POST /nodes/{node}/qemu"), fake.requests());
        }

        @Test
        @DisplayName("answers what it is told to")
        void told() {
            fake.gate().when("GET /version"::equals, new Gate.Fault.Reply(596, "Broken pipe"));

            assertEquals("Broken pipe", client.get("/version").reason());
        }

        @Test
        @DisplayName("forgets its tickets")
        void expired() {
            fake.gate().next(new Gate.Fault.Expire());

            assertEquals(401, client.get("/version").status());
        }

        @Test
        @DisplayName("cannot reach a dead node, and knows nothing of its machines")
        void dead() {
            fake.world().machines().put("pve2", 100, Map.of("name", "web"));
            fake.kill("pve2");
            Map<String, Object> row =
                    client.get("/cluster/resources", "type", "vm").rows().get(0);

            assertEquals(595, client.get("/nodes/pve2/qemu").status());
            assertEquals("unknown", row.get("status"));
            assertFalse(row.containsKey("maxmem"));
            try (FakeClient there = new FakeClient(fake, "https://127.0.0.1:" + fake.port("pve2"))) {
                assertThrows(UncheckedIOException.class, () -> there.login(fake.user(), fake.password()));
            }
        }

        @Test
        @DisplayName("writes nothing without a quorum")
        void quorum() {
            fake.world().quorum(false);

            assertEquals(200, client.get("/nodes/pve1/qemu").status());
            assertEquals(
                    "cluster not ready - no quorum?",
                    client.post("/nodes/pve1/qemu", "vmid", "100").reason());
        }
    }

    @Nested
    @DisplayName("about tasks")
    class AboutTasks {
        @Test
        @DisplayName("names them as the product does, and tells their end and log")
        void named() {
            FakeClient.Reply begun = client.post("/nodes/pve1/qemu", "vmid", "100");
            assertTrue(begun.text().matches("UPID:pve1:[0-9A-F]{8}:[0-9A-F]{8}:[0-9A-F]{8}:qmcreate:100:root@pam:"));
            assertEquals("OK", client.ended(fake, begun));
            String task = "/nodes/pve1/tasks/" + begun.text();

            assertEquals("OK", client.get(task + "/status").map().get("exitstatus"));
            assertEquals("TASK OK", client.get(task + "/log").rows().get(0).get("t"));
            assertEquals("OK", client.get("/cluster/tasks").rows().get(0).get("status"));
        }

        @Test
        @DisplayName("lists those of the cluster that run, and of each node the last 25 that ended")
        void recent() {
            fake.world().change(() -> {
                for (int n = 0; n < 30; n++) {
                    fake.world().tasks().start("pve1", "qmstart", "" + n, ROOT, task -> {});
                }
                fake.world().tasks().start("pve2", "qmclone", "7", ROOT, task -> task.pass(Duration.ofMinutes(5)));
            });
            fake.world()
                    .locked(() -> fake.world()
                            .await(
                                    Duration.ofMinutes(1),
                                    () -> fake.world().tasks().ofType("qmstart").stream()
                                            .noneMatch(Task::running)));
            List<Map<String, Object>> rows = client.get("/cluster/tasks").rows();

            assertEquals(26, rows.size());
            assertEquals(
                    1, rows.stream().filter(row -> !row.containsKey("endtime")).count());
        }

        @Test
        @DisplayName("ends one on demand, and counts warnings")
        void ended() {
            Task slow = fake.world()
                    .locked(() -> fake.world()
                            .tasks()
                            .start("pve1", "qmstart", "1", ROOT, task -> task.pass(Duration.ofMinutes(5))));
            Task warning = fake.world()
                    .locked(() -> fake.world().tasks().start("pve1", "vzdump", "1", ROOT, task -> task.warn("hm")));
            client.delete("/nodes/pve1/tasks/" + slow.upid());
            fake.world()
                    .locked(() ->
                            fake.world().await(Duration.ofMinutes(1), () -> !slow.running() && !warning.running()));

            assertEquals("received interrupt", slow.exit());
            assertEquals("WARNINGS: 1", warning.exit());
        }

        @Test
        @DisplayName("gives everyone the same next number until one takes it")
        void nextId() {
            assertEquals("100", client.get("/cluster/nextid").text());
            assertEquals("100", client.get("/cluster/nextid").text());
            client.ended(fake, client.post("/nodes/pve1/qemu", "vmid", "100"));

            assertEquals("101", client.get("/cluster/nextid").text());
        }
    }
}
