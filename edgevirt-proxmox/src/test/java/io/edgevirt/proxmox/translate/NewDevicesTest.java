package io.edgevirt.proxmox.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.DiskBus;
import io.edgevirt.Size;
import io.edgevirt.proxmox.CloudInit;
import io.edgevirt.proxmox.http.Version;
import io.edgevirt.proxmox.read.Adapter;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.NicSpec;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is added to a machine")
class NewDevicesTest {

    private static final UUID TOKEN = UUID.fromString("1b4e28ba-2fa1-11d2-883f-0016d3cca427");

    private static Configuration config(Map<String, String> now) {
        return new Configuration(now, Map.of(), Set.of(), Optional.empty());
    }

    private static Store store(String type) {
        return new Store("s1", List.of("pve1"), List.of("pve1"), type, Set.of("images"), false, Optional.empty());
    }

    private static DiskSpec disk(Size size) {
        return new DiskSpec(size, Optional.empty(), Optional.empty(), true, Optional.empty());
    }

    @Test
    @DisplayName("is a disk of exactly its size, with snapshots where files can have them, and a number to find it by")
    void disk() {
        Configuration config = config(Map.of("scsihw", "virtio-scsi-single"));

        assertEquals(
                "s1:0.0625,iothread=1,discard=on,serial=1b4e28ba2fa111d2883f",
                NewDrive.value(config, "scsi1", store("lvmthin"), disk(Size.mib(64)), NewDrive.serial(TOKEN)));
        assertEquals(
                "s1:10,format=qcow2,discard=on,serial=1b4e28ba2fa111d2883f",
                NewDrive.value(config, "sata1", store("nfs"), disk(Size.gib(10)), NewDrive.serial(TOKEN)));
        assertEquals(
                "s1:0,import-from=other:vm-101-disk-0,iothread=1,serial=1b4e28ba2fa111d2883f",
                NewDrive.copy(config, "scsi1", store("rbd"), "other:vm-101-disk-0", NewDrive.serial(TOKEN)));
    }

    @Test
    @DisplayName("gets the first free place, of those as well that wait to be taken or left")
    void place() {
        Configuration config = new Configuration(
                Map.of("scsi0", "a:1", "scsi2", "a:2"), Map.of("scsi1", "a:3"), Set.of("scsi2"), Optional.empty());

        assertEquals(Optional.of("scsi3"), NewDrive.key(config, DiskBus.SCSI));
        assertEquals(Optional.empty(), NewDrive.key(config, DiskBus.NVME));
        assertEquals(DiskBus.VIRTIO, NewDrive.bus(config));
    }

    @Property(tries = 300)
    void aNetworkIsCarriedOrRefused(@ForAll String network) {
        NicSpec wanted = new NicSpec(network, Optional.of(20), Optional.empty(), Optional.empty());
        if (NewAdapter.refused(wanted).isEmpty()) {
            Adapter read = Adapter.of("net0", NewAdapter.value(wanted, "bc:24:11:00:00:01"))
                    .orElseThrow();
            assertEquals(Optional.of(network), read.bridge());
            assertEquals(Optional.of("bc:24:11:00:00:01"), read.mac());
            assertEquals(Optional.of("20"), read.text().get("tag"));
        }
    }

    @Test
    @DisplayName("is no adapter with a group's address")
    void group() {
        NicSpec wanted = new NicSpec("vmbr0", Optional.empty(), Optional.empty(), Optional.of("01:00:5e:00:00:01"));

        assertTrue(NewAdapter.refused(wanted).isPresent());
    }

    @Property(tries = 300)
    void keysOfCloudInitArriveAsTheyAre(@ForAll String key) {
        CloudInit fields = CloudInit.fields().sshKey(key);
        if (CloudInitEdit.refused(fields).isEmpty()) {
            String sent = CloudInitEdit.of(fields).values().get(0).value();
            assertTrue(sent.matches("[A-Za-z0-9%._*-]*"), sent);
            // what is no character at all becomes a question mark
            String valid = new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            assertEquals(valid, URLDecoder.decode(sent, StandardCharsets.UTF_8));
        }
    }

    @Property(tries = 300)
    void namesOfFilesThatAreSentAreTakenByProxmox(@ForAll String name) {
        // what paths may hold on a machine of any locale
        String cleaned = name.replaceAll("[^\\x01-\\x7e]|/", "_");
        String own = ImageName.own(Path.of("isos", cleaned.isEmpty() ? "x" : cleaned), TOKEN);

        assertEquals(Optional.empty(), VolumeName.refusedFile(own), own);
        assertTrue(own.endsWith("-1b4e28ba.iso") || own.endsWith("-1b4e28ba.img"), own);
    }

    @Test
    @DisplayName("is an image by its storage and name, or by its path on a storage with folders")
    void images() {
        assertEquals(Optional.of("local:iso/a.iso"), ImageName.volume("local:a.iso"));
        assertEquals(Optional.of("local:iso/a.iso"), ImageName.volume("local:iso/a.iso"));
        assertEquals(Optional.empty(), ImageName.volume("a.iso"));
        assertEquals(
                Optional.of("local:iso/a.iso"), ImageName.of("/var/lib/vz/template/iso/a.iso", "local", "/var/lib/vz"));
        assertEquals(Optional.empty(), ImageName.of("/var/lib/vz/template/iso/../a", "local", "/var/lib/vz"));
    }

    @Test
    @DisplayName("is a processor that virtualizes, or none, with its other flags")
    void processor() {
        Version eight = new Version(8, 4, "8.4.5");
        Version seven = new Version(7, 4, "7.4-16");

        assertEquals("host", CpuType.with(Optional.empty(), true, seven));
        assertEquals("host,flags=+aes", CpuType.with(Optional.of("kvm64,flags=+aes;-vmx"), true, eight));
        assertEquals("x86-64-v2-AES", CpuType.with(Optional.of("host"), false, eight));
        assertEquals("kvm64", CpuType.with(Optional.of("host"), false, seven));
        assertEquals(Optional.of(true), CpuType.nested(Optional.of("x86-64-v3,flags=+nested-virt")));
        assertEquals(Optional.of(false), CpuType.nested(Optional.empty()));
        assertEquals(Optional.empty(), CpuType.nested(Optional.of("Skylake-Server")));
    }

    @Test
    @DisplayName("is memory by whole modules, of 512 MiB first and larger ones then")
    void modules() {
        assertTrue(Hotplug.modules(1024, 1536));
        assertTrue(Hotplug.modules(1024, 17_408));
        assertTrue(Hotplug.modules(17_408, 18_432));
        assertFalse(Hotplug.modules(17_408, 17_920));
        assertFalse(Hotplug.modules(1024, 1500));
        assertFalse(Hotplug.modules(2048, 1024));
        assertFalse(Hotplug.modules(512, 1024));
    }
}
