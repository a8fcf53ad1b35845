package io.edgevirt.proxmox.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Outcome;
import io.edgevirt.http.Abort;
import io.edgevirt.spi.SessionExpiredException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Bytes for Proxmox VE and from it")
class TransferTest {

    private static final String UPID = "UPID:pve1:0000A1:0000B2:65A00000:imgcopy::root@pam:";

    private final Double server = new Double();

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Nested
    @DisplayName("are uploaded")
    class Uploading {

        private final Call call = Call.post("/nodes/{node}/storage/{storage}/upload", "pve1", "local")
                .with("checksum", "ab")
                .with("content", "iso")
                .with("checksum-algorithm", "md5");

        private UploadFile file(byte[] bytes, long told) {
            return new UploadFile("a.iso", told, () -> new ByteArrayInputStream(bytes));
        }

        @Test
        @DisplayName("in one body of known length: the fields in pveproxy's order, the file last, and nothing changed")
        void order() {
            server.answers(request -> Double.json("{\"data\":\"" + UPID + "\"}"));
            byte[] bytes = bytes(200_000);
            List<Long> progress = new ArrayList<>();
            try (Pve pve = server.connect()) {
                assertEquals(UPID, pve.upload(call, file(bytes, bytes.length), progress::add, new Abort()));
            }
            RecordedRequest request = server.last();
            String type = request.getHeaders().get("Content-Type");
            String mark = "--" + type.substring(type.indexOf('=') + 1);
            String before = mark + "\r\nContent-Disposition: form-data; name=\"content\"\r\n\r\niso\r\n"
                    + mark + "\r\nContent-Disposition: form-data; name=\"checksum-algorithm\"\r\n\r\nmd5\r\n"
                    + mark + "\r\nContent-Disposition: form-data; name=\"checksum\"\r\n\r\nab\r\n"
                    + mark + "\r\nContent-Disposition: form-data; name=\"filename\"; filename=\"a.iso\"\r\n"
                    + "Content-Type: application/octet-stream\r\n\r\n";
            ByteString body = request.getBody();

            assertTrue(type.startsWith("multipart/form-data; boundary="));
            assertEquals(before, body.substring(0, before.length()).utf8());
            assertArrayEquals(
                    bytes,
                    body.substring(before.length(), before.length() + bytes.length)
                            .toByteArray());
            assertEquals(
                    "\r\n" + mark + "--\r\n",
                    body.substring(before.length() + bytes.length).utf8());
            assertEquals(Integer.toString(body.size()), request.getHeaders().get("Content-Length"));
            assertNull(request.getHeaders().get("Transfer-Encoding"));
            assertEquals(200_000L, progress.get(progress.size() - 1));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a b.iso", "ü.iso", "a/b.iso", "a\"b.iso", "a\r\nb", "a;b"})
        @DisplayName("under no name that Proxmox VE would change")
        void names(String name) {
            InvalidSpecException e = assertThrows(
                    InvalidSpecException.class,
                    () -> new UploadFile(name, 0, () -> new ByteArrayInputStream(bytes(0))));
            assertEquals("filename", e.violations().get(0).field());
        }

        @Test
        @DisplayName("to no end if the file ends before: then nothing was done")
        void tooShort() {
            try (Pve pve = server.connect()) {
                EdgeVirtException e = assertThrows(
                        ConnectionException.class,
                        () -> pve.upload(call, file(bytes(1000), 2000), n -> {}, new Abort()));
                assertEquals(Outcome.NOT_DONE, e.outcome());
            }
        }

        @Test
        @DisplayName("until another thread ends it: then nothing was done")
        void aborted() {
            Abort abort = new Abort();
            try (Pve pve = server.connect()) {
                EdgeVirtException e = assertThrows(
                        ConnectionException.class,
                        () -> pve.upload(call, file(bytes(5_000_000), 5_000_000), n -> abort.now(), abort));
                assertEquals(Outcome.NOT_DONE, e.outcome());
            }
        }

