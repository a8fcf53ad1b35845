package io.edgevirt.proxmox.fake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads queries and bodies of forms. */
final class Forms {
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");

    private Forms() {}

    /** Names and values of a form or query, encoded. */
    static Map<String, List<String>> read(String form) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            if (!pair.isEmpty()) {
                int at = pair.indexOf('=');
                String name = at < 0 ? pair : pair.substring(0, at);
                values.computeIfAbsent(decode(name), key -> new ArrayList<>())
                        .add(at < 0 ? "" : decode(pair.substring(at + 1)));
            }
        }
        return values;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Decodes a path: a plus sign stays one. */
    static String path(String encoded) {
        return decode(encoded.replace("+", "%2B"));
    }

    /** A body of several parts: values, and one file. */
    record Parts(Map<String, List<String>> values, Optional<Upload> file) {}

    /** Reads {@code multipart/form-data}. */
    static Parts parts(String type, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(type);
        if (!boundary.find()) {
            throw new Refusal(400, "no boundary in the content type");
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        Optional<Upload> file = Optional.empty();
        byte[] mark = ("\r\n--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
        int start = mark.length - 2;
        for (int end = find(body, mark, start); end > 0; end = find(body, mark, start)) {
            byte[] part = Arrays.copyOfRange(body, Math.min(start + 2, end), end);
            start = end + mark.length;
            int blank = find(part, "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), 0);
            if (blank < 0) {
                continue;
            }
            String head = new String(part, 0, blank, StandardCharsets.UTF_8);
            byte[] content = Arrays.copyOfRange(part, blank + 4, part.length);
            Matcher name = NAME.matcher(head);
            Matcher named = FILE.matcher(head);
            if (named.find()) {
                file = Optional.of(new Upload(named.group(1), content));
                values.put("filename", List.of(named.group(1)));
            } else if (name.find()) {
                values.put(name.group(1), List.of(new String(content, StandardCharsets.UTF_8)));
            }
        }
        return new Parts(values, file);
    }

    private static int find(byte[] in, byte[] what, int from) {
        for (int at = Math.max(0, from); at <= in.length - what.length; at++) {
            if (in[at] == what[0] && Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }
}
