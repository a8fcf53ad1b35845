package io.edgevirt.proxmox.http;

import io.edgevirt.AuthenticationException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.Settings;
import io.edgevirt.http.Abort;
import io.edgevirt.http.Https;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.SessionExpiredException;
import io.edgevirt.spi.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A session with one Proxmox VE host or cluster. Every request is one call of the {@link Wire}, and every error an {@link
 * EdgeVirtException}. Thread-safe.
 */
public final class Pve implements AutoCloseable {

    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");
    private static final String ROOT = "/api2/json";
    private static final int CHUNK = 64 * 1024;

    /** How often a WebSocket's server is asked whether it is there. */
    private static final Duration ALIVE = Duration.ofSeconds(20);

    private final Transport transport;
    private final Session session;
    private final Version version;

    private Pve(Transport transport, Login login, Supplier<Duration> clock) {
        this.transport = transport;
        this.session = new Session(
                login, clock, call -> exchange(call, Optional.empty(), Set.of()).get("data"));
        if (!session.token()) {
            session.renew();
        }
        this.version = Version.supported(whoAnswers());
    }

    /**
     * Connects and logs in.
     *
     * @param endpoint host and port, and further nodes of the cluster in {@code ?also=pve2,pve3:8006}
     * @param settings login, trust and timeouts
     * @param wire what every request passes
     * @return the session
     */
    public static Pve connect(Endpoint endpoint, Settings settings, Wire wire) {
        return connect(endpoint, settings, wire, () -> Duration.ofNanos(System.nanoTime()));
    }

    static Pve connect(Endpoint endpoint, Settings settings, Wire wire, Supplier<Duration> clock) {
        Login login = Login.of(endpoint, settings);
        Transport transport = new Transport(endpoint, settings, wire);
        try {
            return new Pve(transport, login, clock);
        } catch (RuntimeException | Error e) {
            transport.close();
            throw e;
        }
    }

    /**
     * The server's version.
     *
     * @return read at connect
     */
    public Version version() {
        return version;
    }

    /**
     * Who is logged in.
     *
     * @return such as {@code root@pam} or {@code root@pam!site}
     */
    public String user() {
        return session.user();
    }

    /**
     * Whether an API token is used instead of a password.
     *
     * @return true for a token
     */
    public boolean token() {
        return session.token();
    }

    /**
     * Logs in anew, unless there is a ticket that nobody refused: it is good at every node, and a socket that was lost is
     * made anew by itself. An API token is shown once more.
     *
     * @throws AuthenticationException if user, password or token are not accepted
     */
    public void renew() {
        if (session.token()) {
            whoAnswers();
        } else {
            session.renew();
        }
    }

    /**
     * Sends a request.
     *
     * @param call the request
     * @return the reply's {@code data}
     */
    public Json send(Call call) {
        return reply(call).get("data");
    }

    /**
     * Sends a request whose reply is long, and of which not all is wanted.
     *
     * @param call the request
     * @param unread names of members that nobody will ask for, wherever they stand
     * @return the reply's {@code data} without them
     */
    public Json send(Call call, Set<String> unread) {
        return exchange(call, session.ticket(), unread).get("data");
    }

    /**
     * Sends a request whose reply tells something beside its data.
     *
     * @param call the request
     * @return the whole reply: {@code data}, and such as {@code changes} or {@code total} beside it
     */
    public Json reply(Call call) {
        return exchange(call, session.ticket(), Set.of());
    }

    /**
     * Sends a request that starts a task.
     *
     * @param call the request
     * @return the task's UPID
     */
    public String task(Call call) {
        return upid(call, send(call));
    }

    /**
     * Puts a file into a storage. The request time-out holds for each silence, not for all of it.
     *
     * @param call {@code POST /nodes/{node}/storage/{storage}/upload} with {@code content}, and a checksum if there is one
     * @param file its bytes
     * @param progress told how many bytes went so far
     * @param abort ends it early
     * @return the UPID of the task that puts the file where it belongs
     */
    public String upload(Call call, UploadFile file, LongConsumer progress, Abort abort) {
        Multipart body = new Multipart(call, file, progress);
        String path = ROOT + Encoded.path(call);
        Optional<Ticket> ticket = session.ticket();
        try {
            return upid(
                    call,
                    within(ticket, call, (address, request) -> {
                                request.url(address.newBuilder()
                                                .encodedPath(path)
                                                .build())
                                        .post(body);
                                try (Response response =
                                        Https.execute(transport.https().call(request, Duration.ZERO), abort)) {
                                    return Reply.read(response).tree(call, Addresses.shown(address));
                                }
                            })
                            .get("data"));
        } catch (ConnectionException e) {
            throw body.whole() ? e : e.with(e.failure().outcome(Outcome.NOT_DONE));
        }
    }

