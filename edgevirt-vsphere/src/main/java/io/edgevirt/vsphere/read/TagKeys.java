package io.edgevirt.vsphere.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Tags as a machine's extra configuration keeps them: the key below {@value #PREFIX}, with what is neither letter, digit,
 * {@code -}, {@code _} nor {@code .} as {@code %} and two hexadecimal digits for each byte of UTF-8. A value is kept as it
 * is, but that a backslash stands before one that is empty, which would delete the key, or that begins with one.
 */
public final class TagKeys {

    /** What the keys begin with. */
    public static final String PREFIX = "edgevirt.tag.";

    private TagKeys() {}

    /**
     * The key under which a tag is kept.
     *
     * @param tag the tag's key
     * @return a key of the extra configuration
     */
    public static String key(String tag) {
        StringBuilder text = new StringBuilder(PREFIX);
        for (byte b : tag.getBytes(StandardCharsets.UTF_8)) {
            if (plain(b)) {
                text.append((char) b);
            } else {
                text.append(String.format("%%%02x", b));
            }
        }
        return text.toString();
    }

    private static boolean plain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '_'
                || b == '.';
    }

    /**
     * The tag that a key stands for.
     *
     * @param key a key of the extra configuration
     * @return the tag's key; empty where it is no tag
     */
    public static Optional<String> tag(String key) {
        if (!key.startsWith(PREFIX)) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] rest = key.substring(PREFIX.length()).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < rest.length; i++) {
            boolean escaped = rest[i] == '%'
                    && i + 2 < rest.length
                    && Character.digit(rest[i + 1], 16) >= 0
                    && Character.digit(rest[i + 2], 16) >= 0;
            bytes.write(escaped ? Character.digit(rest[i + 1], 16) * 16 + Character.digit(rest[i + 2], 16) : rest[i]);
            i += escaped ? 2 : 0;
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }

    /**
     * A value as it is kept.
     *
     * @param value a tag's value
     * @return never empty
     */
    public static String kept(String value) {
        return value.isEmpty() || value.startsWith("\\") ? "\\" + value : value;
    }

    /**
     * A value as it was given.
     *
     * @param kept what is kept
     * @return the tag's value
     */
    public static String value(String kept) {
        return kept.startsWith("\\") ? kept.substring(1) : kept;
    }
}
