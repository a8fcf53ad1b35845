package io.edgevirt.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConnectionException;
import io.edgevirt.Outcome;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("HTTPS by a connection's settings")
class HttpsTest {

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final HeldCertificate certificate = new HeldCertificate.Builder().build();
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        Logger.getLogger(MockWebServer.class.getName()).setLevel(Level.OFF);
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Settings settings(UnaryOperator<Settings.Builder> with) {
        return with.apply(new Settings.Builder().trust(Trust.insecure())).build();
    }

    private static Https https(Settings settings, int most) {
        return new Https(settings, Tls.of(settings.trust(), "test"), IDLE, most);
    }

    private Request.Builder request() {
        return new Request.Builder().url(server.url("/x"));
    }

    private int ask(Https https) throws IOException {
        try (Response response = Https.execute(https.call(request(), https.requestTimeout()))) {
            return response.code();
        }
    }

    private ConnectionException troubled(Https https) {
        IOException e = assertThrows(IOException.class, () -> ask(https));
        return new Troubles("test").of(e, "server:1", https.tls());
    }

    @Nested
    @DisplayName("knows of a request that failed")
    class Sending {

        @Test
        @DisplayName("that nothing of it went out, if no socket was there")
        void unsent() {
            server.close();
            try (Https https = https(settings(s -> s), 100)) {
                ConnectionException e = troubled(https);

                assertEquals(Outcome.NOT_DONE, e.outcome());
                assertTrue(e.retryable());
            }
        }

        @Test
        @DisplayName("that it may have been carried out, if the reply was lost, and sends it no second time")
        void lost() {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                    .build());
            try (Https https = https(settings(s -> s), 100)) {
                assertEquals(Outcome.UNKNOWN, troubled(https).outcome());
                assertEquals(1, server.getRequestCount());
            }
        }

        @Test
        @DisplayName("that it may have been carried out, if no reply came in time")
        void late() {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
            try (Https https = https(settings(s -> s.requestTimeout(Duration.ofSeconds(3))), 100)) {
                ConnectionException e = troubled(https);

                assertEquals(Outcome.UNKNOWN, e.outcome());
                assertTrue(e.getMessage().contains("request timeout"), e.getMessage());
            }
        }
    }

    @Nested
    @DisplayName("judges the server's certificate")
    class Certificates {

        private String seen() throws Exception {
            return Tls.fingerprint(certificate.certificate());
        }

        private ConnectionException refused(Tls tls) {
            try (Https https = new Https(settings(s -> s), tls, IDLE)) {
                return troubled(https);
            }
        }

        @Test
        @DisplayName("and tells the fingerprint of a refused one as servers show it and as it is pinned")
        void hint() throws Exception {
            ConnectionException e = refused(Tls.of(Trust.system(), "test"));

            String hint = e.hint().orElse("");
            assertTrue(hint.contains("pinnedSha256(\"" + seen() + "\")"), hint);
            assertTrue(hint.contains(seen().toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:")), hint);
            assertEquals(Outcome.NOT_DONE, e.outcome());
        }

        @Test
        @DisplayName("and has a remedy of its own where it was known from elsewhere")
        void elsewhere() {
            Tls tls = Tls.judgedBy(
                    shown -> {
                        throw new java.security.cert.CertificateException("another one");
                    },
                    "ask the other server");

            assertEquals("ask the other server", refused(tls).hint().orElse(""));
        }
    }

    @Nested
    @DisplayName("keeps a socket")
    class Sockets {

        private List<RecordedRequest> taken(int requests, int most) throws Exception {
            try (Https https = https(settings(s -> s), most)) {
                for (int i = 0; i < requests; i++) {
                    server.enqueue(new MockResponse.Builder().build());
                    ask(https);
                }
            }
            return IntStream.range(0, requests).mapToObj(i -> take()).toList();
        }

        private RecordedRequest take() {
            try {
                return server.takeRequest();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Test
        @DisplayName("for the next request")
        void reused() throws Exception {
            assertEquals(
                    1,
                    taken(5, Integer.MAX_VALUE).stream()
                            .map(RecordedRequest::getConnectionIndex)
                            .distinct()
                            .count());
        }

        @Test
        @DisplayName("for so many requests alone, and says so in the last of them")
        void most() throws Exception {
            List<RecordedRequest> all = taken(6, 3);

            assertEquals(
                    List.of(0, 0, 0, 1, 1, 1),
                    all.stream().map(RecordedRequest::getConnectionIndex).toList());
            assertEquals("close", all.get(2).getHeaders().get("Connection"));
        }
    }
}
