package io.edgevirt.kvm.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.Trust;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.Endpoint;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells libvirt whose certificate to accept, for one connection. libvirt reads an authority's certificate from a folder
 * named by {@code pkipath}, which is made here and removed on close.
 */
final class TlsFolder implements AutoCloseable {

    private static final String AUTHORITY = "cacert.pem";

    private final Optional<Path> folder;
    private final Optional<String> parameter;

    private TlsFolder(Optional<Path> folder, Optional<String> parameter) {
        this.folder = folder;
        this.parameter = parameter;
    }

    static TlsFolder of(Endpoint endpoint, Trust trust) {
        boolean tls = endpoint.scheme().endsWith("+tls")
                || (!endpoint.scheme().contains("+")
                        && endpoint.host().filter(h -> !h.isEmpty()).isPresent());
        if (!tls || trust instanceof Trust.SystemStore) {
            return new TlsFolder(Optional.empty(), Optional.empty());
        }
        if (trust instanceof Trust.Insecure) {
            return new TlsFolder(Optional.empty(), Optional.of("no_verify=1"));
        }
        if (trust instanceof Trust.Certificates certificates) {
            return of(certificates.pem());
        }
        throw new UnsupportedFeatureException(Failure.of("libvirt verifies certificates by their authority alone")
                .backend(Errors.BACKEND)
                .hint("use Trust.certificates(file) with the authority's certificate"));
    }

    private static TlsFolder of(Path pem) {
        try {
            Path folder = Files.createTempDirectory("edgevirt-pki");
            TlsFolder made = new TlsFolder(
                    Optional.of(folder),
                    Optional.of("pkipath=" + URLEncoder.encode(folder.toString(), StandardCharsets.UTF_8)));
            try {
                Files.copy(pem, folder.resolve(AUTHORITY));
                return made;
            } catch (IOException e) {
                made.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ConnectionException(
                    Failure.of("the certificates in " + pem + " cannot be read: " + e.getMessage())
                            .backend(Errors.BACKEND)
                            .hint("check the file")
                            .cause(e));
        }
    }

    Optional<String> parameter() {
        return parameter;
    }

    @Override
    public void close() {
        folder.ifPresent(f -> {
            try {
                Files.deleteIfExists(f.resolve(AUTHORITY));
                Files.deleteIfExists(f);
            } catch (IOException e) {
                f.toFile().deleteOnExit();
            }
        });
    }
}
