package io.edgevirt.proxmox.http;

import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.http.Tls;
import io.edgevirt.spi.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A server that lets everybody log in, keeps all requests, and answers the rest as a test wants it. */
final class Double implements AutoCloseable {

    static final String TICKET = "PVE:root@pam:65A00000::c2VjcmV0+/==";

    private final HeldCertificate certificate = new HeldCertificate.Builder().build();
    private final MockWebServer server = new MockWebServer();
    private final List<RecordedRequest> requests = new ArrayList<>();
    private volatile Function<RecordedRequest, MockResponse> answer = request -> json("{\"data\":null}");

    Double() {
        Logger.getLogger(MockWebServer.class.getName()).setLevel(Level.OFF);
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                synchronized (requests) {
                    requests.add(request);
                }
                return switch (request.getUrl().encodedPath()) {
                    case "/api2/json/access/ticket" ->
                        json("{\"data\":{\"ticket\":\"" + TICKET + "\",\"CSRFPreventionToken\":\"65A:csrf\"}}");
                    case "/api2/json/version" -> json("{\"data\":{\"version\":\"8.4.5\",\"release\":\"8.4\"}}");
                    default -> answer.apply(request);
                };
            }
        });
        try {
            server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static MockResponse json(String body) {
        return new MockResponse.Builder()
                .addHeader("Server", "pve-api-daemon/3.0")
                .addHeader("Content-Type", "application/json;charset=UTF-8")
                .body(body)
                .build();
    }

    /** Answers all but logins and the version from now on. */
    void answers(Function<RecordedRequest, MockResponse> how) {
        answer = how;
    }

    int port() {
        return server.getPort();
    }

    String fingerprint() {
        try {
            return Tls.fingerprint(certificate.certificate());
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    List<RecordedRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    RecordedRequest last() {
        List<RecordedRequest> all = requests();
        return all.get(all.size() - 1);
    }

    Settings settings(UnaryOperator<Settings.Builder> with) {
        return with.apply(new Settings.Builder()
                        .username("root")
                        .password(Secret.of("a&b=c%d ü".toCharArray()))
                        .trust(Trust.pinnedSha256(fingerprint())))
                .build();
    }

    Pve connect() {
        return connect(s -> s, Bench.WIRE);
    }

    Pve connect(UnaryOperator<Settings.Builder> with, Wire wire) {
        return Pve.connect(Bench.endpoint("127.0.0.1", port(), ""), settings(with), wire);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (AssertionError e) {
            // It waits half a second for its own threads, which is not enough on a busy machine; its sockets are
            // closed.
            Logger.getLogger(MockWebServer.class.getName()).log(Level.FINE, "still closing", e);
        }
    }
}
