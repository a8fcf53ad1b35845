package io.edgevirt.proxmox;

import io.edgevirt.Operation;
import io.edgevirt.PciAddress;
import java.util.List;
import java.util.Map;

/**
 * Names of the cluster's for PCI and USB devices of its nodes: {@code hv.unwrap(Proxmox.class).mappings()}. They came with
 * version 8. Who is not root@pam can pass devices through by them alone.
 */
public interface ProxmoxMappings {

    /**
     * The mappings of PCI devices. One request.
     *
     * @return in the cluster's order
     */
    List<DeviceMapping> pci();

    /**
     * The mappings of USB devices. One request.
     *
     * @return in the cluster's order
     */
    List<DeviceMapping> usb();

    /**
     * Names a PCI device on each of some nodes. What they are is read from the nodes.
     *
     * @param id the name
     * @param devices each node's device
     * @return the operation; its check fails where a node has no such device
     */
    Operation<DeviceMapping> addPci(String id, Map<String, PciAddress> devices);

    /**
     * Names a USB device of a node, at whatever port.
     *
     * @param id the name
     * @param node the node
     * @param device vendor and product, such as {@code 1050:0407}
     * @return the operation
     */
    Operation<DeviceMapping> addUsb(String id, String node, String device);

    /**
     * Takes the name of PCI devices away. Machines that have one of them do not start any more.
     *
     * @param id the name
     * @return the operation
     */
    Operation<ProxmoxMappings> removePci(String id);

    /**
     * Takes the name of USB devices away. Machines that have one of them do not start any more.
     *
     * @param id the name
     * @return the operation
     */
    Operation<ProxmoxMappings> removeUsb(String id);
}
