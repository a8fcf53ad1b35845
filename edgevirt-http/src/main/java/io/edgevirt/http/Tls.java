package io.edgevirt.http;

import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificate one connection accepts. It remembers the fingerprint that the server showed last, for the error that
 * says how to pin it. Nothing of the JVM's own TLS settings is changed. Thread-safe.
 */
public final class Tls {

    private final Seen manager;
    private final boolean names;
    private final Optional<String> remedy;

    private Tls(X509TrustManager judge, boolean names, Optional<String> remedy) {
        this.manager = new Seen(judge);
        this.names = names;
        this.remedy = remedy;
    }

    /** Says whether a server's own certificate is accepted. */
    @FunctionalInterface
    public interface Judge {
        /**
         * Judges.
         *
         * @param certificate what the server showed as its own; the names in it are not looked at otherwise
         * @throws CertificateException if it is not accepted, and why
         */
        void judge(X509Certificate certificate) throws CertificateException;
    }

    /**
     * What the user trusts.
     *
     * @param trust as in the settings; files are read here
     * @param backend the backend's short name, for errors
     * @return the same for TLS
     * @throws ConnectionException if the certificates cannot be read
     */
    public static Tls of(Trust trust, String backend) {
        try {
            if (trust instanceof Trust.Certificates file) {
                return new Tls(manager(store(file.pem(), backend)), true, Optional.empty());
            } else if (trust instanceof Trust.PinnedSha256 pin) {
                // the pin names the very certificate, whatever names that carries
                return new Tls(new Judged(shown -> pinned(pin, shown)), false, Optional.empty());
            } else if (trust instanceof Trust.Insecure) {
                return new Tls(new Judged(shown -> {}), false, Optional.empty());
            }
            return new Tls(manager(null), true, Optional.empty());
        } catch (GeneralSecurityException e) {
            throw new ConnectionException(Failure.of("TLS cannot be set up: " + e.getMessage())
                    .backend(backend)
                    .cause(e));
        }
    }

    /**
     * Certificates that are known from elsewhere, such as from a server that was verified itself.
     *
     * @param judge accepts them
     * @param remedy what to do if another one was shown, in place of the advice to pin that one
     * @return the same for TLS
     */
    public static Tls judgedBy(Judge judge, String remedy) {
        return new Tls(new Judged(judge), false, Optional.of(remedy));
    }

    /**
     * The certificate that the server showed last, accepted or not.
     *
     * @return its SHA-256 as 64 lower-case hexadecimal digits; empty before the first handshake
     */
    public Optional<String> seen() {
        return Optional.ofNullable(manager.fingerprint);
    }

    /**
     * What a certificate is known by.
     *
     * @param certificate any
     * @return the SHA-256 of its DER form as 64 lower-case hexadecimal digits
     * @throws CertificateException if it has no DER form
     */
    public static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    Optional<String> remedy() {
        return remedy;
    }

    void apply(OkHttpClient.Builder client) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            client.sslSocketFactory(context.getSocketFactory(), manager);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
        if (!names) {
            client.hostnameVerifier((host, session) -> true);
        }
    }

    private static void pinned(Trust.PinnedSha256 pin, X509Certificate shown) throws CertificateException {
        if (!pin.fingerprints().contains(fingerprint(shown))) {
            throw new CertificateException(
                    pin.fingerprints().size() == 1
                            ? "the server's certificate is not the pinned one"
                            : "the server's certificate is none of the pinned ones");
        }
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager m : factory.getTrustManagers()) {
            if (m instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    private static KeyStore store(Path pem, String backend) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.isEmpty()) {
                throw new CertificateException("no certificate in it");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int n = 0;
            for (Certificate certificate : all) {
                store.setCertificateEntry("ca" + n++, certificate);
            }
            return store;
        } catch (IOException | CertificateException e) {
            throw new ConnectionException(
                    Failure.of("the certificates of " + pem + " cannot be read: " + e.getMessage())
                            .backend(backend)
                            .hint("Trust.certificates wants a readable file of PEM certificates")
                            .cause(e));
        }
    }

    /** Asks a judge about the server's own certificate, and nobody about its chain. */
    private record Judged(Judge judge) implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            judge.judge(chain[0]);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("no client is expected");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Remembers what the server showed. */
    private static final class Seen implements X509TrustManager {
        private final X509TrustManager judge;
        private volatile @Nullable String fingerprint;

        Seen(X509TrustManager judge) {
            this.judge = judge;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            fingerprint = fingerprint(chain[0]);
            judge.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            judge.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return judge.getAcceptedIssuers();
        }
    }
}
