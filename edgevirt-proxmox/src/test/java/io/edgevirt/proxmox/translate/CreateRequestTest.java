package io.edgevirt.proxmox.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.DiskBus;
import io.edgevirt.Finding;
import io.edgevirt.Firmware;
import io.edgevirt.MemoryRange;
import io.edgevirt.Size;
import io.edgevirt.proxmox.http.Version;
import io.edgevirt.proxmox.read.PropertyString;
import io.edgevirt.proxmox.translate.CreateRequest.Chosen;
import io.edgevirt.proxmox.translate.CreateRequest.Place;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.VMSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The request that makes a machine")
class CreateRequestTest {

    private static final UUID TOKEN = UUID.fromString("8d8a2f0e-6c1f-4c1e-9a50-0e6f0e3f5a11");
    private static final VMSpec.BootSpec NO_BOOT = new VMSpec.BootSpec(
            Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty());
    private static final Place LVM = new Place("local-lvm", Optional.empty());
    private static final Place FILES = new Place("local", Optional.of("qcow2"));

    private static VMSpec spec(List<DiskSpec> disks, List<NicSpec> nics, VMSpec.BootSpec boot) {
        return new VMSpec(
                TOKEN,
                "edge-01",
                4,
                Size.gib(8),
                Optional.empty(),
                disks,
                nics,
                boot,
                new VMSpec.Placement(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new VMSpec.Resources(Optional.empty(), Optional.empty(), Optional.empty(), false),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false);
    }

    private static DiskSpec disk(Size size, DiskBus bus) {
        return new DiskSpec(size, Optional.empty(), Optional.empty(), true, Optional.ofNullable(bus));
    }

    private static Chosen chosen(String version, List<Place> places) {
        return new Chosen(
                Version.parse(version).orElseThrow(),
                "pve1",
                places,
                places.stream().findFirst(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Test
    @DisplayName("of a small one says no more than is asked for; on 8 and later it has the agent's channel")
    void small() {
        VMSpec spec = spec(List.of(), List.of(), NO_BOOT);
        String expected = """
                POST /nodes/pve1/qemu
                vmid={vmid}
                name=edge-01
                smbios1=uuid=8d8a2f0e-6c1f-4c1e-9a50-0e6f0e3f5a11
                sockets=1
                cores=4
                memory=8192
                scsihw=virtio-scsi-single
                """;

        assertEquals(
                expected + "serial0=socket",
                CreateRequest.of(spec, chosen("7.4-16", List.of()), "{vmid}").shown());
        assertEquals(
                expected + "agent=enabled=1\nserial0=socket",
                CreateRequest.of(spec, chosen("8.4.5", List.of()), "{vmid}").shown());
    }

    @Test
    @DisplayName("of a whole one carries every wish")
    void whole() {
        VMSpec.BootSpec boot = new VMSpec.BootSpec(
                Optional.of(Firmware.UEFI),
                Optional.of(true),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.of("win11"));
        VMSpec spec = new VMSpec(
                TOKEN,
                "edge-01",
                4,
                Size.gib(2),
                Optional.of(new MemoryRange(Size.gib(2), Size.gib(8))),
                List.of(disk(Size.gib(100), null), disk(Size.mib(300), DiskBus.SATA)),
                List.of(
                        new NicSpec("vmbr0", Optional.of(20), Optional.empty(), Optional.of("bc:24:11:00:00:01")),
                        new NicSpec("vnet1", Optional.empty(), Optional.of(false), Optional.empty())),
                boot,
                new VMSpec.Placement(Optional.empty(), Optional.empty(), Optional.of("edge"), Optional.empty()),
                new VMSpec.Resources(Optional.empty(), Optional.empty(), Optional.of("0-3"), true),
                List.of(),
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                Optional.of("first\nsecond"),
                Map.of("site", "Berlin"),
                true);
        Chosen chosen = new Chosen(
                Version.parse("9.1.7").orElseThrow(),
                "pve1",
                List.of(LVM, FILES),
                Optional.of(LVM),
                Optional.of("local:iso/w.iso"),
                Optional.of("local:iso/seed.iso"),
                List.of(PropertyString.empty("host").with("mapping", "gpu")));

        assertEquals("""
                POST /nodes/pve1/qemu
                vmid=101
                name=edge-01
                smbios1=uuid=8d8a2f0e-6c1f-4c1e-9a50-0e6f0e3f5a11
                sockets=1
                cores=4
                memory=8192
                balloon=2048
                cpu=host
                affinity=0-3
                numa=1
                hugepages=any
                ostype=win11
                bios=ovmf
                machine=q35
                efidisk0=local-lvm:1,efitype=4m,pre-enrolled-keys=1
                tpmstate0=local-lvm:1,version=v2.0
                scsihw=virtio-scsi-single
                scsi0=local-lvm:100,iothread=1,discard=on
                sata0=local:0.29296875,format=qcow2,discard=on
                ide2=local:iso/w.iso,media=cdrom
                ide0=local:iso/seed.iso,media=cdrom
                net0=virtio=bc:24:11:00:00:01,bridge=vmbr0,tag=20
                net1=virtio,bridge=vnet1,firewall=1
                hostpci0=mapping=gpu,pcie=1
                description=first
                second
                tags=site.+42erlin
                onboot=1
                pool=edge
                agent=enabled=1
                serial0=socket
                boot=order=scsi0;sata0;ide2;net0;net1""", CreateRequest.of(spec, chosen, "101").shown());
    }

    @Test
    @DisplayName("is refused by name for sizes that Proxmox VE would round, paths, and buses it lacks")
    void refused() {
        List<DiskSpec> disks = List.of(
                disk(Size.ofBytes(1000), null),
                disk(Size.gib(1), DiskBus.NVME),
                new DiskSpec(Size.gib(1), Optional.empty(), Optional.of("/x.raw"), true, Optional.empty()));
        List<String> fields = SpecRules.of(spec(disks, List.of(), NO_BOOT)).stream()
                .filter(f -> f.status() == Finding.Status.FAIL)
                .map(Finding::target)
                .toList();

        assertEquals(List.of("disk[0].size", "disk[1].bus", "disk[2].path"), fields);
    }

    @Test
    @DisplayName("takes names of DNS only, and descriptions that come back whole")
    void names() {
        for (String name : List.of("edge_01", "-a", "a-", "a..b", "", "a".repeat(64), "ä", "a b", "a\n")) {
            assertEquals(1, new NameRules().name("name", name).findings().size(), name);
        }
        assertTrue(
                new NameRules().name("name", "Edge-01.site.example").findings().isEmpty());
        for (String text : List.of("a ", "a\n", "a\u00a0", "0", "n".repeat(8193))) {
            assertEquals(
                    1,
                    new NameRules().description("description", text).findings().size(),
                    text);
        }
        assertTrue(
                new NameRules().description("description", "\n a\tb").findings().isEmpty());
    }
}
