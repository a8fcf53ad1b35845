package io.edgevirt.kvm.driver;

import static io.edgevirt.Feature.*;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import io.edgevirt.kvm.translate.HostFacts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What libvirt can do: at best, and as far as its driver for tests goes. */
public final class Features {

    private static final String TEST = "libvirt's driver for tests runs no guests and has no devices";
    private static final String USE_QEMU = "connect to a host with QEMU: qemu:///system";

    private static final Map<Feature, Support> QEMU = qemu();
    private static final Map<Feature, Support> IN_PROCESS = inProcess();

    private Features() {}

    /**
     * What can be done in QEMU at best.
     *
     * @return an answer for every feature
     */
    public static Map<Feature, Support> best() {
        return Map.copyOf(QEMU);
    }

    static Support of(Feature feature, boolean test) {
        return (test ? IN_PROCESS : QEMU).getOrDefault(feature, Support.no("libvirt has no such thing", ""));
    }

    private static Map<Feature, Support> qemu() {
        Map<Feature, Support> all = new EnumMap<>(Feature.class);
        machines(all);
        hardware(all);
        inside(all);
        surroundings(all);
        return all;
    }

    private static void machines(Map<Feature, Support> all) {
        all.put(CREATE, Support.yes("virStorageVolCreateXML, virDomainDefineXMLFlags"));
        all.put(NATIVE_DEFINITION, Support.yes("domain XML, by virDomainDefineXMLFlags"));
        all.put(POWER, Support.yes("virDomainCreateWithFlags, virDomainDestroyFlags"));
        all.put(GRACEFUL_SHUTDOWN, Support.yes("the guest's agent or the ACPI power button"));
        all.put(REBOOT, Support.yes("the guest's agent or the ACPI power button"));
        all.put(RESET, Support.yes("virDomainReset"));
        all.put(PAUSE, Support.yes("virDomainSuspend"));
        all.put(SAVE, Support.yes("virDomainManagedSave"));
        all.put(RECONFIGURE, Support.yes("virDomainDefineXMLFlags"));
        all.put(
                HOT_RECONFIGURE,
                Support.conditional(
                        "processors can be added up to twice as many, memory taken and given back up to what it started"
                                + " with",
                        "for more, shut it down, or use atNextStart()"));
        all.put(DYNAMIC_MEMORY, Support.no("libvirt does not move memory between machines by itself", ""));
        all.put(RENAME, Support.yes("virDomainRename, while it is off and has no snapshots"));
        all.put(ISO, Support.yes("virDomainUpdateDeviceFlags"));
        all.put(DISKS, Support.yes("virDomainAttachDeviceFlags, virDomainBlockResize"));
        all.put(NICS, Support.yes("virDomainAttachDeviceFlags"));
        all.put(CLONE, Support.yes("virStorageVolCreateXMLFrom, while it is off"));
        all.put(LINKED_CLONE, Support.yes("a qcow2 file that builds on the original's, which stays off from then on"));
        all.put(SNAPSHOTS, Support.yes("within qcow2 files; not with UEFI firmware"));
        all.put(SNAPSHOT_MEMORY, Support.yes("virDomainSnapshotCreateXML"));
        all.put(
                SNAPSHOT_QUIESCE,
                Support.no(
                        "libvirt brings file systems to rest for snapshots in files of their own alone, which it cannot"
                                + " revert to before 9.9",
                        "take the snapshot with the memory"));
        all.put(
                LIVE_MIGRATION,
                Support.conditional(
                        "to the host of another connection, with disks at the same path; machines without snapshots",
                        "connect to both hosts"));
        all.put(
                OFFLINE_MIGRATION,
                Support.conditional(
                        "to the host of another connection, if its disks are shared", "connect to both hosts"));
        all.put(AUTOSTART, Support.yes("virDomainSetAutostart"));
        all.put(TAGS, Support.yes("an element of EdgeVirt's own in the domain's metadata"));
        all.put(DESCRIPTION, Support.yes("the domain's description"));
        all.put(
                GUEST_OS,
                Support.yes("metadata; a libosinfo id where it is a URL; Windows gets devices that it knows"));
        all.put(RESOURCE_POOLS, Support.no("libvirt has no resource pools", ""));
        all.put(FOLDERS, Support.no("libvirt has no folders for machines", "use tags"));
        all.put(
                RESERVATIONS,
                Support.no(
                        "libvirt's QEMU driver keeps nothing back for a machine",
                        "hugepages set memory aside, pinCpus processors"));
    }

