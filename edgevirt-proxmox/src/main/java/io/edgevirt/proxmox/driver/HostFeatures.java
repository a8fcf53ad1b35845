package io.edgevirt.proxmox.driver;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import io.edgevirt.proxmox.NodePciDevice;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.HardwareOfNode;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.PciReader;
import java.util.Set;

/** What one node can do and another cannot. */
final class HostFeatures {

    /** The features that one node has and another lacks. */
    static final Set<Feature> DEPENDING = Set.of(Feature.NESTED_VIRTUALIZATION, Feature.GPU_PASSTHROUGH, Feature.VGPU);

    private HostFeatures() {}

    /** What is read of a node to tell. */
    static Call wanted(Feature feature, String node) {
        return feature == Feature.NESTED_VIRTUALIZATION
                ? Call.get("/nodes/{node}/status", node)
                : Call.get("/nodes/{node}/hardware/pci", node);
    }

    /** What a node's reply says; the general answer where it says nothing. */
    static Support of(Feature feature, Support general, Json told) {
        return switch (feature) {
            case NESTED_VIRTUALIZATION -> nested(general, told);
            case GPU_PASSTHROUGH -> passthrough(general, told);
            case VGPU -> mediated(general, told);
            default -> general;
        };
    }

    private static Support nested(Support general, Json status) {
        return HardwareOfNode.virtualization(status)
                .map(on -> on
                        ? Support.conditional(
                                "the node's processor virtualizes; whether its kernel passes that on is not told",
                                "cat /sys/module/kvm_*/parameters/nested on the node says Y or 1")
                        : Support.no(
                                "the node's processor does not virtualize", "switch VT-x or AMD-V on in its firmware"))
                .orElse(general);
    }

    private static Support passthrough(Support general, Json pci) {
        return PciReader.iommu(pci)
                .map(on -> on
                        ? general
                        : Support.no(
                                "no PCI device of the node is in an IOMMU group",
                                "switch VT-d or AMD's IOMMU on in its firmware, and for VT-d on kernels before 6.8"
                                        + " intel_iommu=on at its start"))
                .orElse(general);
    }

    private static Support mediated(Support general, Json pci) {
        if (pci.list().isEmpty()) {
            return general;
        }
        long able = PciReader.devices(pci).stream()
                .filter(d -> d.mediated().orElse(false))
                .map(NodePciDevice::device)
                .count();
        return able > 0
                ? Support.yes(able + " PCI devices of the node can be cut into mediated devices")
                : Support.no(
                        "no PCI device of the node can be cut into mediated devices",
                        "install the vendor's vGPU manager on the node");
    }
}
