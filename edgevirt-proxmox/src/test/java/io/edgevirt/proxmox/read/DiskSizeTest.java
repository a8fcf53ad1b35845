package io.edgevirt.proxmox.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.Size;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a disk's size")
class DiskSizeTest {

    @Test
    @DisplayName("is in the largest unit that fits exactly")
    void text() {
        assertEquals("32G", DiskSize.text(Size.gib(32)));
        assertEquals("528K", DiskSize.text(Size.kib(528)));
        assertEquals("1T", DiskSize.text(Size.tib(1)));
        assertEquals("1025", DiskSize.text(Size.ofBytes(1025)));
    }

    @Test
    @DisplayName("is in GiB for a new disk, exactly")
    void gib() {
        assertEquals("10", DiskSize.gib(Size.gib(10)));
        assertEquals("0.0625", DiskSize.gib(Size.mib(64)));
    }

    @Test
    @DisplayName("is empty where there is none")
    void none() {
        assertEquals(Optional.empty(), DiskSize.parse("much"));
        assertEquals(Optional.empty(), DiskSize.parse("9999999999999999999T"));
    }

    @Property(tries = 200)
    void comesBack(@ForAll @LongRange(min = 0) long bytes) {
        Size size = Size.ofBytes(bytes);
        assertEquals(Optional.of(size), DiskSize.parse(DiskSize.text(size)));
    }

    @Property(tries = 200)
    void comesBackAsGib(@ForAll @LongRange(min = 0, max = 1L << 50) long bytes) {
        assertEquals(Optional.of(Size.ofBytes(bytes)), DiskSize.parse(DiskSize.gib(Size.ofBytes(bytes)) + "G"));
    }
}
