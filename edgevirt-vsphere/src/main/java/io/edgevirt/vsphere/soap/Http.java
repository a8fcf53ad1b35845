package io.edgevirt.vsphere.soap;

import io.edgevirt.Settings;
import io.edgevirt.http.Https;
import io.edgevirt.http.Tls;
import io.edgevirt.spi.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** HTTPS to one server: TLS, timeouts and the session's cookie. Thread-safe. */
final class Http implements AutoCloseable {

    private static final MediaType XML = MediaType.get("text/xml; charset=utf-8");
    private static final String COOKIE = "vmware_soap_session";

    /** Idle sockets are closed before a server or a firewall does it unseen. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Https https;
    private final HttpUrl root;
    private volatile @Nullable String session;
    private volatile long used = System.nanoTime();

    Http(Endpoint endpoint, Settings settings) {
        https = new Https(settings, Tls.of(settings.trust(), Faults.BACKEND), IDLE);
        root = new HttpUrl.Builder()
                .scheme("https")
                .host(endpoint.host().orElse("localhost"))
                .port(endpoint.port().orElse(443))
                .build();
    }

    HttpUrl root() {
        return root;
    }

    Tls tls() {
        return https.tls();
    }

    Duration requestTimeout() {
        return https.requestTimeout();
    }

    /** Host and port, for messages. */
    String server() {
        return root.host() + (root.port() == 443 ? "" : ":" + root.port());
    }

    /** Sends an envelope; the caller closes the response. */
    Response post(String path, String action, String envelope, Duration timeout) throws IOException {
        okhttp3.Request.Builder request = new okhttp3.Request.Builder()
                .url(root.newBuilder().encodedPath(path).build())
                .header("SOAPAction", action)
                .post(RequestBody.create(envelope, XML));
        return send(
                timeout.compareTo(requestTimeout()) > 0 ? request.tag(LongPoll.class, LongPoll.ONE) : request, timeout);
    }

    Response get(String path) throws IOException {
        return send(
                new okhttp3.Request.Builder()
                        .url(root.newBuilder().encodedPath(path).build())
                        .get(),
                requestTimeout());
    }

    /** Sends any request within the session. */
    Response send(okhttp3.Request.Builder request, Duration timeout) throws IOException {
        return Https.execute(call(request, timeout));
    }

    /** A request within the session, which no other server gets to see; a timeout of zero is none but for each silence. */
    Call call(okhttp3.Request.Builder request, Duration timeout) {
        return https.call(within(request), timeout);
    }

    /** A request without a limit of time to another server, whose certificate is known. */
    Call call(okhttp3.Request.Builder request, Tls other) {
        return https.call(within(request), other);
    }

    private okhttp3.Request.Builder within(okhttp3.Request.Builder request) {
        used = System.nanoTime();
        if (own(request.build().url())) {
            cookie().ifPresent(c -> request.header("Cookie", c));
        }
        return request;
    }

    boolean own(HttpUrl url) {
        return url.host().equals(root.host()) && url.port() == root.port();
    }

    /** How long ago the last request was sent. */
    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - used);
    }

    /** The session's cookie as it is sent; to be shown to nobody. */
    Optional<String> cookie() {
        return Optional.ofNullable(session);
    }

    void forgetCookie() {
        session = null;
    }

    /** Ends requests that wait for news: those of a session that is over wait for nothing. */
    void endLongPolls() {
        https.cancel(request -> request.tag(LongPoll.class) != null);
    }

    /** Marks a request that the server answers when there is news. */
    private enum LongPoll {
        ONE
    }

    /** Takes the session over that the server gives with its reply to a login. */
    void keepCookie(Response response) {
        for (String header : response.headers("Set-Cookie")) {
            if (header.startsWith(COOKIE + "=")) {
                session = header.split(";", 2)[0];
            }
        }
    }

    @Override
    public void close() {
        session = null;
        https.close();
    }
}
