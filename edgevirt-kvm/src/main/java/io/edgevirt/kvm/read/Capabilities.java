package io.edgevirt.kvm.read;

import io.edgevirt.Size;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a host says of itself in its capabilities.
 *
 * @param arch the architecture, such as {@code x86_64}
 * @param uuid the host's uuid
 * @param cpuModel the nearest model that libvirt knows
 * @param cpuFeatures features beyond that model
 * @param cores physical cores, where the topology tells
 * @param threads logical processors
 * @param iommu whether an IOMMU is in use
 * @param domainTypes what runs guests of the host's own architecture, such as {@code kvm}, {@code qemu} or {@code test}
 * @param hugepages free-standing huge pages: their number by their size
 */
public record Capabilities(
        String arch,
        Optional<String> uuid,
        Optional<String> cpuModel,
        Set<String> cpuFeatures,
        Optional<Integer> cores,
        Optional<Integer> threads,
        Optional<Boolean> iommu,
        Set<String> domainTypes,
        Map<Size, Long> hugepages) {

    // Copies the collections.
    public Capabilities {
        cpuFeatures = Set.copyOf(cpuFeatures);
        domainTypes = Set.copyOf(domainTypes);
        hugepages = Map.copyOf(hugepages);
    }

    /**
     * Reads capabilities XML.
     *
     * @param xml the document
     * @return what it says
     */
    public static Capabilities of(String xml) {
        XmlElement root = XmlElement.parse(xml);
        XmlElement host = root.first("host").orElseGet(() -> new XmlElement("host"));
        String arch = host.textAt("cpu/arch").orElse("");
        return new Capabilities(
                arch,
                host.textAt("uuid"),
                host.textAt("cpu/model"),
                host.all("cpu/feature").stream()
                        .flatMap(f -> f.attribute("name").stream())
                        .collect(Collectors.toSet()),
                cores(host),
                count(host.all("topology/cells/cell/cpus/cpu").size()),
                host.attributeAt("iommu", "support").map("yes"::equals),
                root.all("guest/arch").stream()
                        .filter(a -> a.attribute("name").orElse("").equals(arch))
                        .flatMap(a -> a.all("domain").stream())
                        .flatMap(d -> d.attribute("type").stream())
                        .collect(Collectors.toSet()),
                hugepages(host));
    }

    /** Two processors share a core where socket, die and core have the same numbers. */
    private static Optional<Integer> cores(XmlElement host) {
        return count(host.all("topology/cells/cell/cpus/cpu").stream()
                .filter(c -> c.attribute("core_id").isPresent())
                .map(c -> c.attribute("socket_id").orElse("") + "/"
                        + c.attribute("die_id").orElse("") + "/"
                        + c.attribute("core_id").orElse(""))
                .collect(Collectors.toSet())
                .size());
    }

    private static Optional<Integer> count(int n) {
        return n == 0 ? Optional.empty() : Optional.of(n);
    }

    /** The smallest size is that of ordinary pages. */
    private static Map<Size, Long> hugepages(XmlElement host) {
        Map<Size, Long> pages = new LinkedHashMap<>();
        for (XmlElement p : host.all("topology/cells/cell/pages")) {
            Optional<Size> size = p.attribute("size")
                    .flatMap(s -> Units.size(
                            new XmlElement("size")
                                    .with("unit", p.attribute("unit").orElse("KiB"))
                                    .text(s),
                            "KiB"));
            Optional<Integer> number = Units.number(p.text());
            if (size.isPresent() && number.isPresent() && size.get().bytes() > 64 * 1024) {
                pages.merge(size.get(), (long) number.get(), Long::sum);
            }
        }
        return pages;
    }

    /**
     * Whether the processor shows hardware virtualization to the host.
     *
     * @return true for VT-x or AMD-V
     */
    public boolean hardwareVirtualization() {
        return cpuFeatures.contains("vmx")
                || cpuFeatures.contains("svm")
                || cpuModel.filter(CpuModels::haveSvm).isPresent();
    }
}
