package io.edgevirt.kvm.read;

import io.edgevirt.Firmware;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.kvm.xml.XmlRefused;
import java.util.List;
import java.util.Optional;

/**
 * Domain XML, read.
 *
 * @param xml the root element
 */
public record DomainText(XmlElement xml) {

    /**
     * Reads domain XML.
     *
     * @param text the document
     * @return the domain
     */
    public static DomainText of(String text) {
        return new DomainText(XmlElement.parse(text));
    }

    /**
     * What runs it.
     *
     * @return such as {@code kvm}, {@code qemu} or {@code test}
     */
    public String type() {
        return xml.attribute("type").orElse("");
    }

    /**
     * Its name.
     *
     * @return as written
     */
    public Optional<String> name() {
        return xml.first("name").map(XmlElement::text).filter(n -> !n.isEmpty());
    }

    /**
     * Its uuid.
     *
     * @return as written
     */
    public Optional<String> uuid() {
        return xml.textAt("uuid");
    }

    /**
     * Virtual processors that it has now.
     *
     * @return at least one, which is libvirt's default
     * @throws XmlRefused if the definition has a number that is none
     */
    public int cpus() {
        return xml.attributeAt("vcpu", "current").map(DomainText::count).orElseGet(this::maxCpus);
    }

    /**
     * Virtual processors that it can have.
     *
     * @return at least {@link #cpus()}
     * @throws XmlRefused if the definition has a number that is none
     */
    public int maxCpus() {
        return xml.textAt("vcpu").map(DomainText::count).orElse(1);
    }

    private static int count(String text) {
        return Units.number(text)
                .filter(n -> n > 0)
                .orElseThrow(() -> new XmlRefused("has no number of processors: '" + text + "'"));
    }

    /**
     * Memory that it has now.
     *
     * @return what the balloon leaves it
     * @throws XmlRefused if the definition has no memory
     */
    public Size memory() {
        return xml.first("currentMemory").isPresent() ? amount("currentMemory") : maxMemory();
    }

    /**
     * Memory that it started with, or will start with.
     *
     * @return the balloon's upper end
     * @throws XmlRefused if the definition has no memory
     */
    public Size maxMemory() {
        return amount("memory");
    }

    private Size amount(String element) {
        return Units.sizeAt(xml, element, "KiB")
                .orElseThrow(() -> new XmlRefused("has no amount of memory in <" + element + ">"));
    }

    /**
     * Its firmware.
     *
     * @return empty where the definition leaves it open and the architecture has no PC BIOS
     */
    public Optional<Firmware> firmware() {
        boolean efi = xml.attributeAt("os", "firmware").filter("efi"::equals).isPresent()
                || xml.attributeAt("os/loader", "type").filter("pflash"::equals).isPresent();
        if (efi) {
            return Optional.of(Firmware.UEFI);
        }
        String arch = xml.attributeAt("os/type", "arch").orElse("");
        boolean pc = arch.equals("x86_64") || arch.equals("i686");
        return pc && !type().equals("test") ? Optional.of(Firmware.BIOS) : Optional.empty();
    }

    /**
     * Whether secure boot is on.
     *
     * @return empty where there is no UEFI, or nobody said
     */
    public Optional<Boolean> secureBoot() {
        return xml.all("os/firmware/feature").stream()
                .filter(f -> f.attribute("name").filter("secure-boot"::equals).isPresent())
                .flatMap(f -> f.attribute("enabled").stream())
                .findFirst()
                .or(() -> xml.attributeAt("os/loader", "secure"))
                .filter(s -> firmware().filter(Firmware.UEFI::equals).isPresent())
                .map("yes"::equals);
    }

    /**
     * Whether virtualization is exposed to the guest.
     *
     * @return empty where the model of its processor leaves that open
     */
    public Optional<Boolean> nested() {
        Optional<String> policy = xml.all("cpu/feature").stream()
                .filter(f -> f.attribute("name")
                        .filter(n -> n.equals("vmx") || n.equals("svm"))
                        .isPresent())
                .flatMap(f -> f.attribute("policy").stream())
                .findFirst();
        if (policy.isPresent()) {
            return switch (policy.get()) {
                case "require", "force" -> Optional.of(true);
                case "disable", "forbid" -> Optional.of(false);
                default -> Optional.empty();
            };
        }
        boolean passthrough = xml.attributeAt("cpu", "mode")
                .filter("host-passthrough"::equals)
                .isPresent();
        return passthrough && type().equals("kvm") ? Optional.of(true) : Optional.empty();
    }

    /**
     * Whether it has a TPM.
     *
     * @return true if so
     */
    public boolean tpm() {
        return xml.first("devices/tpm").isPresent();
    }

    /**
     * Its description.
     *
     * @return as written
     */
    public Optional<String> description() {
        return xml.first("description").map(XmlElement::text);
    }

    /**
     * Its disks.
     *
     * @return in their order, CD drives included
     */
    public List<DiskElement> disks() {
        return DiskElement.of(xml);
    }

    /**
     * Its network adapters.
     *
     * @return in their order
     */
    public List<NicElement> nics() {
        return NicElement.of(xml);
    }

    /**
     * PCI devices of the host that are passed through.
     *
     * @return their addresses at the host
     */
    public List<PciAddress> hostDevices() {
        return xml.all("devices/hostdev").stream()
                .filter(h -> h.attribute("type").filter("pci"::equals).isPresent())
                .flatMap(h -> h.first("source/address").stream())
                .flatMap(a -> Pci.fromAttributes(a).stream())
                .toList();
    }

    /**
     * What EdgeVirt noted in it.
     *
     * @return its own metadata
     */
    public OwnMetadata metadata() {
        return OwnMetadata.of(xml);
    }

    /**
     * Whether a serial port is there whose text can be read.
     *
     * @return true for a port on a pseudo-terminal
     */
    public boolean serialPty() {
        return xml.all("devices/serial").stream()
                .anyMatch(s -> s.attribute("type").filter("pty"::equals).isPresent());
    }
}
