package io.edgevirt.kvm.libvirt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Memory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

@Label("What crosses the border to C")
class TextAndParamsTest {

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("<>&'\"\\/; \t\n%${}…€üß😀\u202e")
                .withCharRange('a', 'z')
                .ofMaxLength(200)
                .filter(s -> s.indexOf('\0') < 0
                        && StandardCharsets.UTF_8.newEncoder().canEncode(s));
    }

    @Property(tries = 200)
    @Label("any text that C can hold arrives as it was")
    void anyText(@ForAll("texts") String text) {
        Params.Written written = Params.write(Map.of("text", text));

        Params read = Params.read(written.array(), written.count());
        written.keep();

        assertEquals(text, read.text("text").orElseThrow());
    }

    @Property(tries = 200)
    @Label("numbers, flags and lists arrive as they were")
    void values(@ForAll int i, @ForAll long l, @ForAll double d, @ForAll boolean b, @ForAll("texts") String s) {
        Params.Written written = Params.write(Map.of("i", i, "l", l, "d", d, "b", b, "many", List.of(s, s)));

        Params read = Params.read(written.array(), written.count());
        written.keep();

        assertEquals(6, written.count());
        assertEquals(OptionalLong.of(i), read.number("i"));
        assertEquals(l >= 0 ? OptionalLong.of(l) : OptionalLong.empty(), read.number("l"));
        assertEquals(l < 0, read.values().get("l") instanceof BigInteger, "a Long is sent unsigned");
        assertEquals(d, read.real("d").orElseThrow());
        assertEquals(b, read.flag("b").orElseThrow());
    }

    @Property(tries = 100)
    @Label("a parameter of a type that a newer libvirt may bring is left out, and the others are read")
    void unknownType(@ForAll @IntRange(min = 8) int type) {
        Params.Written written = Params.write(Map.of("a", 7L));
        Memory two = new Memory(2 * 96);
        two.write(0, written.array().getByteArray(0, 96), 0, 96);
        two.write(96, written.array().getByteArray(0, 96), 0, 96);
        two.setString(0, "new");
        two.setInt(80, type);

        Params read = Params.read(two, 2);

        assertEquals(Map.of("a", 7L), read.values());
    }

    @Example
    @Label("names that repeat from domain to domain, or differ, are told apart")
    void repeatedNames() {
        Params.Names names = new Params.Names();
        for (String name : List.of("vcpu.1", "vcpu.10", "vcpu.1", "x", "vcpu.10")) {
            Params.Written written = Params.write(Map.of(name, 1L));
            assertEquals(
                    Map.of(name, 1L), Params.read(written.array(), 1, names).values());
        }
    }

    @Example
    @Label("text with a NUL is refused, for C would take it for another")
    void nul() {
        try (LibvirtConnection c = LibvirtConnection.open("test:///default", OpenOptions.DEFAULT)) {
            assertThrows(IllegalArgumentException.class, () -> c.domains().find("test\0evil"));
            UUID test = c.domains().find("test").orElseThrow().uuid();
            assertThrows(IllegalArgumentException.class, () -> c.domains().rename(test, "a\0b"));
            assertThrows(IllegalArgumentException.class, () -> c.guests().freeze(test, List.of("/\0")));
        }
    }

    @Example
    @Label("text with half a character is refused")
    void surrogate() {
        assertThrows(IllegalArgumentException.class, () -> NativeText.checked("a\ud800b"));
        assertThrows(IllegalArgumentException.class, () -> Params.write(Map.of("p", "\udc00")));
    }

    @Example
    @Label("a secret that C cannot hold is refused without being shown")
    void secret() {
        char[] secret = "geheim\0geheim".toCharArray();

        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> NativeText.secret(secret));

        assertFalse(String.valueOf(e.getMessage()).contains("geheim"));
    }

    @Example
    @Label("a secret is UTF-8 with a NUL at its end")
    void secretBytes() {
        try (Memory memory = NativeText.secret("pä€".toCharArray())) {
            byte[] expected = {'p', (byte) 0xc3, (byte) 0xa4, (byte) 0xe2, (byte) 0x82, (byte) 0xac, 0};
            assertArrayEquals(expected, memory.getByteArray(0, (int) memory.size()));
        }
    }

    @Property(tries = 100)
    @Label("a state that a newer libvirt may bring is UNKNOWN")
    void states(@ForAll int value) {
        DomainState state = DomainState.of(value);

        assertEquals(value >= 0 && value < 8, state != DomainState.UNKNOWN);
        assertTrue(state == DomainState.UNKNOWN || state.ordinal() == value);
    }

    @Property(tries = 50)
    @Label("a name with any printable character names a domain, and reads back equal")
    void domainNames(@ForAll("names") String name) {
        try (LibvirtConnection c = LibvirtConnection.open("test:///default", OpenOptions.DEFAULT)) {
            String xml = "<domain type='test'><name>" + escaped(name)
                    + "</name><memory>1024</memory><os><type>hvm</type></os></domain>";

            UUID uuid = c.domains().define(xml, 0).uuid();

            assertEquals(name, c.domains().find(uuid).orElseThrow().name());
            assertEquals(uuid, c.domains().find(name).orElseThrow().uuid());
            assertTrue(c.domains().stats(Domains.STATS_STATE, 0).stream()
                    .anyMatch(s -> s.domain().name().equals(name)));
            c.domains().undefine(uuid, 0);
        }
        assertEquals(0, LibvirtConnection.liveHandles());
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars("<>&'\"\\;%${}…€üß😀ab")
                .ofMinLength(1)
                .ofMaxLength(60)
                .filter(s -> StandardCharsets.UTF_8.newEncoder().canEncode(s));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
