package io.edgevirt.proxmox.driver;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import java.util.Map;

/** What Proxmox VE can do about machines. */
final class MachineFeatures {

    private MachineFeatures() {}

    static void put(Map<Feature, Support> all) {
        all.put(Feature.NATIVE_API, Support.yes("REST"));
        all.put(Feature.WEB_MANAGEMENT, Support.yes("every node has a management page on port 8006"));
        definition(all);
        firmware(all);
        placement(all);
        devices(all);
    }

    private static void definition(Map<Feature, Support> all) {
        all.put(Feature.CREATE, Support.yes("one request makes a machine whole"));
        all.put(Feature.NATIVE_DEFINITION, Support.yes("the lines of a .conf file, as vm.config() tells them"));
        all.put(Feature.CLONE, Support.yes("Proxmox VE copies by itself"));
        all.put(
                Feature.LINKED_CLONE,
                Support.conditional(
                        "the original must be a template",
                        "make a template of it by unwrap(ProxmoxVM.class).imaging().convertToTemplate(), or copy it in full"));
        all.put(Feature.DESCRIPTION, Support.yes("kept as its notes"));
        all.put(
                Feature.TAGS,
                Support.yes("kept as words key.value; other characters than a-z, 0-9, _ and - in hexadecimal"));
        all.put(Feature.CLOUD_INIT, Support.yes("a CD image for it, kept in a storage for ISO images"));
        all.put(Feature.AUTOSTART, Support.yes("onboot"));
        all.put(Feature.GUEST_OS, Support.yes("ostype"));
        all.put(Feature.DYNAMIC_MEMORY, Support.yes("a balloon; a machine starts with its maximum"));
        all.put(Feature.NIC_VLAN, Support.yes("a tag on a bridge that knows VLANs"));
        all.put(Feature.MAC_SPOOFING, Support.yes("bridges pass on all addresses; the firewall can drop foreign ones"));
    }

    private static void firmware(Map<Feature, Support> all) {
        all.put(Feature.UEFI, Support.yes("OVMF with the q35 machine"));
        all.put(Feature.SECURE_BOOT, Support.yes("OVMF with Microsoft's keys enrolled"));
        all.put(Feature.TPM, Support.yes("TPM 2.0 by swtpm"));
        all.put(
                Feature.DIRECT_KERNEL_BOOT,
                Support.no(
                        "it takes arguments for QEMU that only root@pam may set by hand, and files on the node that the API"
                                + " cannot send there",
                        "boot from a disk or an ISO image"));
    }

    private static void placement(Map<Feature, Support> all) {
        all.put(Feature.RESOURCE_POOLS, Support.yes("pools, which group machines for permissions"));
        all.put(Feature.FOLDERS, Support.no("Proxmox VE knows no folders", "use resourcePool() or tag()"));
        all.put(
                Feature.RESERVATIONS,
                Support.no(
                        "Proxmox VE weighs and limits processors, but keeps neither them nor memory back",
                        "leave room on the node, or use pinCpus() and hugepages()"));
        all.put(Feature.CPU_PINNING, Support.yes("affinity"));
        all.put(Feature.HUGEPAGES, Support.yes("hugepages; the node must have some"));
    }

    private static void devices(Map<Feature, Support> all) {
        String map = "map the device under Datacenter, Resource Mappings; before version 8, log in as root@pam";
        all.put(
                Feature.GPU_PASSTHROUGH,
                Support.conditional(
                        "the node needs an IOMMU and the device; others than root@pam need a mapping", map));
        all.put(Feature.VGPU, Support.conditional("the node needs a mapped GPU that virtual ones are made of", map));
        all.put(
                Feature.NESTED_VIRTUALIZATION,
                Support.yes("the host's own processor type; what kvm allows on the node, the API does not tell"));
    }
}
