package io.edgevirt.kvm.read;

import io.edgevirt.kvm.xml.XmlElement;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a host can give a guest.
 *
 * @param machine the machine type
 * @param maxCpus the most virtual processors
 * @param efi whether UEFI firmware is chosen by itself
 * @param secureBoot whether firmware with secure boot is there
 * @param tpm whether a TPM can be emulated
 * @param hostPassthrough whether the guest can be given the host's processor as it is
 * @param nestedFeature the feature that exposes virtualization, {@code vmx} or {@code svm}, where the host can give it
 * @param diskBuses how disks can be attached
 * @param hostDevices the kinds of host devices that can be passed through, such as {@code pci}
 */
public record DomainCapabilities(
        Optional<String> machine,
        Optional<Integer> maxCpus,
        boolean efi,
        boolean secureBoot,
        boolean tpm,
        boolean hostPassthrough,
        Optional<String> nestedFeature,
        Set<String> diskBuses,
        Set<String> hostDevices) {

    // Copies the sets.
    public DomainCapabilities {
        diskBuses = Set.copyOf(diskBuses);
        hostDevices = Set.copyOf(hostDevices);
    }

    /**
     * Reads domain capabilities XML.
     *
     * @param xml the document
     * @return what it says
     */
    public static DomainCapabilities of(String xml) {
        XmlElement root = XmlElement.parse(xml);
        boolean efi = values(root, "os", "firmware").contains("efi");
        return new DomainCapabilities(
                root.textAt("machine"),
                root.attributeAt("vcpu", "max").flatMap(Units::number),
                efi,
                efi && values(root, "os/loader", "secure").contains("yes"),
                supported(root, "devices/tpm")
                        && values(root, "devices/tpm", "backendModel").contains("emulator"),
                root.all("cpu/mode").stream().anyMatch(m -> named(m, "host-passthrough") && isSupported(m)),
                root.all("cpu/mode").stream()
                        .filter(m -> named(m, "host-model"))
                        .findFirst()
                        .flatMap(m -> nested(
                                m, root.textAt("domain").filter("kvm"::equals).isPresent())),
                values(root, "devices/disk", "bus"),
                values(root, "devices/hostdev", "subsysType"));
    }

    /** A feature is listed, or for KVM included in the model and not taken away from it. */
    private static Optional<String> nested(XmlElement model, boolean kvm) {
        if (policy(model, "vmx").filter("require"::equals).isPresent()) {
            return Optional.of("vmx");
        }
        String svm = policy(model, "svm")
                .orElse(kvm && model.textAt("model").filter(CpuModels::haveSvm).isPresent() ? "require" : "");
        return svm.equals("require") ? Optional.of("svm") : Optional.empty();
    }

    private static Optional<String> policy(XmlElement model, String feature) {
        return model.all("feature").stream()
                .filter(f -> named(f, feature))
                .flatMap(f -> f.attribute("policy").stream())
                .findFirst();
    }

    private static boolean supported(XmlElement root, String path) {
        return root.first(path).filter(DomainCapabilities::isSupported).isPresent();
    }

    private static boolean isSupported(XmlElement element) {
        return element.attribute("supported").filter("yes"::equals).isPresent();
    }

    private static boolean named(XmlElement element, String name) {
        return element.attribute("name").filter(name::equals).isPresent();
    }

    private static Set<String> values(XmlElement root, String path, String name) {
        return root.all(path + "/enum").stream()
                .filter(e -> named(e, name))
                .flatMap(e -> e.all("value").stream())
                .map(v -> v.text().strip())
                .collect(Collectors.toSet());
    }
}
