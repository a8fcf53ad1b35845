package io.edgevirt.vsphere.sim;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okio.Buffer;

/** A relay's way to the simulator: nothing is repeated, followed, unpacked or kept from it. */
final class Upstream implements AutoCloseable {

    /** Those of the connection, which is another on either side, and those that the bodies' bytes make anew. */
    private static final Set<String> OF_CONNECTION = ofConnection();

    private final URI simulator;
    private final OkHttpClient client;

    Upstream(Simulator simulator) {
        this.simulator = simulator.url();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .readTimeout(Duration.ZERO);
        if ("https".equals(this.simulator.getScheme())) {
            HandshakeCertificates tls = new HandshakeCertificates.Builder()
                    .addTrustedCertificate(simulator.certificate())
                    .build();
            builder.sslSocketFactory(tls.sslSocketFactory(), tls.trustManager());
        }
        client = builder.build();
    }

    private static Set<String> ofConnection() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(Set.of("Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length"));
        return names;
    }

    MockResponse send(RecordedRequest request, Headers headers, byte[] body) throws IOException {
        Headers.Builder passed = passed(headers);
        if (passed.get("Accept-Encoding") == null) {
            // Else the client asks for packed replies, and unpacks them.
            passed.set("Accept-Encoding", "identity");
        }
        String method = request.getMethod();
        boolean bodiless = "GET".equals(method) || "HEAD".equals(method);
        Request sent = new Request.Builder()
                .url(simulator.getScheme() + "://" + simulator.getAuthority() + request.getTarget())
                .headers(passed.build())
                .method(method, bodiless ? null : RequestBody.create(body))
                .build();
        try (Response reply = client.newCall(sent).execute()) {
            return new MockResponse.Builder()
                    .status("HTTP/1.1 " + reply.code() + " " + reply.message())
                    .headers(passed(reply.headers()).build())
                    .body(new Buffer().write(reply.body().bytes()))
                    .build();
        }
    }

    private static Headers.Builder passed(Headers headers) {
        Headers.Builder passed = new Headers.Builder();
        headers.forEach(h -> {
            if (!OF_CONNECTION.contains(h.getFirst())) {
                passed.addUnsafeNonAscii(h.getFirst(), h.getSecond());
            }
        });
        return passed;
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }
}
