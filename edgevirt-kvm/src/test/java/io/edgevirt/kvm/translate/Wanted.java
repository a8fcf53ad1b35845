package io.edgevirt.kvm.translate;

import io.edgevirt.DiskBus;
import io.edgevirt.Firmware;
import io.edgevirt.Size;
import io.edgevirt.SwitchInfo;
import io.edgevirt.kvm.read.Capabilities;
import io.edgevirt.kvm.read.DomainCapabilities;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.kvm.xml.Samples;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.SwitchSpec;
import io.edgevirt.spi.VMSpec;
import java.util.Optional;
import java.util.UUID;

/** What is wanted, and where: the plainest that the tests begin with. */
final class Wanted {

    static final UUID TOKEN = UUID.fromString("3b9c1d1e-52a5-4c3a-9d5e-6f2a7b8c9d0e");

    static final VMSpec.BootSpec PLAIN_BOOT = new VMSpec.BootSpec(
            Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty());

    static final VMSpec.Resources NO_RESOURCES =
            new VMSpec.Resources(Optional.empty(), Optional.empty(), Optional.empty(), false);

    static final PoolText IMAGES = pool("dir", "default", "/var/lib/libvirt/images");
    static final PoolText VG0 = pool("logical", "vg0", "/dev/vg0");

    private Wanted() {}

    private static PoolText pool(String type, String name, String path) {
        return PoolText.of(
                "<pool type='" + type + "'><name>" + name + "</name><target><path>" + path + "</path></target></pool>",
                true);
    }

    private static HostFacts host(String capabilities, String guest, String type) {
        return new HostFacts(
                "edge-host",
                type,
                type.equals("qemu") ? Optional.of("the processor has neither VT-x nor AMD-V") : Optional.empty(),
                Capabilities.of(Samples.text("capabilities-" + capabilities + ".xml")),
                guest.isEmpty()
                        ? Optional.empty()
                        : Optional.of(DomainCapabilities.of(Samples.text("domcapabilities-" + guest + ".xml"))),
                9_000_000);
    }

    static HostFacts intel() {
        return host("intel", "intel", "kvm");
    }

    static HostFacts amd() {
        return host("amd", "amd", "kvm");
    }

    static HostFacts emulated() {
        return host("intel", "emulated", "qemu");
    }

    static HostFacts arm() {
        return host("arm", "", "kvm");
    }

    static HostFacts testDriver() {
        return host("test", "", HostFacts.TEST);
    }

    static VMSpec.BootSpec boot(Firmware firmware, boolean secure, boolean tpm) {
        return new VMSpec.BootSpec(
                Optional.of(firmware), Optional.of(secure), tpm, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static VMSpec.BootSpec guestOs(String system) {
        return new VMSpec.BootSpec(
                Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.of(system));
    }

    static VMSpec.BootSpec kernel(String commandLine) {
        return new VMSpec.BootSpec(
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of(new VMSpec.KernelSpec(
                        new FileSource.Remote("/boot/vmlinuz"),
                        new FileSource.Remote("/boot/initrd.img"),
                        commandLine)),
                Optional.empty());
    }

    static DiskChoice disk(String volume, Size size, String target) {
        return disk(IMAGES, volume, "qcow2", size, true, DiskBus.VIRTIO, target);
    }

    static DiskChoice disk(
            PoolText pool, String volume, String format, Size size, boolean thin, DiskBus bus, String target) {
        return new DiskChoice(
                pool, volume, pool.path(volume).orElseThrow(), format, size, thin, bus, target, Optional.empty());
    }

    static NicSpec nic(String network) {
        return new NicSpec(network, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static NicChoice on(String network) {
        return new NicChoice(nic(network), false, network, false, "virtio");
    }

    static SwitchSpec network(SwitchInfo.Kind kind, Optional<String> nic, Optional<String> cidr) {
        return new SwitchSpec(TOKEN, "edge-net", kind, nic, cidr, true, Optional.empty(), Optional.empty());
    }
}
