package io.edgevirt.proxmox.read;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tags with values in Proxmox VE's tags, which are words of lower-case letters, digits and {@code _-+.}: key and value with
 * a dot between, {@code site.berlin}. Any other character is written as its UTF-8 bytes in hexadecimal, a plus before each:
 * {@code Berlin} becomes {@code +42erlin}. A word of another program's that has no dot is a tag without a value.
 */
public final class MachineTags {

    private static final Pattern BETWEEN = Pattern.compile("[;,\\s]+");
    private static final char ESCAPE = '+';
    private static final char DOT = '.';
    /** What a word begins with that could not begin with its own first character. */
    private static final char LEAD = '_';

    private MachineTags() {}

    /**
     * Reads the tags of a machine.
     *
     * @param tags as its configuration has them
     * @return the tags in their order
     */
    public static Map<String, String> read(String tags) {
        Map<String, String> read = new LinkedHashMap<>();
        for (String word : BETWEEN.split(tags)) {
            if (!word.isEmpty()) {
                read.putIfAbsent(key(word), value(word));
            }
        }
        return read;
    }

    /**
     * The key that a word stands for.
     *
     * @param word one of Proxmox's tags
     * @return the key; the word itself where it is another program's
     */
    public static String key(String word) {
        int dot = word.indexOf(DOT);
        String text = dot > 0 ? word.substring(0, dot) : word;
        String bare =
                text.length() > 1 && text.charAt(0) == LEAD && text.charAt(1) == ESCAPE ? text.substring(1) : text;
        return decoded(bare)
                .filter(key -> dot <= 0 || decoded(word.substring(dot + 1)).isPresent())
                .orElse(word);
    }

    private static String value(String word) {
        int dot = word.indexOf(DOT);
        return dot <= 0 || key(word).equals(word)
                ? ""
                : decoded(word.substring(dot + 1)).orElse("");
    }

    /**
     * Writes a tag.
     *
     * @param key its key, not empty
     * @param value its value
     * @return the word
     */
    public static String word(String key, String value) {
        String text = encoded(key, true);
        String first = text.charAt(0) == ESCAPE ? LEAD + text : text;
        return value.isEmpty() ? first : first + DOT + encoded(value, false);
    }

    private static String encoded(String text, boolean key) {
        StringBuilder word = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean first = key && word.isEmpty();
            if (plain(c) && !(first && (c == LEAD || c == '-')) || !key && c == DOT) {
                word.append(c);
            } else {
                word.append(String.format("%c%02x", ESCAPE, (int) c));
            }
        }
        return word.toString();
    }

    private static boolean plain(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    /** What was encoded; empty where this is nothing that was. */
    private static Optional<String> decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ESCAPE) {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            } else if (i + 2 < text.length() && hex(text.charAt(i + 1)) && hex(text.charAt(i + 2))) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean hex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
}
