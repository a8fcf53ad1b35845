package io.edgevirt.proxmox.http;

import io.edgevirt.AuthenticationException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.Settings;
import io.edgevirt.http.Https;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.SessionExpiredException;
import io.edgevirt.spi.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * A session with one Proxmox VE host or cluster. Every request is one call of the {@link Wire}, and every error an {@link
 * EdgeVirtException}. Thread-safe.
 */
public final class Pve implements AutoCloseable {

    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");
    private static final String ROOT = "/api2/json";

    private final Transport transport;
    private final Session session;
    private final Version version;

    private Pve(Transport transport, Login login, Supplier<Duration> clock) {
        this.transport = transport;
        this.session = new Session(
                login, clock, call -> exchange(call, Optional.empty()).get("data"));
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
     * Sends a request whose reply tells something beside its data.
     *
     * @param call the request
     * @return the whole reply: {@code data}, and such as {@code changes} or {@code total} beside it
     */
    public Json reply(Call call) {
        return exchange(call, session.ticket());
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

    private Json exchange(Call call, Optional<Ticket> ticket) {
        String path = ROOT + Encoded.path(call);
        String parameters = Encoded.parameters(call);
        boolean query = call.verb().inQuery();
        return answered(
                call,
                ticket,
                address -> new Request.Builder()
                        .url(address.newBuilder()
                                .encodedPath(path)
                                .encodedQuery(query && !parameters.isEmpty() ? parameters : null)
                                .build())
                        .method(call.verb().name(), query ? null : RequestBody.create(parameters, FORM)),
                transport.https().requestTimeout());
    }

    private Json answered(
            Call call, Optional<Ticket> ticket, Function<HttpUrl, Request.Builder> request, Duration timeout) {
        try {
            return transport.send(call, address -> {
                Request.Builder asked = request.apply(address);
                if (!call.path().equals("/access/ticket")) {
                    session.authorize(asked, call.verb(), ticket);
                }
                return read(call, asked, timeout, Addresses.shown(address));
            });
        } catch (SessionExpiredException e) {
            ticket.ifPresent(session::refused);
            throw e;
        }
    }

    private Json read(Call call, Request.Builder request, Duration timeout, String server) throws IOException {
        try (Response response = Https.execute(transport.https().call(request, timeout))) {
            return Reply.read(response).tree(call, server);
        }
    }

    /** Forgets the ticket, which Proxmox VE cannot be told to end, and closes the sockets. */
    @Override
    public void close() {
        session.forget();
        transport.close();
    }
}
