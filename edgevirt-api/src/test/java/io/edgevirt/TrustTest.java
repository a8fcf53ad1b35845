package io.edgevirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Trust")
class TrustTest {

    private static final String DIGITS = "0123456789abcdef".repeat(4);

    @Test
    @DisplayName("is the system's where nothing is said, never none")
    void byDefault() {
        assertEquals(Trust.system(), new Settings.Builder().build().trust());
    }

    @Test
    @DisplayName("in a pinned certificate is the same with colons, without, and in capitals")
    void pinned() {
        String colons = DIGITS.replaceAll("..(?!$)", "$0:");

        assertEquals(Trust.pinnedSha256(DIGITS), Trust.pinnedSha256(colons));
        assertEquals(Trust.pinnedSha256(DIGITS), Trust.pinnedSha256(DIGITS.toUpperCase(java.util.Locale.ROOT)));
        assertEquals(new Trust.PinnedSha256(DIGITS), Trust.pinnedSha256(colons));
    }

    @Test
    @DisplayName("in several pinned certificates holds them all, each as it would alone")
    void severalPinned() {
        String other = "f".repeat(64);

        Trust.PinnedSha256 both =
                (Trust.PinnedSha256) Trust.pinnedSha256(DIGITS, other.toUpperCase(java.util.Locale.ROOT));

        assertEquals(List.of(DIGITS, other), both.fingerprints());
        assertEquals(DIGITS, both.sha256());
        assertThrows(InvalidSpecException.class, () -> Trust.pinnedSha256(DIGITS, "abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0123456789abcdef0123456789abcdef01234567", "g", "sha256:"})
    @DisplayName("refuses what is no SHA-256 fingerprint, such as a SHA-1")
    void noFingerprint(String text) {
        InvalidSpecException e = assertThrows(InvalidSpecException.class, () -> Trust.pinnedSha256(text));

        assertEquals("trust", e.violations().get(0).field());
    }

    @Test
    @DisplayName("in a file names it, and does not read it before it is needed")
    void file() {
        assertEquals(new Trust.Certificates(Path.of("nowhere.pem")), Trust.certificates(Path.of("nowhere.pem")));
    }
}
