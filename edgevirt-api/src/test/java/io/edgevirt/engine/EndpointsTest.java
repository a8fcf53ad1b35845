package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.spi.Endpoint;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A connection's URI")
class EndpointsTest {

    private static final String SECRET = "s3cretPart";

    @Nested
    @DisplayName("is taken apart:")
    class Parts {

        @Test
        @DisplayName("mem: and mem:site have a path and no host")
        void opaque() {
            Endpoint fresh = Endpoints.parse("mem:");
            Endpoint named = Endpoints.parse("mem:site");

            assertEquals("mem", fresh.scheme());
            assertEquals("", fresh.path());
            assertEquals("site", named.path());
            assertEquals(Optional.empty(), named.host());
        }

        @Test
        @DisplayName("qemu:///system has a path and no host")
        void local() {
            Endpoint e = Endpoints.parse("qemu:///system");

            assertEquals("qemu", e.scheme());
            assertEquals(Optional.empty(), e.host());
            assertEquals("/system", e.path());
        }

        @Test
        @DisplayName("user, host, port, path and parameters, decoded")
        void all() {
            Endpoint e = Endpoints.parse("qemu+SSH://r%40x@kvm.example.com:2222/sys%20tem?socket=%2Frun%2Fa+b&x&y=");

            assertEquals("qemu+ssh", e.scheme());
            assertEquals(Optional.of("r@x"), e.user());
            assertEquals(Optional.of("kvm.example.com"), e.host());
            assertEquals(OptionalInt.of(2222), e.port());
            assertEquals("/sys tem", e.path());
            assertEquals(Map.of("socket", "/run/a+b", "x", "", "y", ""), e.query());
        }

        @Test
        @DisplayName("a host name with an underscore, and an IPv6 address without its brackets")
        void hosts() {
            assertEquals(
                    Optional.of("my_host"), Endpoints.parse("hyperv://my_host").host());
            assertEquals(
                    Optional.of("fe80::1%eth0"),
                    Endpoints.parse("hyperv://[fe80::1%eth0]:5986/").host());
            assertEquals(
                    OptionalInt.of(5986), Endpoints.parse("hyperv://[::1]:5986").port());
        }

        @Test
        @DisplayName("a password is left out of the user")
        void password() {
            assertEquals(
                    Optional.of("root"),
                    Endpoints.parse("pve://root:secret@host").user());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "qemu", "://host", "1a:x", "q emu:x", "mem:a\nb", "mem:\u0000", "a://h:0", "a://h:65536",
                "a://h:x", "a://h:123456", "a://h:", "a://[::1", "a://::1", "a://a@b@c", "a:%", "a:%4", "a:%zz",
                "a:%-1", "a://h/#fragment"
            })
    @DisplayName("is refused where it is none")
    void refused(String uri) {
        InvalidSpecException e = assertThrows(InvalidSpecException.class, () -> Endpoints.parse(uri));

        assertEquals("uri", e.violations().get(0).field());
    }

    @Nested
    @DisplayName("prints")
    class Printing {

        @Test
        @DisplayName("without password and parameters")
        void masked() {
            assertEquals(
                    "pve://root@[::1]:8006/node",
                    Endpoints.parse("pve://root:secret@[::1]:8006/node?token=secret")
                            .toString());
            assertEquals(
                    "pve://host", Endpoints.parse("pve://host?user=root@pam").toString());
            assertEquals("mem:site", Endpoints.parse("mem:site").toString());
            assertEquals("qemu:///system", Endpoints.parse("qemu:///system").toString());
        }

        @ParameterizedTest
        @ValueSource(strings = {"pve:root:s3cretPart@host", "pve:///root:s3cretPart@host"})
        @DisplayName("without a password that was written where none belongs")
        void misplaced(String uri) {
            assertFalse(Endpoints.parse(uri).toString().contains(SECRET));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "pve://root:1/s3cretPart@host",
                    "pve://root:@s3cretPart/x@host",
                    "pve://root:a@s3cretPart?x@host"
                })
        @DisplayName("not at all where a piece of the password would be taken for host, port or path")
        void broken(String uri) {
            InvalidSpecException e = assertThrows(InvalidSpecException.class, () -> Endpoints.parse(uri));

            assertFalse(e.getMessage().contains(SECRET));
            assertTrue(e.getMessage().contains("%40"), e.getMessage());
        }

        @Test
        @DisplayName("on one line, whatever was encoded in it")
        void oneLine() {
            String text = Endpoints.parse("pve://a%0Ab@host/c%0D%0Ad%1B%5B2J").toString();

            assertTrue(text.chars().noneMatch(Character::isISOControl), text);
        }
    }

    @Property(tries = 3000)
    @Label("Any text is an endpoint or an InvalidSpecException, and nothing else")
    void anyText(@ForAll("uris") String uri) {
        try {
            Endpoint e = Endpoints.parse(uri);
            assertEquals(uri, e.uri());
            assertTrue(e.toString().chars().noneMatch(Character::isISOControl), uri);
        } catch (InvalidSpecException e) {
            assertEquals("uri", e.violations().get(0).field());
        }
    }

    @Property(tries = 3000)
    @Label("A password is never echoed, whatever it holds and wherever it stands")
    void noEcho(
            @ForAll("slashes") String slashes,
            @ForAll("noise") String before,
            @ForAll("noise") String after,
            @ForAll("noise") String rest) {
        String uri = "pve:" + slashes + "root:" + before + SECRET + after + "@host" + rest.replace(SECRET, "");
        String shown;
        try {
            shown = Endpoints.parse(uri).toString();
        } catch (InvalidSpecException e) {
            shown = e + " " + e.violations();
        }

        assertFalse(shown.contains(SECRET), shown);
    }

    @Provide
    Arbitrary<String> slashes() {
        return Arbitraries.of("//", "", "/", "///");
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("a1/:@?#%&[]+. ’\n").ofMaxLength(6),
                Arbitraries.of("", "1", "12/", "%40", "%2F", "@", "1?"));
    }

    @Provide
    Arbitrary<String> uris() {
        Arbitrary<String> likely = Combinators.combine(
                        Arbitraries.of("mem", "qemu+ssh", "HV", "1", ""), slashes(), noise(), noise(), noise())
                .as((scheme, slashes, a, b, c) -> scheme + ":" + slashes + a + b + c);
        return Arbitraries.oneOf(Arbitraries.strings(), likely);
    }
}
