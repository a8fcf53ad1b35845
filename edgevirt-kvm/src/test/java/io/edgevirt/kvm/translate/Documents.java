package io.edgevirt.kvm.translate;

import io.edgevirt.DiskBus;
import io.edgevirt.Firmware;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.SwitchInfo;
import io.edgevirt.kvm.read.OwnMetadata;
import io.edgevirt.kvm.xml.Samples;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.SnapshotSpec;
import io.edgevirt.spi.VMSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One document of each kind that EdgeVirt hands to libvirt. */
final class Documents {

    private static final UUID VGPU = UUID.fromString("5b1f6a1c-4f5a-4a2e-8c3d-7e9f0a1b2c3d");

    private Documents() {}

    /** By the name of the file; the name's beginning tells what kind of document it is. */
    static Map<String, XmlElement> all() {
        Map<String, XmlElement> all = new LinkedHashMap<>();
        machines(all);
        storage(all);
        devices(all);
        snapshots(all);
        networks(all);
        return all;
    }

    private static void machines(Map<String, XmlElement> all) {
        all.put("domain-minimal", new Machine("edge-01").on(Wanted.intel()));
        all.put("domain-guide", guide(Wanted.intel()));
        all.put("domain-guide-emulated", guide(Wanted.emulated()));
        all.put(
                "domain-guide-native-emulated",
                EmulatedXml.of(XmlElement.parse(Samples.text("domain-guide.xml")), Wanted.emulated()));
        all.put("domain-full", full());
        all.put("domain-windows", windows());
        all.put("domain-nested", new Machine("edge-01").nested(true).on(Wanted.intel()));
        all.put("domain-not-nested", new Machine("edge-01").nested(false).on(Wanted.intel()));
        all.put("domain-arm", new Machine("edge-01").on(Wanted.arm()));
        all.put("domain-test-driver", guide(Wanted.testDriver()));
        XmlElement clone = guide(Wanted.intel());
        CloneXml.apply(
                clone,
                "edge-ipc-02",
                UUID.fromString("9d0e7b8c-6f2a-4c3a-9d5e-3b9c1d1e52a5"),
                Map.of("/var/lib/libvirt/images/edge-ipc-01.qcow2", "/var/lib/libvirt/images/edge-ipc-02.qcow2"),
                Map.of(),
                new OwnMetadata(Map.of("role", "copy"), Optional.empty(), List.of(), false));
        all.put("domain-clone", clone);
        all.put("domain-probe", ProbeXml.of(Wanted.TOKEN, "x86_64"));
    }

    /** The guide's machine, as section 1 of the design asks for it. */
    private static XmlElement guide(HostFacts host) {
        return DomainXml.of(
                new Machine("edge-ipc-01").cpus(4).memory(Size.gib(8)).spec(),
                host,
                List.of(Wanted.disk("edge-ipc-01.qcow2", Size.gib(128), "vda")),
                List.of(new NicChoice(Wanted.nic("br0"), true, "br0", false, "virtio")),
                BootChoice.NONE,
                List.of());
    }

