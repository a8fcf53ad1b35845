package io.edgevirt.vsphere.soap;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.VimPortType;
import com.vmware.vim25.mo.ServerConnection;
import com.vmware.vim25.mo.ServiceInstance;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.Settings;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.SessionExpiredException;
import io.edgevirt.spi.Wire;
import io.edgevirt.vsphere.read.Element;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session with one vCenter or ESXi host. Every request is one call of the {@link Wire}, and every error an {@link
 * EdgeVirtException}. Thread-safe.
 */
public final class Vim implements Channel, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Vim.class);

    private static final String SDK = "/sdk";

    /** How long close waits for the logout's reply. */
    private static final Duration LOGOUT = Duration.ofSeconds(5);

    private final Http http;
    private final Wire wire;
    private final Login login;
    private final TokenService tokens;
    private final ApiVersion version;
    private final ServiceContent content;
    private final Files files;
    private Optional<KeepAlive> keepAlive = Optional.empty();

    private Vim(Http http, Wire wire, Login login) {
        this.http = http;
        this.wire = wire;
        this.login = login;
        this.tokens = new TokenService(this::ask);
        this.files = new Files(http, this::through);
        ApiVersion first = offered().orElse(Versions.OLDEST);
        this.content = content(first);
        this.version = first == Versions.OLDEST
                ? ApiVersion.parse(content.getAbout().getApiVersion()).orElse(first)
                : first;
    }

    /**
     * Connects and logs in.
     *
     * @param endpoint host and port
     * @param settings login, trust and timeouts
     * @param wire what every request passes
     * @return the session
     */
    public static Vim connect(Endpoint endpoint, Settings settings, Wire wire) {
        return connect(endpoint, settings, wire, KeepAlive.EVERY);
    }

    static Vim connect(Endpoint endpoint, Settings settings, Wire wire, Duration keepAlive) {
        Http http = new Http(endpoint, settings);
        try {
            Vim vim = new Vim(http, wire, Login.of(endpoint, settings));
            Kind.require(endpoint, vim.content.getAbout());
            vim.renew();
            vim.keepAlive = Optional.of(new KeepAlive(keepAlive, http::idle, vim::touch));
            return vim;
        } catch (RuntimeException | Error e) {
            http.close();
            throw e;
        }
    }

    /**
     * What the server offers: its managers, its root folder, and what it says about itself.
     *
     * @return read at connect
     */
    public ServiceContent content() {
        return content;
    }

    /**
     * Whether this is a vCenter.
     *
     * @return false for an ESXi host
     */
    public boolean vCenter() {
        return Kind.vCenter(content.getAbout());
    }

    /**
     * The version of the API that is spoken: the newest that both sides know.
     *
     * @return such as {@code 8.0.3.0}
     */
    public ApiVersion version() {
        return version;
    }

    /**
     * Sends a request.
     *
     * @param request the request
     * @return what it returned; empty if that is nothing, or of a type that vijava does not know
     */
    public Optional<Object> send(Request request) {
        return send(request, "");
    }

    /**
     * Sends a request that its task can be found by again, see {@code TaskInfo.activationId}.
     *
     * @param request the request
     * @param operationId the change's own token; empty for none
     * @return what it returned; empty if that is nothing, or of a type that vijava does not know
     */
    public Optional<Object> send(Request request, String operationId) {
        String xml = request.xml();
        Node reply = exchange(version, request.method(), headers(operationId), xml, response -> {});
        return NativeObjects.of(request.returns(), reply.values());
    }

    /**
     * Sends a request whose reply may hold what vijava does not know, and is kept whole.
     *
     * @param request the request
     * @param operationId the change's own token; empty for none
     * @return the elements that it returned
     */
    public List<Element> told(Request request, String operationId) {
        String xml = request.xml();
        Node reply = exchange(version, request.method(), headers(operationId), xml, response -> {});
        return reply.values().stream().map(Node::element).toList();
    }

    /**
     * Sends a request that always returns something.
     *
     * @param request the request
     * @param type what it returns
     * @param <T> what it returns
     * @return it
     */
    public <T> T send(Request request, Class<T> type) {
        return send(request)
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> nothing(request, type.getSimpleName()));
    }

    /**
     * Sends a request that starts a task.
     *
     * @param request a method whose name ends in {@code _Task}
     * @return the task's id, such as {@code task-42}
     */
    public String task(Request request) {
        return task(request, "");
    }

    /**
     * Sends a request that starts a task which can be found again.
     *
     * @param request a method whose name ends in {@code _Task}
     * @param operationId the change's own token; empty for none
     * @return the task's id, such as {@code task-42}
     */
    public String task(Request request, String operationId) {
        return send(request.returning("ManagedObjectReference"), operationId)
                .map(r -> ((ManagedObjectReference) r).getVal())
                .orElseThrow(() -> nothing(request, "task"));
    }

    @Override
    public <T> T post(String method, String body, Duration readTimeout, ReplyReader<T> reader) {
        return exchange(version, method, "", body, readTimeout, response -> {
            if (response.code() != 200) {
                throw refused(response);
            }
            return reader.read(response.body().byteStream());
        });
    }

    @Override
    public void renew() {
        revive();
    }

    /**
     * Logs in anew, unless the session lives: a socket that was lost is made anew by itself. A second session would be
     * left behind, and they are few.
     *
     * @return whether the session was over, and with it all that the server kept for it
     */
    public synchronized boolean revive() {
        if (http.cookie().isPresent() && alive()) {
            return false;
        }
        http.forgetCookie();
        http.endLongPolls();
        Login.Opening opening = login.opening(content.getSessionManager(), tokens);
        Request request = opening.request();
        exchange(version, request.method(), opening.header(), request.xml(), http::keepCookie);
        return true;
    }

    /** Whether the server knows the session: asked for its own session, it names one. */
    private boolean alive() {
        try {
            return currentSession().isPresent();
        } catch (ConnectionException e) {
            throw e;
        } catch (EdgeVirtException e) {
            return false;
        }
    }

    private Optional<Node> currentSession() {
        ManagedObjectReference manager = content.getSessionManager();
        PropertyFilterSpec filter = Filters.one(manager, "currentSession");
        Request request = Request.on(content.getPropertyCollector(), "RetrieveProperties")
                .with("specSet", "PropertyFilterSpec[]", new PropertyFilterSpec[] {filter});
        Node reply = exchange(version, request.method(), "", request.xml(), response -> {});
        return reply.child("returnval")
                .flatMap(o -> o.child("propSet"))
                .filter(p -> p.child("val").isPresent());
    }

    /**
     * vijava's own client, over this connection and within its session.
     *
     * @return a client without a login of its own
     */
    public VimPortType port() {
        return Bridge.port(http.root() + SDK.substring(1), this::carry);
    }

    /**
     * vijava's own objects, over this connection and within its session.
     *
     * @return a connection as vijava's managed objects want it
     */
    public ServerConnection connection() {
        VimPortType port = port();
        URL url = port.getWsc().getBaseUrl();
        // vijava's objects ask their connection for the service instance, and that one asks its own in turn
        ServerConnection inner = new ServerConnection(url, port, null);
        ServerConnection middle = new ServerConnection(url, port, new ServiceInstance(inner));
        return new ServerConnection(url, port, new ServiceInstance(middle));
    }

    /** Files of datastores and of leases, within this session. */
    public Files files() {
        return files;
    }

    private byte[] carry(String envelope) {
        String method = Envelope.method(envelope);
        Optional<String> session = http.cookie();
        Node body = carry(method, envelope);
        if (Envelope.isFault(body) && Envelope.fault(body) instanceof SessionExpiredException) {
            synchronized (this) {
                if (session.equals(http.cookie())) {
                    renew();
                }
            }
            body = carry(method, envelope);
        }
        return Pruned.envelope(method, body);
    }

    private Node carry(String method, String envelope) {
        return through(method, () -> {
            try (Response response = http.post(SDK, action(version), envelope, http.requestTimeout())) {
                return Envelope.body(xml(response).body().byteStream());
            }
        });
    }

    private static String headers(String operationId) {
        return operationId.isEmpty()
                ? ""
                : NativeXml.header("operationID", operationId) + NativeXml.header("activationId", operationId);
    }

    private Node exchange(ApiVersion spoken, String method, String headers, String body, Consumer<Response> look) {
        return exchange(spoken, method, headers, body, http.requestTimeout(), response -> {
            look.accept(response);
            return Envelope.read(response.body().byteStream());
        });
    }

    private <T> T exchange(
            ApiVersion spoken, String method, String headers, String body, Duration timeout, Reading<T> reading) {
        String action = action(spoken);
        return through(method, () -> {
            try (Response response = http.post(SDK, action, Envelope.around(headers, body), timeout)) {
                return reading.of(xml(response));
            }
        });
    }

    /** Asks another of the server's services; not all of them say that they answer XML. */
    private <T> T ask(String name, String path, String action, String envelope, TokenService.Reading<T> reading) {
        return through(name, () -> {
            try (Response response = http.post(path, action, envelope, http.requestTimeout())) {
                if (response.code() != 200 && response.code() != 500) {
                    throw Troubles.status(response.code(), http.server());
                }
                return reading.of(response.body().byteStream());
            }
        });
    }

    private static String action(ApiVersion spoken) {
        return "urn:vim25/" + spoken;
    }

    /** Reads a response. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(Response response) throws IOException, XMLStreamException;
    }

    /** A fault comes with status 500; HTML comes with any. */
    private Response xml(Response response) {
        String type = response.header("Content-Type", "");
        boolean xml = type != null && type.contains("xml");
        if (!xml || response.code() != 200 && response.code() != 500) {
            throw Troubles.status(response.code(), http.server());
        }
        return response;
    }

    private EdgeVirtException refused(Response response) throws XMLStreamException {
        Envelope.read(response.body().byteStream());
        return Troubles.status(response.code(), http.server());
    }

    /** One request as the wire sees it, its errors translated. */
    private <T> T through(String method, Callable<T> send) {
        try {
            return wire.call(method, () -> {
                try {
                    return send.call();
                } catch (IOException e) {
                    throw Troubles.of(e, http.server(), http.tls());
                } catch (XMLStreamException e) {
                    throw e.getNestedException() instanceof IOException below
                            ? Troubles.of(below, http.server(), http.tls())
                            : Troubles.malformed(e);
                }
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (IOException e) {
            throw Troubles.of(e, http.server(), http.tls());
        } catch (Exception e) {
            throw new OperationFailedException(Failure.of(method + " failed: " + e.getMessage())
                    .backend(Faults.BACKEND)
                    .outcome(Outcome.UNKNOWN)
                    .cause(e));
        }
    }

    private Optional<ApiVersion> offered() {
        return through("GET vimServiceVersions.xml", () -> {
            try (Response response = http.get(SDK + "/vimServiceVersions.xml")) {
                return response.code() == 200 ? Versions.newest(response.body().byteStream()) : Optional.empty();
            } catch (XMLStreamException e) {
                LOG.debug("{} does not tell its API versions", http.server(), e);
                return Optional.empty();
            }
        });
    }

    private ServiceContent content(ApiVersion spoken) {
        Request request = Request.on("ServiceInstance", "ServiceInstance", "RetrieveServiceContent")
                .returning("ServiceContent");
        Node reply = exchange(spoken, request.method(), "", request.xml(), response -> {});
        return (ServiceContent) NativeObjects.of(request.returns(), reply.values())
                .filter(c -> c instanceof ServiceContent s && s.getAbout() != null)
                .orElseThrow(() -> nothing(request, "ServiceContent"));
    }

    private static EdgeVirtException nothing(Request request, String wanted) {
        return new OperationFailedException(Failure.of(request.method() + " returned no " + wanted)
                .backend(Faults.BACKEND)
                .outcome(Outcome.UNKNOWN));
    }

    private void touch() {
        Request ask = Request.on("ServiceInstance", "ServiceInstance", "CurrentTime");
        exchange(version, ask.method(), "", ask.xml(), response -> {});
    }

    /** Logs out, as well as that can be done at once, and closes the sockets. */
    @Override
    public void close() {
        keepAlive.ifPresent(KeepAlive::close);
        try {
            if (http.cookie().isPresent()) {
                Request logout = Request.on(content.getSessionManager(), "Logout");
                Duration atMost = shorter(http.requestTimeout(), LOGOUT);
                exchange(version, logout.method(), "", logout.xml(), atMost, Response::code);
            }
        } catch (RuntimeException e) {
            LOG.debug("the logout from {} failed", http.server(), e);
        } finally {
            http.close();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
