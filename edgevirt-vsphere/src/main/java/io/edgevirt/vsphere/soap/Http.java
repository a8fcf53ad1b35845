package io.edgevirt.vsphere.soap;

import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.spi.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.EventListener;
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
    private static final String PROXY_LOGIN = "Proxy-Authorization";
    private static final String COOKIE = "vmware_soap_session";

    /** Idle sockets are closed before a server or a firewall does it unseen. */
    private static final long IDLE_SECONDS = 30;

    private final OkHttpClient client;
    private final HttpUrl root;
    private final Tls tls;
    private final Duration requestTimeout;
    private volatile @Nullable String session;
    private volatile long used = System.nanoTime();

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
                // what the JVM's user set for all of it is not ours: a proxy is named in the settings, or there is none
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .eventListener(Sent.NOTES)
                // a request that was sent twice would be carried out twice
                .retryOnConnectionFailure(false);
        tls.apply(builder);
        settings.proxy().ifPresent(proxy -> through(proxy, builder));
        client = builder.build();
    }

    /** Through a proxy: TLS goes from end to end all the same. Its login is given once, so that a wrong one ends. */
    private static void through(Settings.HttpProxy proxy, OkHttpClient.Builder builder) {
        builder.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
        if (proxy.username().isPresent()) {
            builder.proxyAuthenticator((route, response) -> {
                boolean refused = response.request().header(PROXY_LOGIN) != null;
                return refused
                        ? null
                        : response.request()
                                .newBuilder()
                                .header(PROXY_LOGIN, login(proxy))
                                .build();
            });
        }
    }

    private static String login(Settings.HttpProxy proxy) {
        char[] clear = proxy.password().map(Secret::reveal).orElseGet(() -> new char[0]);
        try {
            return Credentials.basic(proxy.username().orElse(""), new String(clear), StandardCharsets.UTF_8);
        } finally {
            Arrays.fill(clear, '\0');
        }
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
        return send(
                timeout.compareTo(requestTimeout) > 0 ? request.tag(LongPoll.class, LongPoll.ONE) : request, timeout);
    }

    Response get(String path) throws IOException {
        return send(
                new okhttp3.Request.Builder()
                        .url(root.newBuilder().encodedPath(path).build())
                        .get(),
                requestTimeout);
    }

    /** Sends any request within the session. */
    Response send(okhttp3.Request.Builder request, Duration timeout) throws IOException {
        return execute(call(request, timeout));
    }

    /** Sends; what did not go out at all is an {@link Unsent}. */
    static Response execute(Call call) throws IOException {
        try {
            return call.execute();
        } catch (IOException e) {
            Sent sent = call.request().tag(Sent.class);
            throw sent != null && sent.yet ? e : new Unsent(e);
        }
    }

    /** A request within the session, which no other server gets to see; a timeout of zero is none but for each silence. */
    Call call(okhttp3.Request.Builder request, Duration timeout) {
        return call(with(timeout), request);
    }

    /** A request without a limit of time to another server, whose certificate is known. */
    Call call(okhttp3.Request.Builder request, Tls other) {
        OkHttpClient.Builder verified = with(Duration.ZERO).newBuilder();
        other.apply(verified);
        return call(verified.build(), request);
    }

    private Call call(OkHttpClient through, okhttp3.Request.Builder request) {
        used = System.nanoTime();
        okhttp3.Request plain = request.tag(Sent.class, new Sent()).build();
        Optional<String> cookie = own(plain.url()) ? cookie() : Optional.empty();
        return through.newCall(
                cookie.map(c -> plain.newBuilder().header("Cookie", c).build()).orElse(plain));
    }

    boolean own(HttpUrl url) {
        return url.host().equals(root.host()) && url.port() == root.port();
    }

    /** How long ago the last request was sent. */
    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - used);
    }

    private OkHttpClient with(Duration timeout) {
        if (timeout.equals(requestTimeout)) {
            return client;
        }
        OkHttpClient.Builder other = client.newBuilder().callTimeout(timeout);
        return (timeout.isZero() ? other : other.readTimeout(timeout)).build();
    }

    /** Whether anything of a request went out. */
    private static final class Sent extends EventListener {
        static final EventListener NOTES = new Sent();

        private volatile boolean yet;

        @Override
        public void requestHeadersStart(Call call) {
            Sent sent = call.request().tag(Sent.class);
            if (sent != null) {
                sent.yet = true;
            }
        }
    }

    /** Nothing of the request went out. */
    static final class Unsent extends IOException {
        private static final long serialVersionUID = 1L;

        Unsent(IOException cause) {
            super(cause.getMessage(), cause);
        }

        IOException why() {
            return getCause() instanceof IOException e ? e : this;
        }
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
        client.dispatcher().runningCalls().stream()
                .filter(call -> call.request().tag(LongPoll.class) != null)
                .forEach(Call::cancel);
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
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
