package io.edgevirt.vsphere.soap;

import io.edgevirt.Settings;
import io.edgevirt.spi.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** HTTPS to one server: TLS, timeouts and the session's cookie. Thread-safe. */
final class Http implements AutoCloseable {

    private static final MediaType XML = MediaType.get("text/xml; charset=utf-8");
    private static final String COOKIE = "vmware_soap_session";

    /** Idle sockets are closed before a server or a firewall does it unseen. */
    private static final long IDLE_SECONDS = 30;

    private final OkHttpClient client;
    private final HttpUrl root;
    private final Tls tls;
    private final Duration requestTimeout;
    private volatile @Nullable String session;

    Http(Endpoint endpoint, Settings settings) {
        tls = Tls.of(settings.trust());
        requestTimeout = settings.requestTimeout();
        root = new HttpUrl.Builder()
                .scheme("https")
                .host(endpoint.host().orElse("localhost"))
                .port(endpoint.port().orElse(443))
                .build();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(requestTimeout)
                .readTimeout(requestTimeout)
                .writeTimeout(requestTimeout)
                .callTimeout(requestTimeout)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(8, IDLE_SECONDS, TimeUnit.SECONDS))
                .followRedirects(false)
                .followSslRedirects(false)
                // a request that was sent twice would be carried out twice
                .retryOnConnectionFailure(false);
        tls.apply(builder);
        client = builder.build();
    }

    HttpUrl root() {
        return root;
    }

    Tls tls() {
        return tls;
    }

    Duration requestTimeout() {
        return requestTimeout;
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
        return send(request, timeout);
    }

    Response get(String path) throws IOException {
        return send(
                new okhttp3.Request.Builder()
                        .url(root.newBuilder().encodedPath(path).build())
                        .get(),
                requestTimeout);
    }

    /** Sends any request within the session; a timeout of zero is none but for each read. */
    Response send(okhttp3.Request.Builder request, Duration timeout) throws IOException {
        cookie().ifPresent(c -> request.header("Cookie", c));
        OkHttpClient with = timeout.equals(requestTimeout)
                ? client
                : client.newBuilder().readTimeout(timeout).callTimeout(timeout).build();
        return with.newCall(request.build()).execute();
    }

    /** The session's cookie as it is sent; to be shown to nobody. */
    Optional<String> cookie() {
        return Optional.ofNullable(session);
    }

    void forgetCookie() {
        session = null;
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
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
