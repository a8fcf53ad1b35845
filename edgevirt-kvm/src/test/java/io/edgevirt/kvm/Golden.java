package io.edgevirt.kvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts as they shall be, in src/test/resources. With the system property {@code edgevirt.golden} naming that folder, they
 * are written anew, to be looked at and committed.
 */
public final class Golden {

    private Golden() {}

    /** Compares with golden/NAME. */
    public static void matches(String name, String text) {
        String folder = System.getProperty("edgevirt.golden", "");
        if (!folder.isEmpty()) {
            write(Path.of(folder, "golden", name), text);
        }
        assertEquals(text("golden/" + name), text, () -> "not as golden/" + name + " has it");
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A resource of the tests. */
    public static String text(String name) {
        String folder = System.getProperty("edgevirt.golden", "");
        try {
            if (!folder.isEmpty()) {
                return Files.readString(Path.of(folder, name));
            }
            try (InputStream in = Golden.class.getResourceAsStream("/" + name)) {
                if (in == null) {
                    throw new IOException("there is no resource " + name);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
