package io.edgevirt;

import io.edgevirt.engine.Line;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Whose certificate a TLS connection accepts. It holds for one connection, never for the whole JVM. A connection without
 * TLS, such as {@code qemu+ssh://} or {@code qemu:///system}, is refused with any but {@link #system()}: nothing would be
 * verified as it says.
 */
public sealed interface Trust {

    /**
     * The JDK's own certificate store, with host names verified. The default. libvirt's {@code qemu+tls://} reads the
     * files that libvirt always reads in its place: {@code cacert.pem} in the folder that the URI's {@code pkipath} names,
     * else in {@code ~/.pki/libvirt}, which libvirt passes over for root, else in {@code /etc/pki/CA}.
     */
    record SystemStore() implements Trust {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * The certificates of a PEM file and no others, with host names verified. Through {@code qemu+tls://} libvirt still
     * shows the client's certificate, {@code clientcert.pem} with {@code clientkey.pem}, of the URI's {@code pkipath} or
     * of its own places.
     *
     * @param pem a file of PEM certificates
     */
    record Certificates(Path pem) implements Trust {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * One certificate, known by the SHA-256 of its DER form. libvirt cannot verify one: a {@code qemu+tls://} connection
     * with a pin is refused with an {@link UnsupportedFeatureException}.
     *
     * @param sha256 64 lower-case hexadecimal digits
     */
    record PinnedSha256(String sha256) implements Trust {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /** Any certificate: encryption without knowing the other side. */
    record Insecure() implements Trust {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * The JDK's certificate store; for {@code qemu+tls://} libvirt's files, see {@link SystemStore}.
     *
     * @return the default trust
     */
    static Trust system() {
        return new SystemStore();
    }

    /**
     * The certificates of a PEM file and no others.
     *
     * @param pem a file of PEM certificates; read when the connection is made
     * @return the trust
     */
    static Trust certificates(Path pem) {
        return new Certificates(pem);
    }

    /**
     * One certificate, named by its SHA-256 fingerprint as browsers and Proxmox show it.
     *
     * @param fingerprint 64 hexadecimal digits, with or without colons
     * @return the trust
     * @throws InvalidSpecException if the text is no SHA-256 fingerprint
     */
    static Trust pinnedSha256(String fingerprint) {
        String plain = fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
        if (!plain.matches("[0-9a-f]{64}")) {
            throw InvalidSpecException.of(List.of(new Violation(
                    "trust", fingerprint, "a SHA-256 fingerprint has 64 hexadecimal digits", "copy it whole")));
        }
        return new PinnedSha256(plain);
    }

    /**
     * Any certificate. Whoever stands between can read and change everything: for laboratories only.
     *
     * @return a trust that verifies nothing
     */
    static Trust insecure() {
        return new Insecure();
    }
}
