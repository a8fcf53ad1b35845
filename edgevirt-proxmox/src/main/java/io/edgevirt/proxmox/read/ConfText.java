package io.edgevirt.proxmox.read;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A machine's configuration as the text of its {@code .conf} file. */
public final class ConfText {

    /** What the file does not hold, or what nobody should read. */
    private static final Set<String> LEFT_OUT = Set.of("description", "cipassword");

    private static final Pattern KEY = Pattern.compile("([a-z][a-z0-9_-]*):[ \\t]*(.*)");
    private static final Pattern ESCAPE = Pattern.compile("%([0-7][0-9A-Fa-f])");

    private ConfText() {}

    /**
     * Writes a configuration that is in effect: the description as comments, then a line for each key.
     *
     * @param config the configuration
     * @return its text, without passwords
     */
    public static String write(Configuration config) {
        StringBuilder text = new StringBuilder();
        config.get("description").filter(d -> !d.isEmpty()).ifPresent(description -> {
            for (String line : description.split("\n")) {
                text.append('#').append(encoded(line)).append('\n');
            }
        });
        Map<String, String> sorted = new TreeMap<>(config.now());
        sorted.keySet().removeAll(LEFT_OUT);
        sorted.values().removeIf(String::isBlank);
        sorted.forEach((key, value) ->
                text.append(key).append(": ").append(value.replace("\n", " ")).append('\n'));
        return text.toString();
    }

    /**
     * Reads such a text.
     *
     * @param text the text
     * @return the values by their keys in their order, the comments under {@code description}
     * @throws InvalidSpecException naming the first line that is none of a configuration, or that has no place in a new
     *     machine's: a section of a snapshot or of pending values
     */
    public static Map<String, String> read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        StringBuilder description = new StringBuilder();
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher key = KEY.matcher(lines[i]);
            if (lines[i].startsWith("#")) {
                description.append(decoded(lines[i].substring(1))).append('\n');
            } else if (key.matches()) {
                Optional.of(key.group(2).strip()).filter(v -> !v.isEmpty()).ifPresent(v -> values.put(key.group(1), v));
            } else if (!lines[i].isBlank()) {
                throw refused(i + 1, lines[i], "a line is 'key: value', or a comment that begins with #");
            }
        }
        if (values.isEmpty()) {
            throw refused(1, text, "a definition has at least one line 'key: value'");
        }
        if (!description.isEmpty()) {
            values.putIfAbsent("description", description.toString().stripTrailing());
        }
        return values;
    }

    private static InvalidSpecException refused(int line, String found, String limit) {
        return InvalidSpecException.of(
                List.of(new Violation("line " + line, found, limit, "copy it from 'qm config' or vm.config()")));
    }

    private static String decoded(String line) {
        Matcher escapes = ESCAPE.matcher(line);
        return escapes.replaceAll(
                e -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(e.group(1), 16))));
    }

    /** Control characters and the escape itself as in a URL. */
    private static String encoded(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            text.append(c < ' ' || c == 0x7F || c == '%' ? String.format("%%%02X", (int) c) : c);
        }
        return text.toString();
    }
}
