package io.edgevirt.kvm;

import static io.edgevirt.Size.mib;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Settings;
import io.edgevirt.Size;
import io.edgevirt.VMDefinition;
import io.edgevirt.testkit.ContractServer;
import io.edgevirt.testkit.Props;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A real libvirtd, named by the system property {@code edgevirt.kvm.uri}, with the guest that scripts/build-guest.sh
 * makes; {@code edgevirt.kvm.other} names a second one that machines can be moved to.
 */
final class DaemonServer implements ContractServer {

    static final String URI = System.getProperty("edgevirt.kvm.uri", "");

    private static final Optional<String> OTHER =
            Optional.of(System.getProperty("edgevirt.kvm.other", "")).filter(u -> !u.isEmpty());

    @Override
    public String label() {
        return "daemon";
    }

    @Override
    public Hypervisor connect(Consumer<Settings.Builder> more) {
        return EdgeVirt.connect(URI, more);
    }

    @Override
    public Optional<Hypervisor> connectOther() {
        return OTHER.map(EdgeVirt::connect);
    }

    @Override
    public VMDefinition machine(VMDefinition machine) {
        return booting(machine, "");
    }

    private VMDefinition booting(VMDefinition machine, String more) {
        return machine.cpus(1)
                .memory(mib(256))
                .disk(diskSize(), d -> OTHER.ifPresent(o -> d.pool("shared")))
                .bootKernel(TestGuest.KERNEL, TestGuest.INITRD, TestGuest.commandLine() + more);
    }

    @Override
    public Optional<VMDefinition> deafMachine(VMDefinition machine, String name) {
        return Optional.of(booting(machine, " edgevirt.acpi=ignore edgevirt.agent=off"));
    }

    @Override
    public Size diskSize() {
        return mib(64);
    }

    @Override
    public Optional<String> bootMarker() {
        return Optional.of(TestGuest.READY);
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(2);
    }

    @Override
    public Optional<String> nativeText(String name) {
        return Optional.of("<domain type='qemu'><name>" + name + "</name><memory unit='MiB'>128</memory>"
                + "<vcpu>1</vcpu><os><type arch='x86_64'>hvm</type></os></domain>");
    }

    @Override
    public Props props() {
        return Props.draft()
                .network("default")
                .pool("default")
                .iso(TestGuest.ISO)
                .uplink("uplink")
                .kernel(new Props.Kernel(TestGuest.KERNEL, TestGuest.INITRD, TestGuest.commandLine()))
                .guestOs("http://debian.org/debian/12")
                .nativeType(org.libvirt.Connect.class)
                .inside(new Props.Inside(
                        Optional.empty(), List.of("/bin/echo", "contract"), List.of("/bin/false"), "/tmp/contract"))
                .props();
    }

    @Override
    public Map<String, String> gaps() {
        return Map.of(
                "Requests.snapshots",
                "libvirt tells a snapshot's parent, time and memory by that snapshot's own XML alone");
    }
}
