package io.edgevirt.proxmox.read;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A machine's configuration as the text of its {@code .conf} file. */
public final class ConfText {

    /** What the file does not hold, or what nobody should read. */
    private static final Set<String> LEFT_OUT = Set.of("description", "cipassword");

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
        sorted.forEach((key, value) ->
                text.append(key).append(": ").append(value.replace("\n", " ")).append('\n'));
        return text.toString();
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
