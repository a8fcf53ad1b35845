package io.edgevirt.kvm.translate;

import io.edgevirt.Size;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.read.OwnMetadata;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.Change;
import java.util.List;

/** Other figures in a definition that exists. */
public final class ReconfigureXml {

    private ReconfigureXml() {}

    /**
     * Changes a definition.
     *
     * @param domain the root of domain XML, which is changed
     * @param change what to change
     * @param nestedFeature the processor's feature that exposes virtualization; may be empty
     */
    public static void apply(XmlElement domain, Change.Reconfigure change, String nestedFeature) {
        change.cpus().ifPresent(n -> cpus(domain, n));
        change.memory().ifPresent(m -> memory(domain, m));
        change.nestedVirtualization().ifPresent(on -> nested(domain, on, nestedFeature));
        change.description().ifPresent(text -> {
            if (text.isEmpty()) {
                domain.removeAll("description");
            } else {
                domain.need("description").clear().text(text);
            }
        });
        if (!change.tags().isEmpty()) {
            MetadataXml.into(domain, OwnMetadata.of(domain).tagged(change.tags()));
        }
    }

    private static void cpus(XmlElement domain, int count) {
        int most = Math.max(count, new DomainText(domain).maxCpus());
        XmlElement vcpu = domain.need("vcpu").without("current");
        if (count < most) {
            vcpu.with("current", count);
        }
        vcpu.clear().text(String.valueOf(most));
        // The list names each processor by its number, and must have as many as there are.
        domain.removeAll("vcpus");
        domain.first("cpu/topology")
                .ifPresent(t -> t.with("sockets", 1)
                        .without("clusters")
                        .with("dies", 1)
                        .with("cores", most)
                        .with("threads", 1));
        List<XmlElement> cells = domain.all("cpu/numa/cell");
        if (cells.size() == 1) {
            cells.get(0).with("cpus", most == 1 ? "0" : "0-" + (most - 1));
        }
    }

    private static void memory(XmlElement domain, Size size) {
        String kib = String.valueOf(kib(size));
        for (String element : List.of("memory", "currentMemory")) {
            domain.need(element).with("unit", "KiB").clear().text(kib);
        }
        List<XmlElement> cells = domain.all("cpu/numa/cell");
        if (cells.size() == 1) {
            cells.get(0).with("unit", "KiB").with("memory", kib);
        }
    }

    /**
     * libvirt counts in KiB.
     *
     * @param size an amount
     * @return KiB, rounded up
     */
    public static long kib(Size size) {
        return Math.max(1, size.bytes() / 1024 + (size.bytes() % 1024 == 0 ? 0 : 1));
    }

    private static void nested(XmlElement domain, boolean on, String feature) {
        XmlElement cpu = domain.need("cpu");
        cpu.all("feature").stream()
                .filter(f -> f.attribute("name")
                        .filter(n -> n.equals("vmx") || n.equals("svm"))
                        .isPresent())
                .forEach(cpu::remove);
        if (on) {
            cpu.without("match").without("check").with("mode", "host-passthrough");
            cpu.removeAll("model").removeAll("vendor");
        }
        if (!feature.isEmpty()) {
            cpu.add(new XmlElement("feature")
                    .with("policy", on ? "require" : "disable")
                    .with("name", feature));
        }
    }
}