        @Test
        @DisplayName("with a reply that was lost: then nobody knows")
        void lost() {
            server.answers(request -> new MockResponse.Builder()
                    .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                    .build());
            try (Pve pve = server.connect()) {
                EdgeVirtException e = assertThrows(
                        ConnectionException.class, () -> pve.upload(call, file(bytes(10), 10), n -> {}, new Abort()));
                assertEquals(Outcome.UNKNOWN, e.outcome());
            }
        }
    }

    @Nested
    @DisplayName("are downloaded")
    class Downloading {

        private final Call call =
                Call.get("/nodes/{node}/tasks/{upid}/log", "pve1", UPID).with("download", true);

        @Test
        @DisplayName("as they are")
        void whole() {
            byte[] bytes = bytes(200_000);
            server.answers(request -> new MockResponse.Builder()
                    .body(new okio.Buffer().write(bytes))
                    .build());
            ByteArrayOutputStream to = new ByteArrayOutputStream();
            try (Pve pve = server.connect()) {
                assertEquals(200_000L, pve.download(call, to, n -> {}, new Abort()));
            }
            assertArrayEquals(bytes, to.toByteArray());
        }

        @Test
        @DisplayName("unless they are not there")
        void absent() {
            server.answers(request -> Double.json("{\"data\":null}")
                    .newBuilder()
                    .status("HTTP/1.1 500 no such task")
                    .build());
            try (Pve pve = server.connect()) {
                assertThrows(
                        NotFoundException.class,
                        () -> pve.download(call, new ByteArrayOutputStream(), n -> {}, new Abort()));
            }
        }
    }

    @Nested
    @DisplayName("go both ways through a WebSocket")
    class Sockets {

        private final Call call = Call.get("/nodes/{node}/qemu/{vmid}/vncwebsocket", "pve1", "100")
                .with("port", 5900)
                .withSecret("vncticket", "PVEVNC:65A::x+/=");

        /** Answers what it gets. */
        private final class Echo extends WebSocketListener {
            @Override
            public void onMessage(WebSocket socket, ByteString data) {
                if (data.utf8().equals("end")) {
                    socket.close(1000, null);
                } else if (data.utf8().equals("break")) {
                    socket.cancel();
                } else {
                    socket.send(data);
                }
            }

            @Override
            public void onClosing(WebSocket socket, int code, String reason) {
                socket.close(code, null);
            }
        }

        private void echoes() {
            server.answers(request ->
                    new MockResponse.Builder().webSocketUpgrade(new Echo()).build());
        }

        @Test
        @DisplayName("that the ticket opens, in frames that pveproxy takes")
        void both() throws Exception {
            echoes();
            byte[] large = bytes(200_000);
            ByteArrayOutputStream back = new ByteArrayOutputStream();
            try (Pve pve = server.connect();
                    PveSocket socket = pve.socket(call)) {
                socket.send("hello".getBytes(StandardCharsets.US_ASCII));
                assertEquals("hello", new String(socket.receive().orElseThrow(), StandardCharsets.US_ASCII));
                socket.send(large);
                while (back.size() < large.length) {
                    byte[] frame = socket.receive().orElseThrow();
                    assertTrue(frame.length <= 128 * 1024);
                    back.write(frame);
                }
            }
            assertArrayEquals(large, back.toByteArray());
            RecordedRequest request = server.last();
            assertEquals("PVEAuthCookie=" + Double.TICKET, request.getHeaders().get("Cookie"));
            assertEquals("PVEVNC:65A::x+/=", request.getUrl().queryParameter("vncticket"));
        }

        @Test
        @DisplayName("until the server ends it")
        void ended() throws Exception {
            echoes();
            try (Pve pve = server.connect();
                    PveSocket socket = pve.socket(call)) {
                socket.send("end".getBytes(StandardCharsets.US_ASCII));
                assertEquals(Optional.empty(), socket.receive());
                assertThrows(ConnectionException.class, () -> socket.send(new byte[1]));
            }
        }

        @Test
        @DisplayName("until it breaks, which is told")
        void broken() {
            echoes();
            try (Pve pve = server.connect();
                    PveSocket socket = pve.socket(call)) {
                socket.send("break".getBytes(StandardCharsets.US_ASCII));
                assertThrows(ConnectionException.class, socket::receive);
            }
        }

        @Test
        @DisplayName("until the connection is closed")
        void closed() {
            echoes();
            Pve pve = server.connect();
            PveSocket socket = pve.socket(call);
            pve.close();
            assertThrows(ConnectionException.class, socket::receive);
        }

        @Test
        @DisplayName("unless it is refused, which is told like every refusal")
        void refused() {
            server.answers(request -> Double.json("{\"data\":null}")
                    .newBuilder()
                    .status("HTTP/1.1 401 permission denied - invalid PVEVNC ticket")
                    .build());
            try (Pve pve = server.connect()) {
                EdgeVirtException e = assertThrows(SessionExpiredException.class, () -> pve.socket(call));
                assertFalse(e.getMessage().contains("x+/="));
            }
        }
    }
}
