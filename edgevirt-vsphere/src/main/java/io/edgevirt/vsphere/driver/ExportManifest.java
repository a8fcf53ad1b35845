package io.edgevirt.vsphere.driver;

import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.translate.ExportRequests.Fetched;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Checksums of files as they come: SHA-256 for the manifest, SHA-1 because hosts tell that. */
final class ExportManifest {

    private static final String STRONG = "sha256";
    private static final String OLD = "sha1";

    private final Map<String, Map<String, MessageDigest>> made = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> sums = new LinkedHashMap<>();

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    /** Passes a file's bytes on; closed it is known. */
    OutputStream watched(String name, OutputStream to) {
        MessageDigest strong = digest("SHA-256");
        MessageDigest old = digest("SHA-1");
        made.put(name, Map.of(STRONG, strong, OLD, old));
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                to.write(bytes, from, length);
                strong.update(bytes, from, length);
                old.update(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                to.close();
            }
        };
    }

    private Map<String, String> sums(String name) {
        return sums.computeIfAbsent(name, n -> {
            Map<String, String> all = new LinkedHashMap<>();
            Objects.requireNonNull(made.get(n)).forEach((kind, digest) -> all.put(kind, hex(digest.digest())));
            return all;
        });
    }

    private static String hex(byte[] sum) {
        return HexFormat.of().formatHex(sum);
    }

    /** Whether a file is what the host says that it sent, by all that the host tells of it. */
    boolean agrees(Fetched file, Element entry) {
        Map<String, String> own = sums(file.name());
        boolean size = entry.number("size").filter(s -> s != file.size()).isEmpty();
        String kind = entry.at("checksumType").text().toLowerCase(Locale.ROOT).replace("-", "");
        Optional<String> computed = Optional.ofNullable(own.get(kind));
        return size
                && same(entry.text(OLD), Optional.ofNullable(own.get(OLD)))
                && same(entry.text("checksum"), computed);
    }

    private static boolean same(Optional<String> told, Optional<String> computed) {
        return told.isEmpty()
                || told.get().isBlank()
                || computed.isEmpty()
                || computed.get().equalsIgnoreCase(told.get().strip());
    }

    /** The manifest's text, of all files and the descriptor. */
    String text(String descriptor, String content) {
        StringBuilder text = new StringBuilder();
        line(text, descriptor, hex(digest("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8))));
        made.keySet()
                .forEach(name ->
                        line(text, name, Objects.requireNonNull(sums(name).get(STRONG))));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String sum) {
        text.append("SHA256(").append(name).append(")= ").append(sum).append('\n');
    }
}
