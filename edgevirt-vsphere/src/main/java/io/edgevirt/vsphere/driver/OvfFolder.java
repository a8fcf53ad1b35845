package io.edgevirt.vsphere.driver;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A descriptor and the files beside it. A descriptor may come from anybody: no name in it leads out of the folder. */
final class OvfFolder {

    /** More than descriptors with licences in all languages have. */
    private static final long LONGEST = 16L << 20;

    private static final Pattern CHECKSUM =
            Pattern.compile("(SHA1|SHA256|SHA512)\\(([^)]+)\\)\\s*=\\s*([0-9A-Fa-f]+)\\s*");
    private static final Map<String, String> DIGESTS =
            Map.of("SHA1", "SHA-1", "SHA256", "SHA-256", "SHA512", "SHA-512");

    private final Path descriptor;
    private final Path folder;

    OvfFolder(Path descriptor) {
        this.descriptor = descriptor.toAbsolutePath();
        this.folder = Optional.ofNullable(this.descriptor.getParent()).orElse(this.descriptor);
    }

    /**
     * A checksum that a manifest tells.
     *
     * @param digest the digest as Java names it
     * @param hex its value, in lower case
     */
    record Checksum(String digest, String hex) {}

    String text() {
        return text(descriptor);
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw wrong("ovf", file.toString(), "a text of at most " + LONGEST + " bytes", "check the file");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw wrong("ovf", file.toString(), "text in UTF-8", "an OVA is unpacked first");
        } catch (IOException e) {
            throw wrong("ovf", file.toString(), "a file that can be read: " + e.getMessage(), "check the path");
        }
    }

    private static InvalidSpecException wrong(String field, String value, String limit, String remedy) {
        return InvalidSpecException.of(List.of(new Violation(field, value, limit, remedy)));
    }

    /** A file that the descriptor names, which is a plain file beside it. */
    Path file(String name) {
        if (name.isBlank()
                || name.equals(".")
                || name.equals("..")
                || name.chars().anyMatch(c -> c == '/' || c == '\\' || c == ':' || Character.isISOControl(c))) {
            throw wrong(
                    "ovf.file", name, "the name of a file beside the descriptor, without a path", "do not trust it");
        }
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw wrong("ovf.file", name, "a plain file beside the descriptor, and no link", "put it there");
        }
        return file;
    }

    long size(String name) {
        try {
            return Files.size(file(name));
        } catch (IOException e) {
            throw wrong("ovf.file", name, "a file that can be read: " + e.getMessage(), "check it");
        }
    }

    InputStream open(String name) throws IOException {
        return Files.newInputStream(file(name), LinkOption.NOFOLLOW_LINKS);
    }

    String ownName() {
        return String.valueOf(descriptor.getFileName());
    }

    /** What the manifest beside the descriptor says, by file; nothing where there is none. */
    Map<String, Checksum> manifest() {
        Path file = folder.resolve(ownName().replaceFirst("\\.[^.]*$", "") + ".mf");
        Map<String, Checksum> sums = new TreeMap<>();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return sums;
        }
        for (String line : text(file).lines().filter(l -> !l.isBlank()).toList()) {
            Matcher sum = CHECKSUM.matcher(line);
            if (!sum.matches()) {
                throw wrong("ovf.manifest", line, "a line such as SHA256(disk.vmdk)= 0f…", "check " + file);
            }
            sums.put(
                    sum.group(2),
                    new Checksum(
                            Optional.ofNullable(DIGESTS.get(sum.group(1))).orElseThrow(),
                            sum.group(3).toLowerCase(Locale.ROOT)));
        }
        return sums;
    }
}
