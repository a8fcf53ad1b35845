package io.edgevirt.testkit;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.PciAddress;
import io.edgevirt.Settings;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import io.edgevirt.mem.InMemory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A hypervisor in memory that behaves like one of its presets, with all that tests can use. */
final class MemServer implements ContractServer {

    private final String preset;
    private final String site;
    private final InMemory system;
    private final AtomicInteger nodes = new AtomicInteger();

    MemServer(String preset) {
        this.preset = preset;
        this.site = "contract-" + preset + "-" + UUID.randomUUID() + "?preset=" + preset + "&hosts=2&strict=true";
        this.system = InMemory.at(site).know("/isos/tests.iso", "/boot/vmlinuz", "/boot/initrd.img", "eno2", "tests");
    }

    @Override
    public String label() {
        return preset;
    }

    @Override
    public Hypervisor connect(Consumer<Settings.Builder> more) {
        return EdgeVirt.connect("mem:" + site, more);
    }

    @Override
    public Optional<VMDefinition> deafMachine(VMDefinition machine, String name) {
        system.guest(name).ignoresShutdown(true);
        return Optional.of(machine(machine));
    }

    @Override
    public Optional<String> bootMarker() {
        return Optional.of("login: ");
    }

    @Override
    public Optional<Consumer<VM>> crash() {
        return Optional.of(vm -> system.guest(vm.name()).crash());
    }

    @Override
    public void pass(Duration duration) {
        system.time().advance(duration);
    }

    @Override
    public Optional<String> nativeText(String name) {
        return Optional.of("name: " + name + "\ncpus: 1\nmemory: 128 MiB\n");
    }

    @Override
    public List<String> clusterNodes() {
        List<String> names = List.of("contract-" + nodes.incrementAndGet(), "contract-" + nodes.incrementAndGet());
        names.forEach(system::know);
        return names;
    }

    @Override
    public Props props() {
        return Props.draft()
                .network("br0")
                .pool("default")
                .iso("/isos/tests.iso")
                .uplink("eno2")
                .kernel(new Props.Kernel("/boot/vmlinuz", "/boot/initrd.img", "console=ttyS0"))
                .guestOs("otherGuest64")
                .folder("tests")
                .resourcePool("tests")
                .device(new PciAddress(0, 0x65, 0, 0))
                .vgpu("any")
                .nativeType(InMemory.class)
                .inside(new Props.Inside(
                        Optional.of(new Props.Login("tester", io.edgevirt.Secret.of('x'))),
                        List.of("echo", "contract"),
                        List.of("false"),
                        "/tmp/contract"))
                .props();
    }
}
