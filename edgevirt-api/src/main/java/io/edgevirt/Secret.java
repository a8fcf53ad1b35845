package io.edgevirt;

import java.io.IOException;
import java.nio.CharBuffer;
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
     * A secret read from a UTF-8 file each time it is needed, so that a renewed file is seen; line ends at its end are
     * left out.
     *
     * @param file the file
     * @return the secret; a file that cannot be read is an {@link AuthenticationException} when it is needed
     */
    public static Secret file(Path file) {
        return new Secret(() -> {
            try {
                CharBuffer text = StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(Files.readAllBytes(file)));
                int end = text.length();
                while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
                    end--;
                }
                return Arrays.copyOf(text.array(), end);
            } catch (IOException e) {
                throw missing("the secret's file " + file + " cannot be read", "check the file and its permissions");
            }
        });
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
