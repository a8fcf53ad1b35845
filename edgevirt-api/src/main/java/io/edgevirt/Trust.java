package io.edgevirt;

import io.edgevirt.engine.Line;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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
     * Certificates known by the SHA-256 of their DER form, and no others: one, or one for each server of a cluster. libvirt
     * cannot verify one: a {@code qemu+tls://} connection with a pin is refused with an {@link
     * UnsupportedFeatureException}.
     *
     * @param fingerprints at least one, each of 64 lower-case hexadecimal digits
     */
    record PinnedSha256(List<String> fingerprints) implements Trust {

        // Copies the list.
        public PinnedSha256 {
            fingerprints = List.copyOf(fingerprints);
            if (fingerprints.isEmpty()) {
                throw new IllegalArgumentException("a pin names at least one certificate");
            }
        }

        /**
         * One certificate.
         *
         * @param sha256 64 lower-case hexadecimal digits
         */
        public PinnedSha256(String sha256) {
            this(List.of(sha256));
        }

        /**
         * The first certificate.
         *
         * @return 64 lower-case hexadecimal digits
         */
        public String sha256() {
            return fingerprints.get(0);
        }

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
        return new PinnedSha256(plain(fingerprint));
    }

    /**
     * Several certificates, each named by its SHA-256 fingerprint: where a cluster is reached at several addresses, each
     * server shows one of its own.
     *
     * @param first 64 hexadecimal digits, with or without colons
     * @param others the same of further servers
     * @return the trust
     * @throws InvalidSpecException if one of the texts is no SHA-256 fingerprint
     */
    static Trust pinnedSha256(String first, String... others) {
        return new PinnedSha256(Stream.concat(Stream.of(first), Stream.of(others))
                .map(Trust::plain)
                .toList());
    }

    private static String plain(String fingerprint) {
        String plain = fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
        if (!plain.matches("[0-9a-f]{64}")) {
            throw InvalidSpecException.of(List.of(new Violation(
                    "trust", fingerprint, "a SHA-256 fingerprint has 64 hexadecimal digits", "copy it whole")));
        }
        return plain;
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
