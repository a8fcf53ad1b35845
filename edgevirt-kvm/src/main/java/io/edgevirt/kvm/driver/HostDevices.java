package io.edgevirt.kvm.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Hardware;
import io.edgevirt.PciAddress;
import io.edgevirt.kvm.libvirt.Domains;
import io.edgevirt.kvm.libvirt.NodeDevices;
import io.edgevirt.kvm.read.HostReader;
import io.edgevirt.kvm.translate.HostFacts;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Devices of the host's that a machine is to have. */
final class HostDevices {

    private final Reads reads;

    HostDevices(Reads reads) {
        this.reads = reads;
    }

    /** Looks whether the devices are there, and whether there is an IOMMU, without which no start would work. */
    List<Finding> check(List<PciAddress> wanted, HostFacts host) {
        Set<PciAddress> there = HostReader.read(
                        host.name(),
                        host.host(),
                        List.of(),
                        List.of(),
                        reads.lib().nodeDevices().listXml(NodeDevices.CAP_PCI).values())
                .pciDevices()
                .stream()
                .map(Hardware.PciDevice::address)
                .collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        for (PciAddress address : wanted) {
            if (!there.contains(address)) {
                findings.add(Finding.fail(
                        "device",
                        Problem.NOT_FOUND,
                        address.toString(),
                        "the host has no PCI device of that address",
                        "host.hardware().pciDevices() tells what it has"));
            }
        }
        if (!host.host().iommu().orElse(true)) {
            findings.add(Finding.warn(
                    "device.iommu",
                    host.name(),
                    "no IOMMU is in use: the machine cannot start with the device",
                    "switch VT-d or AMD-Vi on in the firmware, and boot with intel_iommu=on or amd_iommu=on"));
        }
        return findings;
    }

    /** A mediated device of a type that no machine's definition names. One request for each machine: it is rare. */
    Optional<UUID> free(String profile) {
        Set<String> used = new HashSet<>();
        for (String xml : definitions()) {
            XmlElement.parse(xml)
                    .all("devices/hostdev/source/address")
                    .forEach(a -> a.attribute("uuid").ifPresent(used::add));
        }
        return reads.lib().nodeDevices().listXml(NodeDevices.CAP_MDEV).values().stream()
                .map(XmlElement::parse)
                .filter(d -> d.attributeAt("capability/type", "id")
                        .filter(profile::equals)
                        .isPresent())
                .flatMap(d -> d.textAt("capability/uuid").stream())
                .filter(u -> !used.contains(u))
                .findFirst()
                .map(UUID::fromString);
    }

    private List<String> definitions() {
        return reads.lib().domains().list(0).stream()
                .map(d -> reads.lib().domains().xml(d.uuid(), Domains.XML_INACTIVE))
                .toList();
    }
}