    private static void hardware(Map<Feature, Support> all) {
        all.put(
                NIC_VLAN,
                Support.conditional(
                        "on networks of Open vSwitch, and from libvirt 11 on Linux bridges",
                        "use a bridge on a VLAN interface of the host"));
        all.put(
                MAC_SPOOFING,
                Support.conditional(
                        "allowed unless it is forbidden; forbidding needs libvirt's filter no-mac-spoofing",
                        "install libvirt-daemon-config-nwfilter on the host"));
        all.put(UEFI, Support.conditional("if the host has OVMF", "install the package ovmf on the host"));
        all.put(
                SECURE_BOOT,
                Support.conditional("if the host has OVMF with secure boot", "install the package ovmf on the host"));
        all.put(TPM, Support.conditional("if the host has swtpm", "install swtpm and swtpm-tools on the host"));
        all.put(DIRECT_KERNEL_BOOT, Support.yes("the domain's kernel, initrd and cmdline"));
        all.put(CLOUD_INIT, Support.yes("a CD image with the label cidata (NoCloud)"));
        all.put(CPU_PINNING, Support.yes("the domain's cpuset"));
        all.put(
                HUGEPAGES,
                Support.conditional("if the host has set huge pages aside", "set vm.nr_hugepages on the host"));
        all.put(
                GPU_PASSTHROUGH,
                Support.conditional("if the host has an IOMMU and vfio-pci", "switch VT-d or AMD-Vi on"));
        all.put(
                VGPU,
                Support.conditional("if the host has a free mediated device of that type", "mdevctl define --auto"));
        all.put(
                NESTED_VIRTUALIZATION,
                Support.conditional(
                        "host-passthrough, if the host's KVM passes VT-x or AMD-V on",
                        "load kvm_intel or kvm_amd with nested=1"));
    }

    private static void inside(Map<Feature, Support> all) {
        all.put(SERIAL_CONSOLE, Support.yes("virDomainOpenConsole; one reader at a time"));
        all.put(REMOTE_DISPLAY, Support.yes("VNC on the host's loopback"));
        all.put(SCREENSHOT, Support.yes("virDomainScreenshot"));
        all.put(STATISTICS, Support.yes("virConnectGetAllDomainStats"));
        all.put(WATCH, Support.yes("virConnectDomainEventRegisterAny"));
        all.put(
                GUEST_ADDRESSES,
                Support.yes("the guest's agent, the leases of libvirt's networks, the host's ARP table"));
        all.put(
                GUEST_EXEC,
                Support.conditional("if the guest runs its agent", "install qemu-guest-agent in the guest"));
        all.put(
                GUEST_FILES,
                Support.conditional("if the guest runs its agent", "install qemu-guest-agent in the guest"));
    }

    private static void surroundings(Map<Feature, Support> all) {
        all.put(HOST_HARDWARE, Support.yes("capabilities and node devices; SSD or not is not told"));
        all.put(SWITCHES, Support.yes("virNetworkDefineXML"));
        all.put(VOLUMES, Support.yes("virStorageVolCreateXML"));
        Support none =
                Support.no("libvirt has no clusters", "a cluster manager above it, such as Pacemaker or Proxmox VE");
        all.put(CLUSTER_CREATE, none);
        all.put(HA_CLUSTERING, none);
        all.put(PLACEMENT_RULES, none);
        all.put(
                STORAGE_INTEGRATION,
                Support.no(
                        "libvirt uses pools of LVM, ZFS and Ceph, and does not manage what they consist of",
                        "ask Ceph or ZFS themselves, or Proxmox VE"));
        all.put(NATIVE_API, Support.yes("org.libvirt.Connect, Domain, DomainSnapshot, Network, StoragePool"));
        all.put(WEB_MANAGEMENT, Support.no("libvirt has no web page", "install Cockpit with cockpit-machines"));
    }

    private static Map<Feature, Support> inProcess() {
        Map<Feature, Support> all = new EnumMap<>(QEMU);
        Support no = Support.no(TEST, USE_QEMU);
        for (Feature f : new Feature[] {
            GRACEFUL_SHUTDOWN,
            REBOOT,
            RESET,
            ISO,
            LINKED_CLONE,
            LIVE_MIGRATION,
            OFFLINE_MIGRATION,
            NIC_VLAN,
            MAC_SPOOFING,
            UEFI,
            SECURE_BOOT,
            TPM,
            DIRECT_KERNEL_BOOT,
            CLOUD_INIT,
            CPU_PINNING,
            HUGEPAGES,
            GPU_PASSTHROUGH,
            VGPU,
            NESTED_VIRTUALIZATION,
            SERIAL_CONSOLE,
            REMOTE_DISPLAY,
            SCREENSHOT,
            GUEST_ADDRESSES,
            GUEST_EXEC,
            GUEST_FILES,
            SNAPSHOT_QUIESCE,
            STATISTICS
        }) {
            all.put(f, no);
        }
        return all;
    }

    /** What is known of a host beyond that: why it emulates, and whether it passes virtualization on. */
    static Support onHost(Feature feature, Support general, HostFacts host) {
        Optional<String> emulation = host.emulation();
        if (feature == NESTED_VIRTUALIZATION && host.qemu()) {
            return io.edgevirt.kvm.translate.SpecRules.nested(host)
                    .map(f -> Support.no(f.reason(), f.remedy()))
                    .orElseGet(() -> Support.yes("host-passthrough"));
        }
        if ((feature == CREATE || feature == POWER) && emulation.isPresent()) {
            return Support.yes("QEMU's emulation (TCG), which is slow: " + emulation.get());
        }
        return host.guest()
                .map(g -> switch (feature) {
                    case UEFI -> either(g.efi(), general, "firmware='efi'");
                    case SECURE_BOOT -> either(g.secureBoot(), general, "firmware='efi' with enrolled keys");
                    case TPM -> either(g.tpm(), general, "swtpm");
                    default -> general;
                })
                .orElse(general);
    }

    private static Support either(boolean has, Support general, String by) {
        return has ? Support.yes(by) : Support.no("the host lacks it", general.remedy());
    }
}
