package io.edgevirt.kvm.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.Trust;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells libvirt whose certificate to accept, for one connection. libvirt reads an authority's certificate from a folder
 * named by {@code pkipath}, which is made here and removed on close. Of a parameter that a URI has twice libvirt takes
 * the last, so what is appended here holds against what the user's URI says.
 */
final class TlsFolder implements AutoCloseable {

    private static final String AUTHORITY = "cacert.pem";

    /**
     * libvirt wants an authority's certificate even where it verifies nothing. This one signed no other, and its key was
     * never kept.
     */
    private static final String NOBODY = """
            -----BEGIN CERTIFICATE-----
            MIIBaDCCAQ6gAwIBAgIUfHpaZ/oJHUB1Tk4lR683YgoeOKwwCgYIKoZIzj0EAwIw
            ETEPMA0GA1UEAwwGbm9ib2R5MCAXDTI2MTEyMzAxMDIzMVoYDzIxMjYxMDMwMDEw
            MjMxWjARMQ8wDQYDVQQDDAZub2JvZHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
            AASIwWMx/0S76iOisJ/zb0BWwnRMysLWkdea3w61TgcQI10UFPAD8hkzk6ORbMJR
            fl39FdWsZ34aIdncg75sz93mo0IwQDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB
            /wQEAwICBDAdBgNVHQ4EFgQU9ZDqPwPWFQNuTVljK9HkMULyoSUwCgYIKoZIzj0E
            AwIDSAAwRQIgQsRo0n8HhTzUpzUiVlB0M7zKfVPyic+ichliMyLQHO0CIQDYH55J
            93mQtemItPap6BzsKAOkijpx3ne+FtkUP2hWPQ==
            -----END CERTIFICATE-----
            """;

    private final Optional<Path> folder;
    private final Optional<String> parameter;

    private TlsFolder(Optional<Path> folder, Optional<String> parameter) {
        this.folder = folder;
        this.parameter = parameter;
    }

    /** Whether libvirt speaks TLS there, which it also does where a URI has a host and no transport. */
    static boolean isTls(Endpoint endpoint) {
        return endpoint.scheme().endsWith("+tls")
                || (!endpoint.scheme().contains("+")
                        && endpoint.host().filter(h -> !h.isEmpty()).isPresent());
    }

    static TlsFolder of(Endpoint endpoint, Trust trust) {
        return of(endpoint, trust, ClientCertificate.of(endpoint));
    }

    static TlsFolder of(Endpoint endpoint, Trust trust, Optional<ClientCertificate> client) {
        if (!isTls(endpoint) || trust instanceof Trust.SystemStore) {
            return new TlsFolder(Optional.empty(), Optional.empty());
        }
        if (trust instanceof Trust.Insecure) {
            // libvirt's check of its own files would compare the client's certificate with nobody's.
            return made(NOBODY.getBytes(StandardCharsets.US_ASCII), client, "&no_verify=1&no_sanity=1");
        }
        if (trust instanceof Trust.Certificates certificates) {
            // Who signed the daemon's certificate need not have signed the client's, as the same check wants it;
            // the daemon's is verified in any case.
            return made(read(certificates.pem()), client, "&no_verify=0" + (client.isPresent() ? "&no_sanity=1" : ""));
        }
        throw new UnsupportedFeatureException(
                Failure.of("libvirt verifies certificates by their authority alone, and tells no program the"
                                + " daemon's certificate to compare with a pin")
                        .backend(Errors.BACKEND)
                        .target(endpoint.toString())
                        .hint("use Trust.certificates(file) with the authority's certificate"));
    }

    private static byte[] read(Path pem) {
        try {
            byte[] bytes = Files.readAllBytes(pem);
            if (CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes))
                    .isEmpty()) {
                throw failed("the file " + pem + " holds no certificate", null);
            }
            return bytes;
        } catch (IOException | CertificateException e) {
            throw failed("the certificates in " + pem + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static TlsFolder made(byte[] authority, Optional<ClientCertificate> client, String more) {
        try {
            Path folder = Files.createTempDirectory("edgevirt-pki");
            // libvirt decodes no plus sign.
            String name =
                    URLEncoder.encode(folder.toString(), StandardCharsets.UTF_8).replace("+", "%20");
            TlsFolder made = new TlsFolder(Optional.of(folder), Optional.of("pkipath=" + name + more));
            try {
                Files.write(folder.resolve(AUTHORITY), authority);
                if (client.isPresent()) {
                    // Links, so that no second copy of a key lies about.
                    link(folder, ClientCertificate.CERTIFICATE, client.get().certificate());
                    link(folder, ClientCertificate.KEY, client.get().key());
                }
                return made;
            } catch (IOException e) {
                made.close();
                throw e;
            }
        } catch (IOException e) {
            throw failed("no folder for libvirt's certificates can be made: " + e.getMessage(), e);
        }
    }

    private static void link(Path folder, String name, Path target) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), target.toAbsolutePath());
    }

    private static ConnectionException failed(String message, @Nullable Throwable cause) {
        Failure failure = Failure.of(message).backend(Errors.BACKEND).hint("check the file and its folder");
        return new ConnectionException(cause == null ? failure : failure.cause(cause));
    }

    /** What the URI gets in addition. */
    Optional<String> parameter() {
        return parameter;
    }

    @Override
    public void close() {
        folder.ifPresent(f -> {
            try {
                for (String name : List.of(AUTHORITY, ClientCertificate.CERTIFICATE, ClientCertificate.KEY)) {
                    Files.deleteIfExists(f.resolve(name));
                }
                Files.deleteIfExists(f);
            } catch (IOException e) {
                f.toFile().deleteOnExit();
            }
        });
    }
}
