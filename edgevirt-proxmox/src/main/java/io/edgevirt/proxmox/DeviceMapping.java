package io.edgevirt.proxmox;

import java.util.List;
import java.util.Optional;

/**
 * A name of the cluster's for devices of its nodes, so that machines can be given one wherever they run.
 *
 * @param id its name
 * @param description what is written beside it
 * @param devices the devices, on which nodes
 */
public record DeviceMapping(String id, Optional<String> description, List<Device> devices) {

    // Copies the list.
    public DeviceMapping {
        devices = List.copyOf(devices);
    }

    /**
     * A device of a mapping.
     *
     * @param node its node
     * @param id vendor and product, such as {@code 10de:1eb8}
     * @param path where it is: a PCI address, or a USB port; empty where any USB port will do
     */
    public record Device(String node, String id, Optional<String> path) {
        @Override
        public String toString() {
            return id + " of " + node + path.map(p -> " at " + p).orElse("");
        }
    }

    @Override
    public String toString() {
        return id + " " + devices;
    }
}
