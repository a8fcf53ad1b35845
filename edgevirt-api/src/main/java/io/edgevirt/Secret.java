package io.edgevirt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A password, token or ticket. It never prints: {@link #toString()} is {@code ***}, it is not serializable and equals
 * nothing but itself.
 */
public final class Secret {

    private final Supplier<char[]> source;

    private Secret(Supplier<char[]> source) {
        this.source = source;
    }

    /**
     * A secret given as characters, which are copied.
     *
     * @param characters the secret; the caller may wipe the array afterwards
     * @return the secret
     */
    public static Secret of(char... characters) {
        char[] copy = characters.clone();
        return new Secret(copy::clone);
    }

    /**
     * A secret read from an environment variable each time it is needed.
     *
     * @param variable the variable's name
     * @return the secret; a variable that is not set is an {@link AuthenticationException} when it is needed
     */
    public static Secret env(String variable) {
        return new Secret(() -> {
            String value = System.getenv(variable);
            if (value == null) {
                throw missing("the environment variable " + variable + " is not set", "set it, or use Secret.file");
            }
            return value.toCharArray();
        });
    }

    /**
     * A secret read from a UTF-8 file each time it is needed, so that a renewed file is seen. All line ends at the file's
     * end are left out, as editors and {@code echo} add one; blanks, and line ends within, belong to the secret.
     *
     * @param file the file
     * @return the secret; a file that cannot be read, or is not UTF-8, is an {@link AuthenticationException} when it is
     *     needed, which names the file and tells nothing of what it holds
     */
    public static Secret file(Path file) {
        return new Secret(() -> {
            byte[] bytes = bytes(file);
            try {
                CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                return withoutLineEnds(text);
            } catch (CharacterCodingException e) {
                throw missing("the secret's file " + file + " is not UTF-8 text", "save it as UTF-8");
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        });
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw missing("the secret's file " + file + " cannot be read", "check the file and its permissions");
        }
    }

    private static char[] withoutLineEnds(CharBuffer text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        char[] clear = Arrays.copyOf(text.array(), end);
        Arrays.fill(text.array(), '\0');
        return clear;
    }

    /**
     * The secret in clear, for the code that sends it.
     *
     * @return a copy that the caller should wipe after use
     * @throws AuthenticationException if its variable or file is not there
     */
    public char[] reveal() {
        return source.get();
    }

    private static AuthenticationException missing(String message, String hint) {
        return new AuthenticationException(Failure.of(message).hint(hint).outcome(Outcome.NOT_DONE));
    }

    /** Always {@code ***}. */
    @Override
    public String toString() {
        return "***";
    }
}
