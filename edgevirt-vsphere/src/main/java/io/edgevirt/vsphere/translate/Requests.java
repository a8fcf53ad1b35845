package io.edgevirt.vsphere.translate;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VirtualDeviceConfigSpec;
import com.vmware.vim25.VirtualMachineCloneSpec;
import com.vmware.vim25.VirtualMachineConfigSpec;
import com.vmware.vim25.VirtualMachineMovePriority;
import com.vmware.vim25.VirtualMachineRelocateSpec;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.vim.VirtualMachineInstantCloneSpec;
import java.util.List;
import java.util.Optional;

/** Requests about machines. Every id is the server's. */
public final class Requests {

    private static final String VM = "VirtualMachine";

    private Requests() {}

    /**
     * A new machine; the task's result is the machine.
     *
     * @param spec its configuration
     * @param place where it goes
     * @return the request
     */
    public static Request create(VirtualMachineConfigSpec spec, Place place) {
        Request request = Request.on("Folder", place.folder().id(), "CreateVM_Task")
                .with("config", "VirtualMachineConfigSpec", spec)
                .with(
                        "pool",
                        "ManagedObjectReference",
                        ref("ResourcePool", place.pool().id()));
        return host(request, place.node().map(Estate.Node::id));
    }

    private static Request host(Request request, Optional<String> id) {
        return id.map(h -> request.with("host", "ManagedObjectReference", ref("HostSystem", h)))
                .orElse(request);
    }

    private static ManagedObjectReference ref(String type, String id) {
        return Devices.reference(type, id);
    }

    /**
     * Another configuration.
     *
     * @param vm the machine
     * @param spec what changes
     * @return the request
     */
    public static Request reconfigure(String vm, VirtualMachineConfigSpec spec) {
        return Request.on(VM, vm, "ReconfigVM_Task").with("spec", "VirtualMachineConfigSpec", spec);
    }

    /**
     * Other devices, and nothing else.
     *
     * @param vm the machine
     * @param changes the changes
     * @return the request
     */
    public static Request devices(String vm, List<VirtualDeviceConfigSpec> changes) {
        VirtualMachineConfigSpec spec = new VirtualMachineConfigSpec();
        spec.deviceChange = changes.toArray(new VirtualDeviceConfigSpec[0]);
        return reconfigure(vm, spec);
    }

    /**
     * Another name.
     *
     * @param vm the machine
     * @param name the new name, as people write it
     * @return the request
     */
    public static Request rename(String vm, String name) {
        return Request.on(VM, vm, "Rename_Task").with("newName", "String", Names.kept(name));
    }

    /**
     * A machine less, with its files.
     *
     * @param vm the machine
     * @return the request
     */
    public static Request destroy(String vm) {
        return Request.on(VM, vm, "Destroy_Task");
    }

    /**
     * A machine that the inventory no longer has; its files stay.
     *
     * @param vm the machine
     * @return the request
     */
    public static Request unregister(String vm) {
        return Request.on(VM, vm, "UnregisterVM");
    }

    /**
     * A copy; the task's result is the copy.
     *
     * @param vm the original
     * @param folder the folder that the copy goes to
     * @param name the copy's name, as people write it
     * @param spec where and how
     * @return the request
     */
    public static Request copy(String vm, String folder, String name, VirtualMachineCloneSpec spec) {
        return Request.on(VM, vm, "CloneVM_Task")
                .with("folder", "ManagedObjectReference", ref("Folder", folder))
                .with("name", "String", Names.kept(name))
                .with("spec", "VirtualMachineCloneSpec", spec);
    }

    /**
     * A copy of a running machine; the task's result is the copy.
     *
     * @param vm the original
     * @param spec where and how
     * @return the request
     */
    public static Request instantCopy(String vm, VirtualMachineInstantCloneSpec spec) {
        return Request.on(VM, vm, "InstantClone_Task").with("spec", "VirtualMachineInstantCloneSpec", spec);
    }

    /**
     * A customization that the vCenter keeps.
     *
     * @param manager the vCenter's manager of them
     * @param name its name
     * @return the request
     */
    public static Request customization(ManagedObjectReference manager, String name) {
        return Request.on(manager, "GetCustomizationSpec")
                .with("name", "String", name)
                .returning("CustomizationSpecItem");
    }

    /**
     * A move.
     *
     * @param vm the machine
     * @param spec where to
     * @return the request
     */
    public static Request relocate(String vm, VirtualMachineRelocateSpec spec) {
        return Request.on(VM, vm, "RelocateVM_Task")
                .with("spec", "VirtualMachineRelocateSpec", spec)
                .with("priority", "VirtualMachineMovePriority", VirtualMachineMovePriority.defaultPriority);
    }

