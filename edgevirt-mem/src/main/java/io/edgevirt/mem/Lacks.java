package io.edgevirt.mem;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import java.util.EnumMap;
import java.util.Map;

/** What the systems that presets behave like lack, or have under a condition only, each with reason and remedy. */
final class Lacks {

    private static final String NO_CLOUD = "attach a NoCloud image with iso()";

    private final Map<Feature, Support> all = new EnumMap<>(Feature.class);

    private Lacks() {}

    static Map<Feature, Support> of(Preset preset) {
        Lacks lacks = new Lacks();
        switch (preset) {
            case KVM -> lacks.kvm();
            case VSPHERE -> lacks.vsphere();
            case ESXI -> lacks.esxi();
            case HYPERV, HYPERV_CLUSTER -> lacks.hyperv();
            case PROXMOX -> lacks.proxmox();
            case NEUTRAL -> {}
        }
        return lacks.all;
    }

    private void kvm() {
        no(Feature.DYNAMIC_MEMORY, "libvirt moves no memory by itself", "change the memory with reconfigure()");
        no(Feature.FOLDERS, "libvirt knows no folders", "use tag() to tell machines apart");
        no(Feature.RESOURCE_POOLS, "libvirt knows no resource pools", "use reserve() on each machine");
        no(Feature.CLUSTER_CREATE, "libvirt knows no clusters", "use Pacemaker, or Proxmox VE");
        no(Feature.HA_CLUSTERING, "libvirt restarts nothing on another host", "use Pacemaker, or Proxmox VE");
        no(Feature.PLACEMENT_RULES, "libvirt places nothing by itself", "name a host with host()");
        no(Feature.WEB_MANAGEMENT, "libvirt has no management page", "install Cockpit with its machines plug-in");
        may(Feature.LIVE_MIGRATION, "the machine must have no snapshots", "delete its snapshots first");
        may(Feature.STORAGE_INTEGRATION, "Ceph is used where a pool of type rbd is defined", "define an rbd pool");
        virtualization();
    }

    private void vsphere() {
        vmware();
        no(Feature.CLOUD_INIT, "vSphere hands no user data to a plain guest", NO_CLOUD);
        may(Feature.TPM, "vCenter needs a key provider", "configure a native key provider");
    }

    private void esxi() {
        vmware();
        no(Feature.LINKED_CLONE, "ESXi has no CloneVM: a copy copies the whole disk", "connect to a vCenter");
        no(Feature.LIVE_MIGRATION, "a single ESXi host knows no other", "connect to a vCenter");
        no(Feature.OFFLINE_MIGRATION, "a single ESXi host knows no other", "connect to a vCenter");
        no(Feature.FOLDERS, "ESXi has one folder for all machines", "connect to a vCenter");
        no(Feature.TAGS, "tags are kept by vCenter", "connect to a vCenter");
        no(Feature.TPM, "a virtual TPM needs vCenter's key provider", "connect to a vCenter");
        no(Feature.CLOUD_INIT, "ESXi hands no user data to a plain guest", NO_CLOUD);
        no(Feature.CLUSTER_CREATE, "clusters are made by vCenter", "connect to a vCenter");
        no(Feature.HA_CLUSTERING, "vSphere HA is set up by vCenter", "connect to a vCenter");
        no(Feature.PLACEMENT_RULES, "DRS is set up by vCenter", "connect to a vCenter");
    }

    private void vmware() {
        no(Feature.PAUSE, "vSphere has no pause in RAM: suspend writes the memory to disk", "use save()");
        no(Feature.DYNAMIC_MEMORY, "vSphere has no bounds of its own for a machine's memory", "use reserve()");
        no(Feature.NATIVE_DEFINITION, "vSphere takes no definition as text", "use define()");
        no(Feature.DIRECT_KERNEL_BOOT, "vSphere boots no kernel directly", "boot from an ISO image");
        no(Feature.HUGEPAGES, "vSphere backs memory by huge pages by itself", "leave out hugepages()");
        virtualization();
    }

    private void hyperv() {
        no(Feature.NATIVE_DEFINITION, "Hyper-V takes no definition as text", "use define()");
        no(Feature.DIRECT_KERNEL_BOOT, "Hyper-V boots no kernel directly", "boot from an ISO image");
        no(Feature.CLOUD_INIT, "Hyper-V hands no user data to a guest", NO_CLOUD);
        no(Feature.GUEST_OS, "Hyper-V keeps no guest OS id", "use description()");
        no(Feature.TAGS, "Hyper-V keeps no tags", "use description()");
        no(Feature.FOLDERS, "Hyper-V knows no folders of machines", "use names or groups");
        no(Feature.RESOURCE_POOLS, "Hyper-V's resource pools meter and do not place", "use reserve()");
        no(Feature.CPU_PINNING, "Hyper-V binds no virtual processor by itself", "use reserve()");
        no(Feature.HUGEPAGES, "Hyper-V backs memory by huge pages by itself", "leave out hugepages()");
        no(Feature.WEB_MANAGEMENT, "Hyper-V has no management page of its own", "install Windows Admin Center");
        may(Feature.HOT_RECONFIGURE, "memory can be changed while running, processors cannot", "use atNextStart()");
        may(Feature.GUEST_EXEC, "PowerShell Direct wants the guest's own login", "use guest().as(user, secret)");
        may(Feature.GUEST_FILES, "PowerShell Direct wants the guest's own login", "use guest().as(user, secret)");
        virtualization();
    }

    private void proxmox() {
        no(Feature.NATIVE_DEFINITION, "Proxmox VE takes no definition as text", "use define()");
        no(Feature.FOLDERS, "Proxmox VE knows no folders", "use resourcePool() or tag()");
        no(Feature.PLACEMENT_RULES, "rules for parting machines came with Proxmox VE 9", "name a host with host()");
        may(Feature.LINKED_CLONE, "the original must be a template", "make a template of it, or clone it in full");
        virtualization();
    }

    private void virtualization() {
        may(Feature.GPU_PASSTHROUGH, "the host needs an IOMMU and the device", "look at host.hardware()");
        may(Feature.NESTED_VIRTUALIZATION, "the host must pass virtualization on", "enable it on the host");
    }

    private void no(Feature feature, String reason, String remedy) {
        all.put(feature, Support.no(reason, remedy));
    }

    private void may(Feature feature, String reason, String remedy) {
        all.put(feature, Support.conditional(reason, remedy));
    }
}
