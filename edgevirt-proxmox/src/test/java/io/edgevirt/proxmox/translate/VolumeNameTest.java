package io.edgevirt.proxmox.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a volume's name")
class VolumeNameTest {

    @ParameterizedTest(name = "{1} of {0} is called {2}")
    @CsvSource({
        "images, vm-100-disk-0, vm-100-disk-0",
        "images, 100/vm-100-disk-0.qcow2, 100/vm-100-disk-0.qcow2",
        "images, vm-999999999-data, data",
        "images, 999999999/vm-999999999-data.qcow2, data",
        "images, 999999999/vm-999999999-data.raw.qcow2, data.raw",
        "iso, iso/debian.iso, debian.iso",
        "import, import/edge.qcow2, edge.qcow2",
        "backup, backup/vzdump-qemu-100-2024_01_02-03_04_05.vma.zst, vzdump-qemu-100-2024_01_02-03_04_05.vma.zst"
    })
    @DisplayName("is its own, its file's, or Proxmox's")
    void names(String content, String path, String name) {
        assertEquals(name, VolumeName.of(content, path));
    }

    @Property
    @Label("comes back as it was given, or is refused")
    void back(@ForAll String name, @ForAll boolean files) {
        if (VolumeName.refused(name, files).isEmpty()) {
            String volid = VolumeName.volid("s", VolumeName.disk(name, files ? "qcow2" : "raw", files), files);

            assertEquals(name, VolumeName.of("images", volid.substring(2)));
            assertTrue(VolumeName.own(volid.substring(2)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "..", "a..b", "ä", "a;b", "$(x)", "", ".a", "a\nb", "a:b", "a,b"})
    @DisplayName("is refused where Proxmox would take another for it")
    void refused(String name) {
        assertTrue(VolumeName.refused(name, true).isPresent());
        assertTrue(VolumeName.refusedFile(name).isPresent());
    }

    @Test
    @DisplayName("does not end with a format where volumes are block devices")
    void format() {
        assertTrue(VolumeName.refused("data.raw", false).isPresent());
        assertTrue(VolumeName.refused("data.raw", true).isEmpty());
    }

    @Test
    @DisplayName("of a machine's disk is not taken for nobody's")
    void others() {
        assertFalse(VolumeName.own("vm-100-disk-0"));
        assertFalse(VolumeName.own("100/vm-999999999-x.raw"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"a.iso, iso", "A.ISO, iso", "disk.img, iso", "a.qcow2, import", "a.raw, import", "a.ova, import"})
    @DisplayName("tells by its ending what an uploaded file is")
    void content(String name, String content) {
        assertEquals(Optional.of(content), VolumeName.content(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.txt", ".iso", "a.iso.zip"})
    @DisplayName("of a file that Proxmox would not take is told")
    void refusedUploads(String name) {
        assertEquals(Optional.empty(), VolumeName.content(name));
    }
}