    /**
     * Whether a move could be; the task's result says what is in the way.
     *
     * @param checker the server's own checker
     * @param vm the machine
     * @param spec where to
     * @return the request
     */
    public static Request checkRelocate(ManagedObjectReference checker, String vm, VirtualMachineRelocateSpec spec) {
        return Request.on(checker, "CheckRelocate_Task")
                .with("vm", "ManagedObjectReference", ref(VM, vm))
                .with("spec", "VirtualMachineRelocateSpec", spec);
    }

    /**
     * A snapshot without memory that a linked copy builds on; the task's result is the snapshot.
     *
     * @param vm the machine
     * @param name its name, as people write it
     * @param description what it is for
     * @return the request
     */
    public static Request snapshot(String vm, String name, String description) {
        return Request.on(VM, vm, "CreateSnapshot_Task")
                .with("name", "String", Names.kept(name))
                .with("description", "String", description)
                .with("memory", "Boolean", false)
                .with("quiesce", "Boolean", false);
    }

    /**
     * A snapshot less; those that build on it stay.
     *
     * @param snapshot the snapshot
     * @return the request
     */
    public static Request removeSnapshot(String snapshot) {
        return Request.on("VirtualMachineSnapshot", snapshot, "RemoveSnapshot_Task")
                .with("removeChildren", "Boolean", false);
    }

    /**
     * Turns a machine that is off into a template.
     *
     * @param vm the machine
     * @return the request
     */
    public static Request toTemplate(String vm) {
        return Request.on(VM, vm, "MarkAsTemplate");
    }

    /**
     * Turns a template into a machine.
     *
     * @param vm the template
     * @param pool the resource pool that it goes to
     * @param host the host; empty leaves it to the server
     * @return the request
     */
    public static Request toMachine(String vm, String pool, Optional<String> host) {
        Request request = Request.on(VM, vm, "MarkAsVirtualMachine")
                .with("pool", "ManagedObjectReference", ref("ResourcePool", pool));
        return host(request, host);
    }

    /**
     * A copy of a disk's file.
     *
     * @param manager the server's manager of disks
     * @param from the file, such as {@code [store] folder/disk.vmdk}
     * @param to the new file
     * @param datacenter the datacenter that both lie in; empty on a host alone
     * @return the request
     */
    public static Request copyDisk(
            ManagedObjectReference manager, String from, String to, Optional<String> datacenter) {
        Request request = Request.on(manager, "CopyVirtualDisk_Task").with("sourceName", "String", from);
        request = datacenter(request, "sourceDatacenter", datacenter).with("destName", "String", to);
        return datacenter(request, "destDatacenter", datacenter);
    }

    /**
     * A disk's file less.
     *
     * @param manager the server's manager of disks
     * @param file the file
     * @param datacenter the datacenter that it lies in; empty on a host alone
     * @return the request
     */
    public static Request deleteDisk(ManagedObjectReference manager, String file, Optional<String> datacenter) {
        return datacenter(
                Request.on(manager, "DeleteVirtualDisk_Task").with("name", "String", file), "datacenter", datacenter);
    }

    /**
     * A folder of a datastore.
     *
     * @param manager the server's manager of files
     * @param folder the folder, such as {@code [store] folder}
     * @param datacenter the datacenter that it lies in; empty on a host alone
     * @return the request
     */
    public static Request makeFolder(ManagedObjectReference manager, String folder, Optional<String> datacenter) {
        return datacenter(Request.on(manager, "MakeDirectory").with("name", "String", folder), "datacenter", datacenter)
                .with("createParentDirectories", "Boolean", true);
    }

    /**
     * A file or folder of a datastore less.
     *
     * @param manager the server's manager of files
     * @param file the file or folder
     * @param datacenter the datacenter that it lies in; empty on a host alone
     * @return the request
     */
    public static Request deleteFile(ManagedObjectReference manager, String file, Optional<String> datacenter) {
        return datacenter(
                Request.on(manager, "DeleteDatastoreFile_Task").with("name", "String", file), "datacenter", datacenter);
    }

    private static Request datacenter(Request request, String argument, Optional<String> id) {
        return id.map(d -> request.with(argument, "ManagedObjectReference", ref("Datacenter", d)))
                .orElse(request);
    }

    /**
     * The machine of an instance uuid, which is a create's or copy's token.
     *
     * @param index the server's index
     * @param uuid the uuid
     * @return the request, whose reply is empty where there is none
     */
    public static Request byInstance(ManagedObjectReference index, String uuid) {
        return Request.on(index, "FindByUuid")
                .with("uuid", "String", uuid)
                .with("vmSearch", "Boolean", true)
                .with("instanceUuid", "Boolean", true)
                .returning("ManagedObjectReference");
    }

    /**
     * What lies in a folder under a name.
     *
     * @param index the server's index
     * @param folder the folder
     * @param name the name, as people write it
     * @return the request, whose reply is empty where there is none
     */
    public static Request child(ManagedObjectReference index, String folder, String name) {
        return Request.on(index, "FindChild")
                .with("entity", "ManagedObjectReference", ref("Folder", folder))
                .with("name", "String", Names.kept(name))
                .returning("ManagedObjectReference");
    }
}
