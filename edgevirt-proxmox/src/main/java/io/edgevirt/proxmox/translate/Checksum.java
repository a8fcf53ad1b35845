package io.edgevirt.proxmox.translate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file's checksum.
 *
 * @param algorithm Proxmox's word for it, such as {@code sha256}
 * @param digits in hexadecimal
 */
public record Checksum(String algorithm, String digits) {

    /** How many digits each makes. */
    private static final Map<String, Integer> DIGITS =
            Map.of("md5", 32, "sha1", 40, "sha224", 56, "sha256", 64, "sha384", 96, "sha512", 128);

    /**
     * Reads a checksum.
     *
     * @param text such as {@code sha256:9f86…}
     * @return the checksum; empty if it is none
     */
    public static Optional<Checksum> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String algorithm = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String digits = text.substring(colon + 1).toLowerCase(Locale.ROOT);
        return digits.matches("[0-9a-f]+") && DIGITS.getOrDefault(algorithm, 0) == digits.length()
                ? Optional.of(new Checksum(algorithm, digits))
                : Optional.empty();
    }
}
