package io.edgevirt.kvm.read;

import io.edgevirt.PciAddress;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.Optional;

/** PCI addresses as libvirt writes them. */
final class Pci {

    private Pci() {}

    /** From the attributes of an {@code <address>} element. */
    static Optional<PciAddress> fromAttributes(XmlElement address) {
        return of(
                address.attribute("domain").orElse("0"),
                address.attribute("bus").orElse(""),
                address.attribute("slot").orElse(""),
                address.attribute("function").orElse("0"));
    }

    /** From the elements of a node device's capability. */
    static Optional<PciAddress> fromElements(XmlElement capability) {
        return of(
                capability.textAt("domain").orElse(""),
                capability.textAt("bus").orElse(""),
                capability.textAt("slot").orElse(""),
                capability.textAt("function").orElse(""));
    }

    private static Optional<PciAddress> of(String domain, String bus, String slot, String function) {
        return Units.hex(domain)
                .filter(d -> d >= 0 && d <= 0xffff)
                .flatMap(d -> Units.hex(bus)
                        .filter(b -> b >= 0 && b <= 0xff)
                        .flatMap(b -> Units.hex(slot)
                                .filter(s -> s >= 0 && s <= 0x1f)
                                .flatMap(s -> Units.hex(function)
                                        .filter(f -> f >= 0 && f <= 7)
                                        .map(f -> new PciAddress(d, b, s, f)))));
    }
}
