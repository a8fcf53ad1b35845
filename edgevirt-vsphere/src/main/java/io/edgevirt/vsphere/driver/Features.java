package io.edgevirt.vsphere.driver;

import static io.edgevirt.Feature.*;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import io.edgevirt.vsphere.soap.ApiVersion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What vSphere can do: at best, and as far as a vCenter or an ESXi host alone goes. */
public final class Features {

    private static final String ASK_VCENTER = "connect to the vCenter: vsphere://…";

    /** What a host cannot do by itself. */
    private static final Set<Feature> OF_VCENTER = Set.of(
            LINKED_CLONE,
            LIVE_MIGRATION,
            OFFLINE_MIGRATION,
            TPM,
            FOLDERS,
            CLUSTER_CREATE,
            HA_CLUSTERING,
            PLACEMENT_RULES);

    /** The version of the API that a feature came with. */
    private static final Map<Feature, List<Integer>> SINCE =
            Map.of(SECURE_BOOT, List.of(6, 5), TPM, List.of(6, 7), REMOTE_DISPLAY, List.of(6, 0));

    private static final Map<Feature, Support> BEST = all();

    private Features() {}

    /**
     * What can be done at best.
     *
     * @return an answer for every feature
     */
    public static Map<Feature, Support> best() {
        return Map.copyOf(BEST);
    }

    /** What this connection can do. */
    static Support of(Feature feature, boolean vCenter, Optional<ApiVersion> api) {
        if (api.isPresent() && !api.get().atLeast(SINCE.getOrDefault(feature, List.of(0, 0)))) {
            return Support.no("vSphere " + api.get() + " does not have it", "upgrade vSphere");
        }
        Support best = BEST.getOrDefault(feature, Support.no("vSphere has no such thing", ""));
        if (vCenter) {
            return IN_VCENTER.getOrDefault(feature, best);
        }
        return OF_VCENTER.contains(feature)
                ? Support.no("an ESXi host alone does not have it", ASK_VCENTER)
                : ON_HOST.getOrDefault(feature, best);
    }

    /** What is certain in a vCenter and depends on it otherwise. */
    private static final Map<Feature, Support> IN_VCENTER = Map.of(
            CLONE, Support.yes("CloneVM_Task"),
            LINKED_CLONE, Support.yes("CloneVM_Task from a snapshot"),
            OFFLINE_MIGRATION, Support.yes("RelocateVM_Task"),
            LIVE_MIGRATION,
                    Support.conditional(
                            "RelocateVM_Task, if both hosts have vMotion", "enable vMotion on an adapter of each host"),
            FOLDERS, Support.yes("Folder"),
            CLUSTER_CREATE, Support.yes("Folder.CreateClusterEx"),
            HA_CLUSTERING, Support.yes("ReconfigureComputeResource_Task"),
            PLACEMENT_RULES, Support.yes("ReconfigureComputeResource_Task"));

    private static final Map<Feature, Support> ON_HOST = Map.of(
            CLONE, Support.conditional("by copying its disks, while it is off", ASK_VCENTER),
            CPU_PINNING, Support.yes("cpuAffinity"));

    private static Map<Feature, Support> all() {
        Map<Feature, Support> all = new EnumMap<>(Feature.class);
        machines(all);
        hardware(all);
        inside(all);
        surroundings(all);
        return all;
    }

    private static void machines(Map<Feature, Support> all) {
        all.put(CREATE, Support.yes("Folder.CreateVM_Task"));
        all.put(
                NATIVE_DEFINITION,
                Support.no("a VM of vSphere has no text of its own", "use OVF: unwrap(VSphere.class)"));
        all.put(POWER, Support.yes("PowerOnVM_Task, PowerOffVM_Task"));
        all.put(
                GRACEFUL_SHUTDOWN,
                Support.conditional("if VMware Tools run in the guest", "install open-vm-tools in the guest"));
        all.put(REBOOT, Support.conditional("if VMware Tools run in the guest", "install open-vm-tools in the guest"));
        all.put(RESET, Support.yes("ResetVM_Task"));
        all.put(PAUSE, Support.no("vSphere does not pause a VM in RAM", "save it to disk: save()"));
        all.put(SAVE, Support.yes("SuspendVM_Task"));
        all.put(RECONFIGURE, Support.yes("ReconfigVM_Task"));
        all.put(
                HOT_RECONFIGURE,
                Support.conditional(
                        "if hot-add was enabled while the VM was off; taking away needs a stop",
                        "shut it down for the change"));
        all.put(
                DYNAMIC_MEMORY,
                Support.no(
                        "ESXi shares and reclaims memory by itself, but a guest sees one fixed size",
                        "reserve less than the memory: reserve(cpus, memory)"));
        all.put(RENAME, Support.yes("Rename_Task"));
        all.put(ISO, Support.yes("ReconfigVM_Task"));
        all.put(DISKS, Support.yes("ReconfigVM_Task"));
        all.put(NICS, Support.yes("ReconfigVM_Task"));
        all.put(
                NIC_VLAN,
                Support.conditional("by a port group that has the VLAN", "make a switch with that VLAN and use it"));
        all.put(
                MAC_SPOOFING,
                Support.conditional(
                        "by a port group whose security policy allows it",
                        "use a port group that allows forged transmits"));
        all.put(
                CLONE,
                Support.conditional(
                        "CloneVM_Task in vCenter; ESXi alone copies the disks, while it is off",
                        "connect to the vCenter"));
        all.put(LINKED_CLONE, Support.conditional("in vCenter", "connect to the vCenter"));
        all.put(SNAPSHOTS, Support.yes("CreateSnapshot_Task"));
        all.put(SNAPSHOT_MEMORY, Support.yes("CreateSnapshot_Task"));
        all.put(
                SNAPSHOT_QUIESCE,
                Support.conditional("if VMware Tools run in the guest", "install open-vm-tools in the guest"));
        all.put(
                LIVE_MIGRATION,
                Support.conditional(
                        "vMotion, in vCenter", "connect to the vCenter; vMotion needs a licence that has it"));
        all.put(OFFLINE_MIGRATION, Support.conditional("in vCenter", "connect to the vCenter"));
    }

