package io.edgevirt.vsphere.driver;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A descriptor and its files, which may come from anybody. */
abstract class OvfSource {

    /** More than descriptors with licences in all languages have. */
    static final long LONGEST = 16L << 20;

    private static final Pattern CHECKSUM =
            Pattern.compile("(SHA1|SHA256|SHA512)\\(([^)]+)\\)\\s*=\\s*([0-9A-Fa-f]+)\\s*");
    private static final Map<String, String> DIGESTS =
            Map.of("SHA1", "SHA-1", "SHA256", "SHA-256", "SHA512", "SHA-512");

    /**
     * A checksum that a manifest tells.
     *
     * @param digest the digest as Java names it
     * @param hex its value, in lower case
     */
    record Checksum(String digest, String hex) {}

    /** A folder, or by its name an OVA. */
    static OvfSource of(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".ova") ? OvaSource.of(file) : new OvfFolder(file);
    }

    /** The descriptor's text. */
    abstract String text();

    /** The descriptor's name. */
    abstract String ownName();

    /** The manifest's text. */
    abstract Optional<String> manifestText();

    /** How many bytes a file has. */
    abstract long size(String name);

    /** A file's bytes. */
    abstract InputStream open(String name) throws IOException;

    /** What the manifest says, by file; nothing where there is none. */
    final Map<String, Checksum> manifest() {
        Map<String, Checksum> sums = new TreeMap<>();
        for (String line :
                manifestText().orElse("").lines().filter(l -> !l.isBlank()).toList()) {
            Matcher sum = CHECKSUM.matcher(line);
            if (!sum.matches()) {
                throw wrong("ovf.manifest", line, "a line such as SHA256(disk.vmdk)= 0f…", "check the manifest");
            }
            sums.put(
                    sum.group(2),
                    new Checksum(
                            Optional.ofNullable(DIGESTS.get(sum.group(1))).orElseThrow(),
                            sum.group(3).toLowerCase(Locale.ROOT)));
        }
        return sums;
    }

    final String manifestName() {
        return ownName().replaceFirst("\\.[^.]*$", "") + ".mf";
    }

    /** Refuses names that may lead elsewhere. */
    static void plain(String name) {
        if (name.isBlank()
                || name.equals(".")
                || name.equals("..")
                || name.chars().anyMatch(c -> c == '/' || c == '\\' || c == ':' || Character.isISOControl(c))) {
            throw wrong(
                    "ovf.file", name, "the name of a file beside the descriptor, without a path", "do not trust it");
        }
    }

    static InvalidSpecException wrong(String field, String value, String limit, String remedy) {
        return InvalidSpecException.of(List.of(new Violation(field, value, limit, remedy)));
    }
}
