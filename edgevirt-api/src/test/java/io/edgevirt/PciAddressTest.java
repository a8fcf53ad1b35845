package io.edgevirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A PCI address")
class PciAddressTest {

    @Test
    @DisplayName("is read as lspci prints it")
    void parses() {
        assertEquals(new PciAddress(0, 0x65, 0x1f, 7), PciAddress.parse("0000:65:1f.7"));
        assertEquals(new PciAddress(0xabcd, 0xff, 0, 0), PciAddress.parse("ABCD:FF:00.0"));
    }

    @Test
    @DisplayName("is in domain 0 where none is given")
    void shortForm() {
        assertEquals(PciAddress.parse("0000:65:00.0"), PciAddress.parse("65:00.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "65",
                "65:00",
                "65:20.0",
                "65:00.8",
                "0:65:00.0",
                "10000:65:00.0",
                "0000:65:00.0 ",
                "0000-65-00.0",
                "0000:6g:00.0",
                "0000:65:00.0\n",
                "../0000:65:00.0"
            })
    @DisplayName("is refused where it is none")
    void refuses(String text) {
        InvalidSpecException e = assertThrows(InvalidSpecException.class, () -> PciAddress.parse(text));

        assertEquals("pciAddress", e.violations().get(0).field());
    }

    @ParameterizedTest
    @CsvSource({"65536,0,0,0", "0,256,0,0", "0,0,32,0", "0,0,0,8", "-1,0,0,0", "0,-1,0,0", "0,0,-1,0", "0,0,0,-1"})
    @DisplayName("is refused where a part is out of its range")
    void ranges(int domain, int bus, int slot, int function) {
        assertThrows(InvalidSpecException.class, () -> new PciAddress(domain, bus, slot, function));
    }

    @Property
    @Label("Any PCI address is read back from what it prints")
    void roundTrip(
            @ForAll @IntRange(max = 0xffff) int domain,
            @ForAll @IntRange(max = 0xff) int bus,
            @ForAll @IntRange(max = 0x1f) int slot,
            @ForAll @IntRange(max = 7) int function) {
        PciAddress address = new PciAddress(domain, bus, slot, function);

        assertEquals(address, PciAddress.parse(address.toString()));
    }

    @Property
    @Label("Any text is a PCI address or refused")
    void anyText(@ForAll String text) {
        assertThrows(InvalidSpecException.class, () -> PciAddress.parse(text + "x"));
    }
}
