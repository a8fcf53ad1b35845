package io.edgevirt.proxmox;

import io.edgevirt.Hardware;
import java.util.Optional;

/**
 * A PCI device of a node.
 *
 * @param device its address, names, class and IOMMU group
 * @param vendorId the vendor, such as 0x10de
 * @param deviceId the product, such as 0x1eb8
 * @param mediated whether it can be cut into mediated devices, of which {@code ProxmoxNode} tells; empty
 *     where the node does not say
 */
public record NodePciDevice(
        Hardware.PciDevice device, Optional<Integer> vendorId, Optional<Integer> deviceId, Optional<Boolean> mediated) {

    @Override
    public String toString() {
        return device.address() + " " + device.description()
                + device.iommuGroup().map(g -> ", IOMMU group " + g).orElse("")
                + (mediated.orElse(false) ? ", mediated devices" : "");
    }
}
