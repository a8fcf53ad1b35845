package io.edgevirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Settings")
class SettingsTest {

    private static final String CLEAR = "open sesame";

    private static Secret secret() {
        return Secret.of(CLEAR.toCharArray());
    }

    private static Settings.Builder builder() {
        return new Settings.Builder();
    }

    private static List<String> refused(Consumer<Settings.Builder> settings) {
        InvalidSpecException e = assertThrows(InvalidSpecException.class, () -> {
            Settings.Builder builder = builder();
            settings.accept(builder);
            builder.build();
        });
        assertFalse(e.getMessage().contains(CLEAR), e.getMessage());
        return e.violations().stream().map(Violation::field).toList();
    }

    @Nested
    @DisplayName("with a token")
    class Token {

        @Test
        @DisplayName("hold it in place of a password")
        void held() {
            Secret token = secret();
            Settings settings = builder().token(token).build();

            assertEquals(Optional.of(token), settings.token());
            assertEquals(Optional.empty(), settings.password());
        }

        @Test
        @DisplayName("do not print it")
        void masked() {
            String printed = builder().token(secret()).build().toString();

            assertEquals("token ***", printed.replaceAll(".*(token [^,]*),.*", "$1"));
        }

        @Test
        @DisplayName("and a password are refused, naming both, in whatever order they come")
        void both() {
            assertEquals(
                    List.of("token", "password"), refused(s -> s.token(secret()).password(secret())));
            assertEquals(
                    List.of("token", "password"),
                    refused(s -> s.password(secret()).token(secret())));
        }
    }

    @Nested
    @DisplayName("with a proxy")
    class Proxy {

        @Test
        @DisplayName("hold host and port")
        void held() {
            Settings settings = builder().proxy("proxy.example.com", 3128).build();

            assertEquals(
                    Optional.of(new Settings.HttpProxy("proxy.example.com", 3128, Optional.empty(), Optional.empty())),
                    settings.proxy());
        }

        @Test
        @DisplayName("hold its login, and do not print its password")
        void login() {
            Secret password = secret();
            Settings settings = builder().proxy("::1", 3128, "me", password).build();

            Settings.HttpProxy proxy = settings.proxy().orElseThrow();
            assertEquals(Optional.of("me"), proxy.username());
            assertEquals(Optional.of(password), proxy.password());
            assertFalse(settings.toString().contains(CLEAR), settings.toString());
        }

        @Test
        @DisplayName("have none where nothing is said")
        void none() {
            assertEquals(Optional.empty(), builder().build().proxy());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "http://proxy", "me@proxy", "a b", "a\r\nHost: b", "a\u0000"})
        @DisplayName("refuse what is no host")
        void noHost(String host) {
            assertEquals(List.of("proxy.host"), refused(s -> s.proxy(host, 3128)));
        }

        @ParameterizedTest
        @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65_536, Integer.MAX_VALUE})
        @DisplayName("refuse what is no port")
        void noPort(int port) {
            assertEquals(List.of("proxy.port"), refused(s -> s.proxy("proxy", port)));
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 3128, 65_535})
        @DisplayName("take every port there is")
        void port(int port) {
            assertEquals(
                    port,
                    builder().proxy("proxy", port).build().proxy().orElseThrow().port());
        }

        @Test
        @DisplayName("tell all that is wrong with it at once")
        void all() {
            assertEquals(
                    List.of("proxy.host", "proxy.port", "proxy.username"), refused(s -> s.proxy("", 0, "", secret())));
        }
    }
}
