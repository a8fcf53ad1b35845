package io.edgevirt.kvm.driver;

import io.edgevirt.Failure;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.kvm.libvirt.Calls;
import io.edgevirt.kvm.libvirt.Credentials;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.kvm.libvirt.LibvirtMissing;
import io.edgevirt.kvm.libvirt.OpenOptions;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The connection to libvirt, which is made anew when it was lost. Objects are named by uuid, so none of them is stale then. */
final class Link implements AutoCloseable {

    /** How many signs of life may be missing; the first is asked for after a third of the request's time. */
    private static final int MISSED = 2;

    private final Endpoint endpoint;
    private final Settings settings;
    private final Calls calls;
    private final TlsFolder tls;
    private volatile LibvirtConnection connection;

    Link(Endpoint endpoint, Settings settings, Wire wire) {
        Unusable.refuse(endpoint, settings);
        this.endpoint = endpoint;
        this.settings = settings;
        this.calls = new Through(wire);
        this.tls = TlsFolder.of(endpoint, settings.trust());
        boolean open = false;
        try {
            this.connection = open();
            open = true;
        } finally {
            if (!open) {
                tls.close();
            }
        }
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** The connection as it is now. */
    LibvirtConnection lib() {
        return connection;
    }

    /** Whether files of this machine are files of the host's, too. */
    boolean local() {
        boolean remote = endpoint.host().filter(h -> !h.isEmpty()).isPresent();
        return !remote && !endpoint.scheme().endsWith("+ssh");
    }

    /** Whether libvirt's driver for tests is meant, which lives in this process. */
    boolean inProcess() {
        return endpoint.scheme().equals("test");
    }

    synchronized void renew() {
        LibvirtConnection old = connection;
        connection = open();
        old.close();
    }

    /** How a connection is opened, libvirt-java's own too. */
    OpenOptions options() {
        Duration third = settings.requestTimeout().dividedBy(3);
        Duration every = third.compareTo(Duration.ofSeconds(1)) < 0
                ? Duration.ofSeconds(1)
                : third.compareTo(Duration.ofSeconds(5)) > 0 ? Duration.ofSeconds(5) : third;
        OpenOptions options = OpenOptions.DEFAULT
                .calls(calls)
                .keepAlive(Duration.ofSeconds(every.toSeconds()), MISSED)
                .drain(settings.requestTimeout());
        if (settings.username().isPresent() || settings.password().isPresent()) {
            options = options.credentials(this::answer);
        }
        return options;
    }

    private LibvirtConnection open() {
        try {
            return LibvirtConnection.open(uri(), options());
        } catch (LibvirtError e) {
            throw Errors.opening(e, endpoint);
        } catch (LibvirtMissing e) {
            throw Errors.of(e);
        }
    }

    private Optional<char[]> answer(Credentials.Question question, String prompt) {
        return question == Credentials.Question.SECRET
                ? settings.password().map(Secret::reveal)
                : settings.username().map(String::toCharArray);
    }

    /** The URI as libvirt wants it; a user name for ssh stands in it. */
    String uri() {
        String uri = endpoint.uri();
        if (endpoint.scheme().contains("ssh")
                && endpoint.user().isEmpty()
                && settings.username().isPresent()) {
            if (settings.password().isPresent()) {
                throw new UnsupportedFeatureException(Failure.of("libvirt's ssh takes no password from a program")
                        .backend(Errors.BACKEND)
                        .hint("use a key: keyfile=… in the URI, or ssh's agent"));
            }
            uri = uri.replaceFirst(
                    "://",
                    "://"
                            + java.util.regex.Matcher.quoteReplacement(java.net.URLEncoder.encode(
                                    settings.username().get(), java.nio.charset.StandardCharsets.UTF_8))
                            + "@");
        }
        return tls.parameter().map(p -> with(endpoint.uri(), p)).orElse(uri);
    }

    private static String with(String uri, String parameter) {
        return uri + (uri.contains("?") ? "&" : "?") + parameter;
    }

    Trust trust() {
        return settings.trust();
    }

    @Override
    public void close() {
        connection.close();
        tls.close();
    }

    /** Every request of the I/O room passes the connection's wire. */
    private record Through(Wire wire) implements Calls {

        @Override
        public <T> T call(String request, Callable<T> send) {
            try {
                return wire.call(request, send);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(request + " threw a checked exception", e);
            }
        }
    }
}
