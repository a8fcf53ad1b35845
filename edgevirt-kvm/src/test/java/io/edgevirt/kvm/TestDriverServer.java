package io.edgevirt.kvm;

import static io.edgevirt.Size.mib;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Settings;
import io.edgevirt.Size;
import io.edgevirt.testkit.ContractServer;
import io.edgevirt.testkit.Props;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** libvirt's driver for tests: one host for all connections of the JVM as long as one of them is open. */
final class TestDriverServer implements ContractServer {

    @Override
    public String label() {
        return "test-default";
    }

    @Override
    public Hypervisor connect(Consumer<Settings.Builder> more) {
        return EdgeVirt.connect("test:///default", more);
    }

    @Override
    public Size diskSize() {
        return mib(64);
    }

    @Override
    public Optional<String> nativeText(String name) {
        return Optional.of("<domain type='test'><name>" + name + "</name><memory unit='MiB'>128</memory>"
                + "<vcpu>1</vcpu><os><type>hvm</type></os></domain>");
    }

    @Override
    public Props props() {
        return Props.draft()
                .network("default")
                .pool("default-pool")
                .uplink("eth1")
                .guestOs("http://debian.org/debian/12")
                .nativeType(org.libvirt.Connect.class)
                .props();
    }

    @Override
    public Map<String, String> gaps() {
        return Map.of(
                "Requests.snapshots",
                "libvirt tells a snapshot's parent, time and memory by that snapshot's own XML alone",
                "Devices.grow",
                "libvirt's driver for tests resizes no volumes");
    }
}
