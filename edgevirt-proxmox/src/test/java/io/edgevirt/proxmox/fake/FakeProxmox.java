package io.edgevirt.proxmox.fake;

import io.edgevirt.proxmox.fake.console.ConsoleSockets;
import io.edgevirt.proxmox.fake.site.Clusters;
import io.edgevirt.proxmox.fake.site.SiteRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A fake of a Proxmox VE cluster: a server of the tests' own that answers as the product would, checks every request by
 * the official tables, and keeps the state of machines, storages and nodes in memory. It is no Proxmox VE: what it shows
 * is that requests are well-formed and that replies are understood, not that a real host does the same.
 */
public final class FakeProxmox implements AutoCloseable {
    private static final String ROOT = "root@pam";
    private static final String PASSWORD = "fake-secret";

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fake-proxmox");
        thread.setDaemon(true);
        return thread;
    });
    private final HeldCertificate certificate;
    private final World world;
    private final Logins logins;
    private final Gate gate = new Gate();
    private final Routes routes = new Routes();
    private final Service service;
    private final ConsoleSockets consoles;
    private final Map<String, Listener> listeners = new LinkedHashMap<>();

    private FakeProxmox(Settings settings) throws IOException {
        certificate = new HeldCertificate.Builder()
                .commonName("fake-proxmox")
                .addSubjectAlternativeName("127.0.0.1")
                .addSubjectAlternativeName("localhost")
                .build();
        HandshakeCertificates tls =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        world = new World(settings, threads);
        world.site().identity(fingerprint(), PASSWORD);
        Clusters.add(world.site());
        logins = new Logins(settings);
        logins.user(ROOT, PASSWORD);
        service = new Service(world, routes, logins, gate);
        CoreRoutes.install(routes, world);
        FirewallRoutes.install(routes, world);
        SiteRoutes.install(routes, world);
        consoles = ConsoleSockets.install(routes, world);
        List<String> names = settings.eachNodeListens ? settings.nodes : settings.nodes.subList(0, 1);
        for (String name : names) {
            listeners.put(name, new Listener(name, tls.sslContext(), threads, service, world));
        }
    }

    /** Starts one node of release 9.1. */
    public static FakeProxmox start() {
        return start(settings -> settings);
    }

    /** Starts a node or cluster as asked for. */
    public static FakeProxmox start(UnaryOperator<Settings> how) {
        try {
            return new FakeProxmox(how.apply(new Settings()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The base of all addresses, {@code https://127.0.0.1:PORT}. */
    public String url() {
        return "https://127.0.0.1:" + port();
    }

    /** The address to connect EdgeVirt to. */
    public URI uri() {
        return URI.create("proxmox://127.0.0.1:" + port());
    }

    /** The port of the first node. */
    public int port() {
        return listeners.values().iterator().next().port();
    }

    /** The port of a node that listens itself. */
    public int port(String node) {
        Listener listener = listeners.get(node);
        if (listener == null) {
            throw new IllegalArgumentException(node + " does not listen: say eachNodeListens()");
        }
        return listener.port();
    }

    /** The name of the user that may do all. */
    public String user() {
        return ROOT;
    }

    /** That user's password. */
    public String password() {
        return PASSWORD;
    }

    /** The server's certificate, self-signed. */
    public X509Certificate certificate() {
        return certificate.certificate();
    }

    /** The certificate's SHA-256 fingerprint as Proxmox shows it: pairs of digits with colons between. */
    public String fingerprint() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The state, to look at and to arrange. */
    public World world() {
        return world;
    }

    /** Users and tokens. */
    public Logins logins() {
        return logins;
    }

    /** The screens and serial ports of machines. */
    public ConsoleSockets consoles() {
        return consoles;
    }

    /** Where faults are put. */
    public Gate gate() {
        return gate;
    }

    /** Who answers what: a test may answer a path otherwise. */
    public Routes routes() {
        return routes;
    }

    /** The requests so far, by method and path of the table; since the gate's last restart. */
    public List<String> requests() {
        return gate.passed();
    }

    /** How many requests had this method and path. */
    public long requests(String route) {
        return gate.passed().stream().filter(route::equals).count();
    }

    /** How many connections were taken so far, at all addresses. */
    public int connections() {
        return listeners.values().stream().mapToInt(Listener::accepted).sum();
    }

    /** How many connections are open now, at all addresses. */
    public int open() {
        return listeners.values().stream().mapToInt(Listener::open).sum();
    }

    /** Drops all connections that are open. */
    public void drop() {
        listeners.values().forEach(Listener::drop);
    }

    /** Lets a node die: its connections break, its address is dead, requests meant for it fail. */
    public void kill(String node) {
        world.down(node, true);
        Listener listener = listeners.get(node);
        if (listener != null) {
            listener.drop();
        }
    }

    /** Lets a dead node come back. */
    public void revive(String node) {
        world.down(node, false);
    }

    /** Methods of the official table that were asked for and that the fake does not answer. */
    public Set<String> unanswered() {
        return service.unanswered();
    }

    /**
     * Stops the server and all that it started.
     *
     * @throws AssertionError if something was asked for that the official API has and the fake has not
     */
    @Override
    public void close() {
        Clusters.remove(world.site());
        listeners.values().forEach(Listener::close);
        threads.shutdownNow();
        if (!unanswered().isEmpty()) {
            throw new AssertionError("Not implemented in the fake: " + unanswered());
        }
    }
}
