package io.edgevirt.mem;

import io.edgevirt.About;
import io.edgevirt.Feature;
import io.edgevirt.Support;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What each preset can do and says of itself. */
final class Abilities {

    private Abilities() {}

    static Map<Feature, Support> of(Preset preset) {
        Map<Feature, Support> all = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            all.put(feature, Support.yes(by(feature)));
        }
        if (preset != Preset.NEUTRAL) {
            all.putAll(Lacks.of(preset));
        }
        return all;
    }

    /** The request that does it. */
    private static String by(Feature feature) {
        return switch (feature) {
            case NATIVE_API -> "unwrap(io.edgevirt.mem.InMemory)";
            case WEB_MANAGEMENT -> "About.managementPage";
            case POWER -> Op.VM_START.request();
            case GRACEFUL_SHUTDOWN -> Op.VM_SHUTDOWN.request();
            case REBOOT -> Op.VM_REBOOT.request();
            case RESET -> Op.VM_RESET.request();
            case PAUSE -> Op.VM_PAUSE.request();
            case SAVE -> Op.VM_SAVE.request();
            case RECONFIGURE, HOT_RECONFIGURE -> Op.VM_CHANGE.request();
            case RENAME -> Op.VM_RENAME.request();
            case ISO -> Op.ISO_ATTACH.request();
            case DISKS -> Op.DISK_ADD.request();
            case NICS, NIC_VLAN, MAC_SPOOFING -> Op.NIC_ADD.request();
            case CLONE, LINKED_CLONE -> Op.VM_CLONE.request();
            case SNAPSHOTS, SNAPSHOT_MEMORY, SNAPSHOT_QUIESCE -> Op.SNAPSHOT_TAKE.request();
            case LIVE_MIGRATION, OFFLINE_MIGRATION -> Op.VM_MIGRATE.request();
            case SERIAL_CONSOLE -> Op.SERIAL_OPEN.request();
            case REMOTE_DISPLAY -> Op.DISPLAY_READ.request();
            case SCREENSHOT -> Op.SCREEN_READ.request();
            case STATISTICS -> Op.STATS_READ.request();
            case WATCH -> Op.EVENT_WATCH.request();
            case GUEST_ADDRESSES -> Op.GUEST_ADDRESSES.request();
            case GUEST_EXEC -> Op.GUEST_EXEC.request();
            case GUEST_FILES -> Op.GUEST_READ.request();
            case HOST_HARDWARE -> Op.HOST_HARDWARE.request();
            case SWITCHES -> Op.SWITCH_CREATE.request();
            case VOLUMES -> Op.VOLUME_CREATE.request();
            case CLUSTER_CREATE -> Op.CLUSTER_CREATE.request();
            case HA_CLUSTERING -> Op.CLUSTER_PROTECT.request();
            case PLACEMENT_RULES -> Op.CLUSTER_RULE.request();
            case STORAGE_INTEGRATION -> Op.HCI_LIST.request();
            default -> Op.VM_CREATE.request();
        };
    }

    /** After the guide's comparison of hypervisors; the product's name says that it is a simulation. */
    static About about(Preset preset) {
        return switch (preset) {
            case NEUTRAL ->
                about(
                        "EdgeVirt in memory",
                        About.Type.TYPE_2,
                        "Apache-2.0",
                        "io.edgevirt.mem.InMemory",
                        About.WindowsSupport.GOOD,
                        "Tests",
                        "http://localhost/edgevirt-mem");
            case KVM ->
                about(
                        "Simulated QEMU/KVM",
                        About.Type.TYPE_1,
                        "Open source",
                        "libvirt",
                        About.WindowsSupport.GOOD,
                        "Linux environments",
                        "");
            case VSPHERE ->
                about(
                        "Simulated VMware vCenter Server",
                        About.Type.TYPE_1,
                        "Commercial",
                        "vSphere Web Services API",
                        About.WindowsSupport.EXCELLENT,
                        "Enterprise, mission-critical",
                        "https://localhost/ui");
            case ESXI ->
                about(
                        "Simulated VMware ESXi",
                        About.Type.TYPE_1,
                        "Commercial",
                        "vSphere Web Services API",
                        About.WindowsSupport.EXCELLENT,
                        "Enterprise, mission-critical",
                        "https://localhost/ui");
            case HYPERV, HYPERV_CLUSTER ->
                about(
                        "Simulated Hyper-V",
                        About.Type.TYPE_1,
                        "Windows license",
                        "PowerShell",
                        About.WindowsSupport.NATIVE,
                        "Windows environments",
                        "");
            case PROXMOX ->
                about(
                        "Simulated Proxmox VE",
                        About.Type.TYPE_1,
                        "Open source",
                        "Proxmox VE API",
                        About.WindowsSupport.GOOD,
                        "Small-medium clusters",
                        "https://localhost:8006/");
        };
    }

    private static About about(
            String product,
            About.Type type,
            String licence,
            String api,
            About.WindowsSupport windows,
            String bestFor,
            String page) {
        Optional<URI> management = page.isEmpty() ? Optional.empty() : Optional.of(URI.create(page));
        return new About(
                MemProvider.NAME, product, "0.1", Optional.empty(), type, licence, api, windows, bestFor, management);
    }
}
