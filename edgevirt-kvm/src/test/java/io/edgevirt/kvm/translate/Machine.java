package io.edgevirt.kvm.translate;

import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.VMSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine that is wanted: with nothing but its name, 2 processors and 2 GiB, until a test wants more. */
final class Machine {

    private final String name;
    private int cpus = 2;
    private Size memory = Size.gib(2);
    private VMSpec.BootSpec boot = Wanted.PLAIN_BOOT;
    private VMSpec.Resources resources = Wanted.NO_RESOURCES;
    private List<PciAddress> devices = List.of();
    private Optional<String> vgpu = Optional.empty();
    private Optional<Boolean> nested = Optional.empty();
    private Optional<String> description = Optional.empty();
    private Map<String, String> tags = Map.of();

    Machine(String name) {
        this.name = name;
    }

    Machine cpus(int count) {
        cpus = count;
        return this;
    }

    Machine memory(Size size) {
        memory = size;
        return this;
    }

    Machine boot(VMSpec.BootSpec how) {
        boot = how;
        return this;
    }

    /** Processors of the host's to run on, and whether its memory is in huge pages. */
    Machine pinned(String list, boolean hugepages) {
        resources = new VMSpec.Resources(Optional.empty(), Optional.empty(), Optional.of(list), hugepages);
        return this;
    }

    Machine devices(PciAddress... addresses) {
        devices = List.of(addresses);
        return this;
    }

    Machine vgpu(String profile) {
        vgpu = Optional.of(profile);
        return this;
    }

    Machine nested(boolean on) {
        nested = Optional.of(on);
        return this;
    }

    Machine description(String text) {
        description = Optional.of(text);
        return this;
    }

    Machine tags(Map<String, String> all) {
        tags = all;
        return this;
    }

    VMSpec spec() {
        return new VMSpec(
                Wanted.TOKEN,
                name,
                cpus,
                memory,
                Optional.empty(),
                List.of(),
                List.of(),
                boot,
                new VMSpec.Placement(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                resources,
                devices,
                vgpu,
                nested,
                Optional.empty(),
                description,
                tags,
                false);
    }

    /** The domain on a host, without disks and adapters. */
    XmlElement on(HostFacts host) {
        return DomainXml.of(spec(), host, List.of(), List.of(), BootChoice.NONE, List.of());
    }
}