    private static XmlElement full() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("site", "hall 4 & 5");
        tags.put("owner", "");
        VMSpec.BootSpec boot = new VMSpec.BootSpec(
                Optional.of(Firmware.UEFI),
                Optional.of(true),
                true,
                Optional.of(new FileSource.Remote("/iso/debian.iso")),
                Wanted.kernel("console=ttyS0 root=\"/dev/vda1\"").kernel(),
                Optional.of("http://debian.org/debian/12"));
        VMSpec spec = new Machine("edge-full")
                .cpus(6)
                .memory(Size.gib(16))
                .boot(boot)
                .pinned("0-3,6", true)
                .devices(PciAddress.parse("0000:65:00.0"), PciAddress.parse("0001:0a:1f.7"))
                .vgpu("nvidia-63")
                .nested(true)
                .description("All that a machine can have,\nfor <hall> 4 & 5")
                .tags(tags)
                .spec();
        NicSpec tagged = new NicSpec("ovsbr0", Optional.of(42), Optional.of(false), Optional.of("52:54:00:63:9a:c2"));
        return DomainXml.of(
                spec,
                Wanted.intel(),
                List.of(
                        Wanted.disk("edge-full.qcow2", Size.gib(128), "vda"),
                        Wanted.disk(Wanted.VG0, "edge-full-data", "raw", Size.tib(1), false, DiskBus.SCSI, "sda")),
                List.of(new NicChoice(tagged, true, "ovsbr0", true, "virtio"), Wanted.on("default")),
                new BootChoice(
                        Optional.of("/iso/debian.iso"),
                        Optional.of("/var/lib/libvirt/images/edge-full-vmlinuz"),
                        Optional.of("/var/lib/libvirt/images/edge-full-initrd"),
                        Optional.of("/var/lib/libvirt/images/edge-full-seed.iso"),
                        List.of("/var/lib/libvirt/images/edge-full-vmlinuz")),
                List.of(VGPU));
    }

    private static XmlElement windows() {
        VMSpec spec = new Machine("edge-win")
                .cpus(4)
                .memory(Size.gib(8))
                .boot(new VMSpec.BootSpec(
                        Optional.of(Firmware.UEFI),
                        Optional.of(true),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("win11")))
                .spec();
        BootChoice boot = new BootChoice(
                Optional.of("/iso/windows.iso"), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        DiskChoice disk =
                Wanted.disk(Wanted.IMAGES, "edge-win.qcow2", "qcow2", Size.gib(64), true, DiskBus.SATA, "sda");
        return DomainXml.of(
                spec,
                Wanted.intel(),
                List.of(disk),
                List.of(new NicChoice(Wanted.nic("default"), false, "default", false, "e1000e")),
                boot,
                List.of());
    }

    private static void storage(Map<String, XmlElement> all) {
        all.put("volume-qcow2", VolumeXml.of(Wanted.disk("edge-01.qcow2", Size.gib(128), "vda")));
        all.put(
                "volume-qcow2-thick",
                VolumeXml.of(Wanted.disk(
                        Wanted.IMAGES, "edge-01.qcow2", "qcow2", Size.gib(1), false, DiskBus.VIRTIO, "vda")));
        all.put(
                "volume-raw",
                VolumeXml.of(
                        Wanted.disk(Wanted.IMAGES, "edge-01.img", "raw", Size.mib(64), false, DiskBus.VIRTIO, "vda")));
        all.put(
                "volume-logical",
                VolumeXml.of(Wanted.disk(Wanted.VG0, "edge-01", "raw", Size.gib(10), false, DiskBus.VIRTIO, "vda")));
        DiskChoice base = Wanted.disk("edge-02.qcow2", Size.gib(128), "vda");
        all.put(
                "volume-linked-clone",
                VolumeXml.of(new DiskChoice(
                        base.pool(),
                        base.volume(),
                        base.path(),
                        base.format(),
                        base.size(),
                        base.thin(),
                        base.bus(),
                        base.target(),
                        Optional.of(new DiskChoice.Base("/var/lib/libvirt/images/edge-01.qcow2", "qcow2")))));
    }

    private static void devices(Map<String, XmlElement> all) {
        all.put("device-disk", DeviceXml.disk(Wanted.disk("edge-01-data.qcow2", Size.gib(10), "vdb")));
        all.put(
                "device-disk-block",
                DeviceXml.disk(Wanted.disk(Wanted.VG0, "lv1", "raw", Size.gib(10), false, DiskBus.SCSI, "sdb")));
        all.put("device-cdrom", DeviceXml.cdrom("/iso/debian.iso", "sdy", DiskBus.SCSI));
        all.put("device-cdrom-empty", DeviceXml.cdrom("", "sdy", DiskBus.SATA));
        all.put("device-nic", DeviceXml.nic(Wanted.on("default")));
        NicSpec tagged = new NicSpec("trunk", Optional.of(4094), Optional.of(true), Optional.of("52:54:00:00:00:01"));
        all.put("device-nic-vlan", DeviceXml.nic(new NicChoice(tagged, true, "ovsbr0", true, "e1000e")));
        all.put("device-hostdev", DeviceXml.hostDevice(PciAddress.parse("0000:65:00.0")));
        all.put("device-vgpu", DeviceXml.mediatedDevice(VGPU));
    }

    private static void snapshots(Map<String, XmlElement> all) {
        all.put(
                "snapshot-described",
                SnapshotXml.of(
                        new SnapshotSpec(Wanted.TOKEN, "pre-upgrade", Optional.of("Before K8s upgrade"), true, false)));
        all.put(
                "snapshot-plain",
                SnapshotXml.of(new SnapshotSpec(Wanted.TOKEN, "base", Optional.of(""), false, false)));
    }

    private static void networks(Map<String, XmlElement> all) {
        Optional<String> none = Optional.empty();
        all.put(
                "network-nat",
                NetworkXml.of(Wanted.network(SwitchInfo.Kind.NAT, none, Optional.of("192.168.150.0/24")), false));
        all.put(
                "network-nat-ipv6",
                NetworkXml.of(Wanted.network(SwitchInfo.Kind.NAT, none, Optional.of("fd00:150::/64")), false));
        all.put(
                "network-routed",
                NetworkXml.of(Wanted.network(SwitchInfo.Kind.ROUTED, none, Optional.of("10.9.0.0/29")), false));
        all.put(
                "network-internal",
                NetworkXml.of(Wanted.network(SwitchInfo.Kind.INTERNAL, none, Optional.of("10.9.1.0/24")), false));
        all.put("network-isolated", NetworkXml.of(Wanted.network(SwitchInfo.Kind.ISOLATED, none, none), false));
        all.put(
                "network-external-bridge",
                NetworkXml.of(Wanted.network(SwitchInfo.Kind.EXTERNAL, Optional.of("br0"), none), true));
        all.put(
                "network-external-adapter",
                NetworkXml.of(Wanted.network(SwitchInfo.Kind.EXTERNAL, Optional.of("eno1"), none), false));
    }
}
