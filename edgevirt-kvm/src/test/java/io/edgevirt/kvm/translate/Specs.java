package io.edgevirt.kvm.translate;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;

import io.edgevirt.DiskBus;
import io.edgevirt.Firmware;
import io.edgevirt.MemoryRange;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.kvm.Golden;
import io.edgevirt.kvm.read.Capabilities;
import io.edgevirt.kvm.read.DomainCapabilities;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.VMSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Specs and facts for tests: begin with a plain machine and change one thing. */
final class Specs {

    static final UUID TOKEN = UUID.fromString("11111111-2222-4333-8444-555555555555");

    String name = "edge-01";
    int cpus = 4;
    Size memory = gib(8);
    Optional<MemoryRange> dynamicMemory = Optional.empty();
    Optional<Firmware> firmware = Optional.empty();
    Optional<Boolean> secureBoot = Optional.empty();
    boolean tpm;
    Optional<VMSpec.KernelSpec> kernel = Optional.empty();
    Optional<String> guestOs = Optional.empty();
    Optional<String> host = Optional.empty();
    Optional<String> folder = Optional.empty();
    Optional<Size> reserved = Optional.empty();
    Optional<String> pinned = Optional.empty();
    boolean hugepages;
    List<PciAddress> devices = List.of();
    Optional<Boolean> nested = Optional.empty();
    Optional<String> description = Optional.empty();
    Map<String, String> tags = Map.of();

    VMSpec spec() {
        return new VMSpec(
                TOKEN,
                name,
                cpus,
                memory,
                dynamicMemory,
                List.of(),
                List.of(),
                new VMSpec.BootSpec(firmware, secureBoot, tpm, Optional.empty(), kernel, guestOs),
                new VMSpec.Placement(host, Optional.empty(), Optional.empty(), folder),
                new VMSpec.Resources(Optional.empty(), reserved, pinned, hugepages),
                devices,
                Optional.empty(),
                nested,
                Optional.empty(),
                description,
                tags,
                false);
    }

    /** The host on which the replies of the tests' resources were read; it only emulates. */
    static HostFacts emulating() {
        return new HostFacts(
                "edge",
                "qemu",
                Optional.of("KVM is advertised but does not execute here"),
                Capabilities.of(Golden.text("samples/capabilities-inside.xml")),
                Optional.of(DomainCapabilities.of(Golden.text("samples/domcapabilities-inside-qemu.xml"))),
                9_000_000);
    }

    /** A host with Intel's virtualization. */
    static HostFacts kvm() {
        Capabilities host = new Capabilities(
                "x86_64",
                Optional.empty(),
                Optional.of("Cascadelake-Server"),
                Set.of("vmx"),
                Optional.of(8),
                Optional.of(16),
                Optional.of(true),
                Set.of("kvm", "qemu"),
                Map.of(mib(2), 1024L));
        DomainCapabilities guest = new DomainCapabilities(
                Optional.of("pc-q35-7.2"),
                Optional.of(288),
                true,
                true,
                true,
                true,
                Optional.of("vmx"),
                Set.of("virtio", "scsi", "sata", "usb"),
                Set.of("pci", "usb"));
        return new HostFacts("edge", "kvm", Optional.empty(), host, Optional.of(guest), 9_000_000);
    }

    /** libvirt's driver for tests. */
    static HostFacts test() {
        return new HostFacts(
                "localhost",
                HostFacts.TEST,
                Optional.empty(),
                new Capabilities(
                        "i686",
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of("test"),
                        Map.of()),
                Optional.empty(),
                9_000_000);
    }

    static PoolText pool() {
        return PoolText.of(
                "<pool type='dir'><name>default</name><uuid>00000000-0000-4000-8000-000000000001</uuid>"
                        + "<target><path>/var/lib/libvirt/images</path></target></pool>",
                true);
    }

    static DiskChoice disk(String target, Size size, boolean thin) {
        return disk(target, size, thin, DiskBus.VIRTIO);
    }

    static DiskChoice disk(String target, Size size, boolean thin, DiskBus bus) {
        String volume = "edge-01-11111111-" + target + ".qcow2";
        return new DiskChoice(
                pool(),
                volume,
                "/var/lib/libvirt/images/" + volume,
                "qcow2",
                size,
                thin,
                bus,
                target,
                Optional.empty());
    }

    static NicChoice nic(String source, boolean bridge) {
        return new NicChoice(
                new NicSpec(source, Optional.empty(), Optional.empty(), Optional.empty()),
                bridge,
                source,
                false,
                "virtio");
    }
}
