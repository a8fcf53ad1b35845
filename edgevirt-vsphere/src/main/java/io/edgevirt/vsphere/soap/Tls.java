package io.edgevirt.vsphere.soap;

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
 * says how to pin it.
 */
final class Tls {

    private final Seen manager;
    private final boolean names;

    private Tls(X509TrustManager manager, boolean names) {
        this.manager = new Seen(manager);
        this.names = names;
    }

    static Tls of(Trust trust) {
        try {
            if (trust instanceof Trust.Certificates file) {
                return new Tls(manager(store(file.pem())), true);
            } else if (trust instanceof Trust.PinnedSha256 pin) {
                // the pin names the very certificate, whatever names that carries
                return new Tls(new Pinned(pin.sha256()), false);
            } else if (trust instanceof Trust.Insecure) {
                return new Tls(new Pinned(""), false);
            }
            return new Tls(manager(null), true);
        } catch (GeneralSecurityException e) {
            throw new ConnectionException(Failure.of("TLS cannot be set up: " + e.getMessage())
                    .backend(Faults.BACKEND)
                    .cause(e));
        }
    }

    /** The one certificate that a verified server told of another. */
    static Tls of(Thumbprint told) {
        return new Tls(new Told(told), false);
    }

    /** Whether the certificate to accept was told by another server. */
    boolean told() {
        return manager.judge instanceof Told;
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

    /** The SHA-256 of the certificate that the server showed last. */
    Optional<String> seen() {
        return Optional.ofNullable(manager.fingerprint);
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

    private static KeyStore store(Path pem) throws GeneralSecurityException {
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
                            .backend(Faults.BACKEND)
                            .hint("Trust.certificates wants a readable file of PEM certificates")
                            .cause(e));
        }
    }

    static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    /** Accepts the certificate of one fingerprint; of an empty one any. */
    private record Pinned(String sha256) implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (!sha256.isEmpty() && !fingerprint(chain[0]).equals(sha256)) {
                throw new CertificateException("the server's certificate is not the pinned one");
            }
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

    /** Accepts the certificate that another server told of. */
    private record Told(Thumbprint thumbprint) implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (!thumbprint.fits(chain[0])) {
                throw new CertificateException("it is not the one that vSphere told of this host");
            }
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