    private static void hardware(Map<Feature, Support> all) {
        all.put(UEFI, Support.yes("firmware efi"));
        all.put(
                SECURE_BOOT,
                Support.conditional("from ESXi 6.5 and virtual hardware 13 on", "upgrade the virtual hardware"));
        all.put(
                TPM,
                Support.conditional(
                        "from vSphere 6.7 on, in a vCenter with a key provider",
                        "configure a key provider in vCenter"));
        all.put(DIRECT_KERNEL_BOOT, Support.no("ESXi boots firmware only", "put the kernel on a disk or an ISO"));
        all.put(CLOUD_INIT, Support.yes("guestinfo.userdata, which cloud-init reads as its data source VMware"));
        all.put(AUTOSTART, Support.yes("HostAutoStartManager.ReconfigureAutostart"));
        all.put(TAGS, Support.yes("extraConfig, keys edgevirt.tag.*"));
        all.put(DESCRIPTION, Support.yes("the VM's notes"));
        all.put(GUEST_OS, Support.yes("guestId"));
        all.put(RESOURCE_POOLS, Support.yes("resource pools of a host or cluster"));
        all.put(FOLDERS, Support.conditional("in vCenter; ESXi alone has none", "connect to the vCenter"));
        all.put(RESERVATIONS, Support.yes("cpuAllocation, memoryAllocation"));
        all.put(
                CPU_PINNING,
                Support.conditional(
                        "on a host alone; not where DRS places machines",
                        "connect to the ESXi host, or use a host outside DRS"));
        all.put(
                HUGEPAGES,
                Support.conditional(
                        "from ESXi 6.5 on, with all memory reserved (sched.mem.lpage.enable1GPage)",
                        "reserve all memory"));
        all.put(
                GPU_PASSTHROUGH,
                Support.conditional(
                        "if the host passes the device through", "enable passthrough for the device on the host"));
        all.put(
                VGPU,
                Support.conditional(
                        "if the host has NVIDIA's manager and a profile free", "install the vGPU manager on the host"));
        all.put(
                NESTED_VIRTUALIZATION,
                Support.conditional(
                        "if the processor has VT-x with EPT or AMD-V with RVI", "switch it on in the firmware"));
    }

    private static void inside(Map<Feature, Support> all) {
        all.put(SERIAL_CONSOLE, Support.no(VSphereInside.NO_SERIAL, VSphereInside.SERIAL_REMEDY));
        all.put(REMOTE_DISPLAY, Support.yes("WebMKS ticket"));
        all.put(SCREENSHOT, Support.yes("a picture that the server makes, at /screen"));
        all.put(STATISTICS, Support.yes("the summary's quickStats: processors, memory, uptime"));
        all.put(WATCH, Support.yes("WaitForUpdatesEx"));
        all.put(
                GUEST_ADDRESSES,
                Support.conditional("if VMware Tools run in the guest", "install open-vm-tools in the guest"));
        all.put(
                GUEST_EXEC,
                Support.conditional(
                        "if VMware Tools run in the guest, with a login of the guest",
                        "install open-vm-tools; guest().as(user, secret)"));
        all.put(
                GUEST_FILES,
                Support.conditional(
                        "if VMware Tools run in the guest, with a login of the guest",
                        "install open-vm-tools; guest().as(user, secret)"));
    }

    private static void surroundings(Map<Feature, Support> all) {
        all.put(HOST_HARDWARE, Support.yes("HostSystem.hardware"));
        all.put(SWITCHES, Support.yes("HostNetworkSystem"));
        all.put(VOLUMES, Support.yes("VirtualDiskManager"));
        all.put(CLUSTER_CREATE, Support.conditional("in vCenter", "connect to the vCenter"));
        all.put(HA_CLUSTERING, Support.conditional("vSphere HA, in vCenter", "connect to the vCenter"));
        all.put(PLACEMENT_RULES, Support.conditional("DRS rules, in vCenter", "connect to the vCenter"));
        all.put(
                STORAGE_INTEGRATION,
                Support.no(
                        "vSAN is managed by an API of its own, which EdgeVirt does not speak",
                        "use the vSphere client; vSAN datastores are listed as pools"));
        all.put(NATIVE_API, Support.yes("com.vmware.vim25.mo.ServiceInstance, VimPortType"));
        all.put(WEB_MANAGEMENT, Support.yes("the vSphere client, or the ESXi host client"));
    }
}
