package io.edgevirt.kvm.driver;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.Violation;
import io.edgevirt.spi.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A setting that libvirt has no use for")
class UnusableTest {

    private static InvalidSpecException refused(String uri, Consumer<Settings.Builder> settings) {
        return assertThrows(InvalidSpecException.class, () -> EdgeVirt.connect(uri, settings));
    }

    private static List<String> fields(InvalidSpecException e) {
        return e.violations().stream().map(Violation::field).toList();
    }

    @Test
    @DisplayName("is refused: a proxy, whose password is not told")
    void proxy() {
        InvalidSpecException e = refused(
                "test:///default",
                s -> s.proxy("proxy.example.com", 3128, "me", Secret.of("open sesame".toCharArray())));

        assertEquals(List.of("proxy"), fields(e));
        assertFalse(e.getMessage().contains("sesame"), e.getMessage());
    }

    @Test
    @DisplayName("is refused: a token, which is not told")
    void token() {
        InvalidSpecException e = refused("test:///default", s -> s.token(Secret.of("open sesame".toCharArray())));

        assertEquals(List.of("token"), fields(e));
        assertFalse(e.getMessage().contains("sesame"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qemu:///system",
                "qemu+unix:///system",
                "qemu+tcp://host/system",
                "qemu+ssh://host/system",
                "test:///default"
            })
    @DisplayName("is refused: trust, where there is no TLS")
    void trustWithoutTls(String uri) {
        assertEquals(List.of("trust"), fields(refused(uri, s -> s.trust(Trust.insecure()))));
    }

    @ParameterizedTest
    @MethodSource("strict")
    @DisplayName("is refused: trust of each kind but the system's")
    void trustOfEachKind(Trust trust) {
        assertEquals(List.of("trust"), fields(refused("test:///default", s -> s.trust(trust))));
    }

    static Stream<Trust> strict() {
        return Stream.of(Trust.insecure(), Trust.certificates(Path.of("ca.pem")), Trust.pinnedSha256("ab".repeat(32)));
    }

    @Test
    @DisplayName("is refused with all others at once")
    void all() {
        InvalidSpecException e = refused(
                "qemu+ssh://host/system",
                s -> s.proxy("proxy", 3128)
                        .token(Secret.of("open sesame".toCharArray()))
                        .trust(Trust.insecure()));

        assertEquals(List.of("proxy", "token", "trust"), fields(e));
    }

    @ParameterizedTest
    @ValueSource(strings = {"qemu", "qemu+tls"})
    @DisplayName("is none: trust through TLS, which libvirt speaks to a host unless told otherwise")
    void trustWithTls(String scheme) {
        Endpoint endpoint = new Endpoint(
                scheme + "://host/system",
                scheme,
                Optional.empty(),
                Optional.of("host"),
                OptionalInt.empty(),
                "/system",
                Map.of());

        assertDoesNotThrow(() -> Unusable.refuse(
                endpoint, new Settings.Builder().trust(Trust.insecure()).build()));
    }

    @Test
    @DisplayName("is none: the system's trust, anywhere")
    void systemTrust() {
        try (Hypervisor hv = EdgeVirt.connect("test:///default", s -> s.trust(Trust.system()))) {
            assertEquals("kvm", hv.about().backend());
        }
    }
}
