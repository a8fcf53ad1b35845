package io.edgevirt.vsphere.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.ByteString;

/**
 * An HTTPS server with a certificate of its own between the library and a {@link Simulator}, which counts the requests
 * and breaks what passes as a network does, or a server of another version. What nothing was asked for passes byte for
 * byte. It speaks HTTP/1.1, so that a cut meets one request.
 */
public final class Relay implements AutoCloseable {

    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    private final MockWebServer server = new MockWebServer();
    private final HeldCertificate certificate = new HeldCertificate.Builder()
            .commonName("localhost")
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .build();
    private final Upstream upstream;
    private final Script script = new Script();
    private final Sessions sessions = new Sessions();
    private final Activations activations = new Activations();

    /**
     * Starts a relay at a free port of 127.0.0.1.
     *
     * @param simulator where requests go; that of a {@link Simulator} that is closed before or after this
     */
    public Relay(Simulator simulator) {
        SERVER_LOG.setLevel(Level.WARNING);
        upstream = new Upstream(simulator);
        HandshakeCertificates tls =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        server.useHttps(tls.sslSocketFactory());
        server.setServerSocketFactory(new Prompt());
        server.setProtocols(List.of(Protocol.HTTP_1_1));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return answer(request);
            }
        });
        try {
            server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MockResponse answer(RecordedRequest request) throws InterruptedException {
        byte[] body =
                Optional.ofNullable(request.getBody()).orElse(ByteString.EMPTY).toByteArray();
        Optional<String> method = SoapText.method(body);
        Optional<Effect> effect = script.next(method);
        Effect.Forward passed = () -> sessions.pass(request, method, headers -> upstream.send(request, headers, body));
        Effect.Forward forward = () -> activations.pass(body, passed);
        try {
            return effect.isPresent() ? effect.get().answer(forward) : forward.send();
        } catch (IOException e) {
            return new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build();
        }
    }

    /**
     * Where it listens.
     *
     * @return such as {@code https://127.0.0.1:40000/sdk}
     */
    public URI url() {
        return URI.create("https://127.0.0.1:" + server.getPort() + "/sdk");
    }

    /**
     * Its address as users write it.
     *
     * @return such as {@code vsphere://127.0.0.1:40000}
     */
    public String uri() {
        return "vsphere://" + url().getAuthority();
    }

    /**
     * Its certificate, which signs itself, for 127.0.0.1 and localhost.
     *
     * @return the certificate
     */
    public X509Certificate certificate() {
        return certificate.certificate();
    }

    /**
     * What its certificate is known by.
     *
     * @return the certificate's SHA-256 in 64 hexadecimal digits
     */
    public String fingerprint() {
        try {
            return ByteString.of(certificate().getEncoded()).sha256().hex();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Changes what becomes of the request of that number, counted from 1 since the start or {@link #forget}.
     *
     * @param index the request's number
     * @param effect what becomes of it
     */
    public void at(int index, Effect effect) {
        script.add(new Script.Rule(seen -> seen.index() == index, true, effect));
    }

    /**
     * Changes what becomes of the next request, whatever it is.
     *
     * @param effect what becomes of it
     */
    public void next(Effect effect) {
        script.add(new Script.Rule(seen -> true, true, effect));
    }

    /**
     * Changes what becomes of the next request of that method.
     *
     * @param method such as {@code PowerOnVM_Task}
     * @param effect what becomes of it
     */
    public void next(String method, Effect effect) {
        script.add(new Script.Rule(seen -> seen.method().equals(Optional.of(method)), true, effect));
    }

    /**
     * Changes what becomes of every request of that method.
     *
     * @param method such as {@code RetrievePropertiesEx}
     * @param effect what becomes of them
     */
    public void every(String method, Effect effect) {
        script.add(new Script.Rule(seen -> seen.method().equals(Optional.of(method)), false, effect));
    }

    /**
     * Changes what becomes of every request for which there is no other effect.
     *
     * @param effect what becomes of them
     */
    public void all(Effect effect) {
        script.add(new Script.Rule(seen -> true, false, effect));
    }

    /** From now on tells of each task what marked the request that it was, as vCenter and ESXi do since 6.0. */
    public void keepActivationIds() {
        activations.keep();
    }

    /** Ends all sessions, as half an hour without a request does: their cookies are worth nothing any more. */
    public void expireSessions() {
        sessions.expire();
    }

    /**
     * Whether effects are left that nothing came for.
     *
     * @return whether one is
     */
    public boolean pending() {
        return script.pending();
    }

    /** Forgets all effects and all requests. */
    public void forget() {
        script.forget();
    }

    /**
     * The requests, in the order of their arrival.
     *
     * @return each one's SOAP method, or "" for what is no SOAP
     */
    public List<String> methods() {
        return script.seen().stream().map(seen -> seen.method().orElse("")).toList();
    }

    /**
     * How many requests came.
     *
     * @return their number
     */
    public int count() {
        return script.seen().size();
    }

    /**
     * How many requests of a method came.
     *
     * @param method such as {@code Login}
     * @return their number
     */
    public int count(String method) {
        return (int) methods().stream().filter(method::equals).count();
    }

    /** Cuts all connections and stops listening; what is stalled goes on without an answer. */
    @Override
    public void close() {
        script.close();
        upstream.close();
        server.close();
    }
}
