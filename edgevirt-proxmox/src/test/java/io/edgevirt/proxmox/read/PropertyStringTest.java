package io.edgevirt.proxmox.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.edgevirt.InvalidSpecException;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a value of several parts")
class PropertyStringTest {

    @Test
    @DisplayName("is read with the key that stands alone, and written as it was")
    void alone() {
        PropertyString disk = PropertyString.parse("local-lvm:vm-100-disk-0,iothread=1,size=32G", "file");

        assertEquals(
                Map.of("file", "local-lvm:vm-100-disk-0", "iothread", "1", "size", "32G"), Map.copyOf(disk.values()));
        assertEquals("local-lvm:vm-100-disk-0,iothread=1,size=32G", disk.text());
    }

    @Test
    @DisplayName("keeps its order when one part changes")
    void order() {
        PropertyString disk = PropertyString.parse("local:1,cache=none,size=1G", "file");

        assertEquals("local:2,cache=none,size=1G", disk.with("file", "local:2").text());
        assertEquals(
                "local:1,cache=unsafe,size=1G", disk.with("cache", "unsafe").text());
        assertEquals("local:1,size=1G", disk.without("cache").text());
        assertEquals(
                "local:1,ssd=1",
                PropertyString.parse("ssd=1", "file").with("file", "local:1").text());
    }

    @Test
    @DisplayName("refuses by name what would become another part")
    void comma() {
        InvalidSpecException e = assertThrows(
                InvalidSpecException.class, () -> PropertyString.empty("file").with("serial", "a,b=c"));

        assertEquals("serial", e.violations().get(0).field());
        assertThrows(
                InvalidSpecException.class, () -> PropertyString.empty("file").with("file", "a=b"));
    }

    @Property(tries = 300)
    void comesBackOrIsRefused(@ForAll String value) {
        PropertyString made;
        try {
            made = PropertyString.empty("file").with("file", "local:1").with("serial", value);
        } catch (InvalidSpecException e) {
            assertEquals("serial", e.violations().get(0).field());
            return;
        }
        PropertyString read = PropertyString.parse(made.text(), "file");
        assertEquals(Optional.of(value), read.get("serial"));
        assertEquals(2, read.values().size());
    }

    @Property(tries = 300)
    void readsAnything(@ForAll String text) {
        PropertyString read = PropertyString.parse(text, "file");
        assertEquals(read, PropertyString.parse(read.text(), "file"));
    }
}
