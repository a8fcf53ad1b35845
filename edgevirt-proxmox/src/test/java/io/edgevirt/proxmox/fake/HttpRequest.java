package io.edgevirt.proxmox.fake;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came over the wire.
 *
 * @param verb such as GET
 * @param target path and query, encoded
 * @param headers by lower-case name
 * @param body all of it
 */
record HttpRequest(String verb, String target, Map<String, String> headers, byte[] body) {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int LARGEST_BODY = 256 * 1024 * 1024;

    /** Reads the head alone; the body is read after it was looked at. */
    static HttpRequest head(InputStream input) throws IOException {
        String[] first = line(input).split(" ");
        if (first.length != 3) {
            throw new IOException("No request line");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(input); !line.isEmpty(); line = line(input)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        }
        return new HttpRequest(first[0], first[1], headers, new byte[0]);
    }

    private static String line(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = input.read(); b != '\n'; b = input.read()) {
            if (b < 0 || line.size() > LONGEST_LINE) {
                throw new EOFException();
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The length the head announces; empty if it says nothing. */
    Optional<Integer> length() {
        return header("content-length").map(Integer::valueOf);
    }

    boolean chunked() {
        return header("transfer-encoding").isPresent();
    }

    HttpRequest withBody(InputStream input) throws IOException {
        int length = length().orElse(0);
        if (length > LARGEST_BODY) {
            throw new IOException("Too large for a fake");
        }
        byte[] all = input.readNBytes(length);
        if (all.length < length) {
            throw new EOFException();
        }
        return new HttpRequest(verb, target, headers, all);
    }

    /** The path without the query, still encoded. */
    String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }
}
