package io.edgevirt.http;

import io.edgevirt.Secret;
import io.edgevirt.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/**
 * HTTPS by a connection's settings: its trust, time-outs and proxy, over HTTP/1.1. It follows no redirects, and sends nothing
 * twice: a request that was sent twice would be carried out twice. What the user set for the whole JVM is not ours: a proxy
 * is named in the settings, or there is none. Thread-safe.
 */
public final class Https implements AutoCloseable {

    private static final String PROXY_LOGIN = "Proxy-Authorization";

    /** Sockets that are kept for the next request. */
    private static final int IDLE_SOCKETS = 8;

    private static final int THREADS_IDLE = 1;

    /** WebSockets that are open at the same time. */
    private static final int SOCKETS = 1024;

    private final OkHttpClient client;
    private final Tls tls;
    private final Duration requestTimeout;

    /**
     * Makes one; no server is asked yet.
     *
     * @param settings proxy and time-outs
     * @param tls whose certificate is accepted
     * @param idle how long a socket is kept for the next request: less than servers and firewalls do
     */
    public Https(Settings settings, Tls tls, Duration idle) {
        this(settings, tls, idle, Integer.MAX_VALUE);
    }

    /**
     * Makes one for servers that end a socket after some requests.
     *
     * @param settings proxy and time-outs
     * @param tls whose certificate is accepted
     * @param idle how long a socket is kept for the next request: less than servers and firewalls do
     * @param most how many requests a socket carries: the last of them says that it is the last
     */
    public Https(Settings settings, Tls tls, Duration idle, int most) {
        this.tls = tls;
        requestTimeout = settings.requestTimeout();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(requestTimeout)
                .readTimeout(requestTimeout)
                .writeTimeout(requestTimeout)
                .callTimeout(requestTimeout)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(IDLE_SOCKETS, idle.toMillis(), TimeUnit.MILLISECONDS))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .dispatcher(dispatcher())
                .eventListener(Sent.NOTES)
                .retryOnConnectionFailure(false);
        if (most < Integer.MAX_VALUE) {
            builder.addNetworkInterceptor(new LastOfSocket(most));
        }
        tls.apply(builder);
        settings.proxy().ifPresent(proxy -> through(proxy, builder));
        client = builder.build();
    }

    /** WebSockets have a thread each, none of which keeps a program from ending. */
    private static Dispatcher dispatcher() {
        Dispatcher dispatcher = new Dispatcher(new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, THREADS_IDLE, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "edgevirt-http");
                    thread.setDaemon(true);
                    return thread;
                }));
        dispatcher.setMaxRequests(SOCKETS);
        return dispatcher;
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

    /**
     * Whose certificate is accepted.
     *
     * @return as it was given
     */
    public Tls tls() {
        return tls;
    }

    /**
     * How long a request and its reply may take.
     *
     * @return the settings' own
     */
    public Duration requestTimeout() {
        return requestTimeout;
    }

    /**
     * A request that is not sent yet.
     *
     * @param request address, headers and body
     * @param timeout for all of it; zero for no limit but the settings' own for each silence
     * @return for {@link #execute}
     */
    public Call call(Request.Builder request, Duration timeout) {
        return with(timeout).newCall(Sent.noted(request));
    }

    /**
     * A request to another server, whose certificate is known; without a limit of time but the settings' own for each
     * silence.
     *
     * @param request address, headers and body
     * @param other whose certificate is accepted there
     * @return for {@link #execute}
     */
    public Call call(Request.Builder request, Tls other) {
        OkHttpClient.Builder verified = with(Duration.ZERO).newBuilder();
        other.apply(verified);
        return verified.build().newCall(Sent.noted(request));
    }

    /**
     * Sends.
     *
     * @param call of this class
     * @return the response, whatever its status; the caller closes it
     * @throws Unsent if nothing of it went out
     * @throws IOException if it may have been carried out
     */
    public static Response execute(Call call) throws IOException {
        return Sent.execute(call);
    }

    /**
     * Sends what another thread may end.
     *
     * @param call of this class
     * @param abort ends it
     * @return the response, whatever its status; the caller closes it
     * @throws Unsent if nothing of it went out
     * @throws IOException if it may have been carried out
     */
    public static Response execute(Call call, Abort abort) throws IOException {
        abort.watch(call);
        return execute(call);
    }

    /**
     * Opens a WebSocket.
     *
     * @param request address and headers
     * @param alive how often the server is asked whether it is there
     * @param listener told that it is open, or why not, within the request time-out, and all that comes
     * @return the socket, which may not be open yet
     */
    public WebSocket open(Request.Builder request, Duration alive, WebSocketListener listener) {
        return client.newBuilder().pingInterval(alive).build().newWebSocket(request.build(), listener);
    }

    /**
     * Ends requests under way.
     *
     * @param which those that it says yes to
     */
    public void cancel(Predicate<Request> which) {
        client.dispatcher().runningCalls().stream()
                .filter(call -> which.test(call.request()))
                .forEach(Call::cancel);
    }

    private OkHttpClient with(Duration timeout) {
        if (timeout.equals(requestTimeout)) {
            return client;
        }
        OkHttpClient.Builder other = client.newBuilder().callTimeout(timeout);
        return (timeout.isZero() ? other : other.readTimeout(timeout)).build();
    }

    /** Ends what is under way, and closes all sockets. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