    /**
     * Reads what is no JSON, such as a task's whole log. The request time-out holds for each silence, not for all of it.
     *
     * @param call a request that reads
     * @param to where the bytes go; stays open
     * @param progress told how many bytes came so far
     * @param abort ends it early
     * @return how many bytes there were
     */
    public long download(Call call, OutputStream to, LongConsumer progress, Abort abort) {
        UnaryOperator<HttpUrl> target = target(call);
        return within(session.ticket(), call, (address, request) -> {
            request.url(target.apply(address));
            try (Response response = Https.execute(transport.https().call(request, Duration.ZERO), abort)) {
                if (!response.isSuccessful()) {
                    throw Reply.read(response).refusal(call, Addresses.shown(address));
                }
                return transport.once(address, () -> copy(response.body().byteStream(), to, progress));
            }
        });
    }

    private static long copy(InputStream from, OutputStream to, LongConsumer progress) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long done = 0;
        for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
            to.write(chunk, 0, n);
            done += n;
            progress.accept(done);
        }
        return done;
    }

    /**
     * Opens a WebSocket, at the address that gave the ticket for it.
     *
     * @param call such as {@code GET /nodes/{node}/qemu/{vmid}/vncwebsocket} with {@code port} and {@code vncticket}
     * @return the socket, open
     */
    public PveSocket socket(Call call) {
        UnaryOperator<HttpUrl> target = target(call);
        return within(session.ticket(), call, (address, request) -> {
            request.url(target.apply(address)).header("Sec-WebSocket-Protocol", "binary");
            return transport.once(address, () -> open(call, request, Addresses.shown(address)));
        });
    }

    private PveSocket open(Call call, Request.Builder request, String server) throws IOException {
        PveSocket socket = new PveSocket();
        socket.carriedBy(transport.https().open(request, ALIVE, socket.listener()));
        try {
            PveSocket.Opened opened = socket.await();
            if (opened.refusal().isPresent()) {
                throw opened.refusal().get().refusal(call, server);
            }
            if (opened.trouble().isPresent()) {
                throw opened.trouble().get();
            }
            return socket;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            socket.close();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static String upid(Call call, Json reply) {
        return reply.text()
                .filter(t -> t.startsWith("UPID:"))
                .orElseThrow(() -> new OperationFailedException(Failure.of(call.name() + " told of no task")
                        .backend(Faults.BACKEND)
                        .outcome(Outcome.UNKNOWN)));
    }

    private Json whoAnswers() {
        try {
            return send(Call.get("/version"));
        } catch (SessionExpiredException e) {
            throw new AuthenticationException(Failure.of("Proxmox VE refused " + session.user())
                    .backend(Faults.BACKEND)
                    .nativeCode(e.failure().nativeCode().orElse("401"))
                    .hint(
                            session.token()
                                    ? "check the token's id and secret, and whether it expired or its user is disabled"
                                    : "check that the clocks of the cluster's nodes agree: tickets carry the time")
                    .cause(e));
        }
    }

    private Json exchange(Call call, Optional<Ticket> ticket, Set<String> unread) {
        @Nullable RequestBody body = call.verb().inQuery() ? null : RequestBody.create(Encoded.parameters(call), FORM);
        UnaryOperator<HttpUrl> target = target(call);
        return within(ticket, call, (address, request) -> {
            request.url(target.apply(address)).method(call.verb().name(), body);
            Duration timeout = transport.https().requestTimeout();
            try (Response response = Https.execute(transport.https().call(request, timeout))) {
                return Reply.read(response).tree(call, Addresses.shown(address), unread);
            }
        });
    }

    /** Where a request goes at an address; what cannot be encoded is refused here, before anything is sent. */
    private static UnaryOperator<HttpUrl> target(Call call) {
        String path = ROOT + Encoded.path(call);
        String parameters = call.verb().inQuery() ? Encoded.parameters(call) : "";
        return address -> address.newBuilder()
                .encodedPath(path)
                .encodedQuery(parameters.isEmpty() ? null : parameters)
                .build();
    }

    /** Asks one address within the session. */
    @FunctionalInterface
    private interface Asking<T> {
        T ask(HttpUrl address, Request.Builder request) throws IOException;
    }

    private <T> T within(Optional<Ticket> ticket, Call call, Asking<T> asking) {
        try {
            return transport.send(call, address -> {
                Request.Builder request = new Request.Builder();
                if (!call.path().equals(Session.LOGIN)) {
                    session.authorize(request, call.verb(), ticket);
                }
                return asking.ask(address, request);
            });
        } catch (SessionExpiredException e) {
            ticket.ifPresent(session::refused);
            throw e;
        }
    }

    /** Forgets the ticket, which Proxmox VE cannot be told to end, and closes the sockets. */
    @Override
    public void close() {
        session.forget();
        transport.close();
    }
}
