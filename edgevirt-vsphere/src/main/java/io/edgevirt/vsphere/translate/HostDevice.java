package io.edgevirt.vsphere.translate;

/**
 * A PCI device that a host can pass through.
 *
 * @param id its address on the host, such as {@code 0000:65:00.0}
 * @param name its name
 * @param system the host's own id, which a machine's configuration repeats
 * @param vendor the vendor's number
 * @param device the device's number
 */
public record HostDevice(String id, String name, String system, int vendor, int device) {}
