package io.edgevirt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A secret")
class SecretTest {

    private static final String CLEAR = "correct horse ’ ü battery";

    @Test
    @DisplayName("never prints, wherever it is held")
    void prints() {
        Secret secret = Secret.of(CLEAR.toCharArray());
        Settings settings =
                new Settings.Builder().username("root").password(secret).build();

        assertEquals("***", secret.toString());
        assertFalse(settings.toString().contains(CLEAR), settings.toString());
        assertTrue(settings.toString().contains("***"), settings.toString());
    }

    @Test
    @DisplayName("equals nothing but itself, so that nobody can try out what it is")
    void equality() {
        Secret secret = Secret.of(CLEAR.toCharArray());

        assertEquals(secret, secret);
        assertNotEquals(secret, Secret.of(CLEAR.toCharArray()));
    }

    @Test
    @DisplayName("cannot be serialized")
    void serialization() {
        assertFalse(Serializable.class.isAssignableFrom(Secret.class));
    }

    @Nested
    @DisplayName("of characters")
    class Characters {

        @Test
        @DisplayName("survives that the caller wipes what was given and what was revealed")
        void copies() {
            char[] given = CLEAR.toCharArray();
            Secret secret = Secret.of(given);
            Arrays.fill(given, 'x');
            Arrays.fill(secret.reveal(), 'x');

            assertArrayEquals(CLEAR.toCharArray(), secret.reveal());
        }
    }

    @Nested
    @DisplayName("of an environment variable")
    class Environment {

        @Test
        @DisplayName("is the variable's value")
        void value() {
            Map.Entry<String, String> any =
                    System.getenv().entrySet().iterator().next();

            assertArrayEquals(
                    any.getValue().toCharArray(), Secret.env(any.getKey()).reveal());
        }

        @Test
        @DisplayName("is missed only when it is needed, by name")
        void missing() {
            Secret secret = Secret.env("EDGEVIRT_NO_SUCH_VARIABLE");

            AuthenticationException e = assertThrows(AuthenticationException.class, secret::reveal);
            assertTrue(e.getMessage().contains("EDGEVIRT_NO_SUCH_VARIABLE"), e.getMessage());
            assertTrue(e.hint().isPresent());
        }
    }

    @Nested
    @DisplayName("of a file")
    class OfFile {

        @TempDir
        Path folder;

        @ParameterizedTest
        @ValueSource(strings = {"", "\n", "\r\n", "\n\n"})
        @DisplayName("is its text without the line ends at its end")
        void lineEnds(String end) throws IOException {
            Path file = Files.writeString(folder.resolve("password"), CLEAR + end);

            assertArrayEquals(CLEAR.toCharArray(), Secret.file(file).reveal());
        }

        @Test
        @DisplayName("keeps blanks and line ends within")
        void within() throws IOException {
            Path file = Files.writeString(folder.resolve("password"), " a\nb \n");

            assertArrayEquals(" a\nb ".toCharArray(), Secret.file(file).reveal());
        }

        @Test
        @DisplayName("is never guessed where the file is not UTF-8: the error names the file and not what it holds")
        void malformed() throws IOException {
            Path file = Files.write(folder.resolve("latin1"), "gr\u00fcn-secret".getBytes(ISO_8859_1));
            Secret secret = Secret.file(file);

            AuthenticationException e = assertThrows(AuthenticationException.class, secret::reveal);
            assertTrue(e.getMessage().contains("latin1"), e.getMessage());
            assertTrue(e.getMessage().contains("not UTF-8"), e.getMessage());
            assertFalse(e.toString().contains("n-secret"), e.toString());
            assertTrue(e.hint().isPresent());
        }

        @Test
        @DisplayName("is read again each time, so that a renewed file is seen")
        void renewed() throws IOException {
            Path file = Files.writeString(folder.resolve("token"), "old");
            Secret secret = Secret.file(file);
            secret.reveal();
            Files.writeString(file, "new");

            assertArrayEquals("new".toCharArray(), secret.reveal());
        }

        @Test
        @DisplayName("is missed only when it is needed, by the file's name")
        void missing() {
            Secret secret = Secret.file(folder.resolve("nowhere"));

            AuthenticationException e = assertThrows(AuthenticationException.class, secret::reveal);
            assertTrue(e.getMessage().contains("nowhere"), e.getMessage());
        }
    }
}
