package io.edgevirt.vsphere.translate;

import com.vmware.vim25.CustomizationSpec;
import com.vmware.vim25.OptionValue;
import com.vmware.vim25.VirtualMachineCloneSpec;
import com.vmware.vim25.VirtualMachineConfigSpec;
import com.vmware.vim25.VirtualMachineRelocateDiskMoveOptions;
import com.vmware.vim25.VirtualMachineRelocateSpec;
import io.edgevirt.spi.CloneSpec;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.vim.VirtualMachineInstantCloneSpec;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Copies and moves, as vSphere wants them. */
public final class CopySpec {

    /**
     * Where a machine goes, by the server's ids; what is empty stays or is left to the server.
     *
     * @param pool the resource pool
     * @param host the host
     * @param store the datastore
     */
    public record Target(Optional<String> pool, Optional<String> host, Optional<String> store) {}

    private CopySpec() {}

    /**
     * A place that is named, and nothing else.
     *
     * @param target where to
     * @return the specification
     */
    public static VirtualMachineRelocateSpec to(Target target) {
        VirtualMachineRelocateSpec spec = new VirtualMachineRelocateSpec();
        target.store().ifPresent(id -> spec.datastore = Devices.reference("Datastore", id));
        target.pool().ifPresent(id -> spec.pool = Devices.reference("ResourcePool", id));
        target.host().ifPresent(id -> spec.host = Devices.reference("HostSystem", id));
        return spec;
    }

    /**
     * A copy.
     *
     * @param wanted what is wanted
     * @param nics the original's network adapters, each of which gets an address of its own
     * @param target where to
     * @param snapshot the snapshot that a linked copy builds on
     * @param customization what else changes in its guest
     * @return the specification
     */
    public static VirtualMachineCloneSpec of(
            CloneSpec wanted,
            List<Device> nics,
            Target target,
            Optional<String> snapshot,
            Optional<CustomizationSpec> customization) {
        VirtualMachineCloneSpec spec = new VirtualMachineCloneSpec();
        spec.location = to(target);
        spec.template = false;
        spec.powerOn = false;
        if (wanted.linked()) {
            spec.location.diskMoveType = VirtualMachineRelocateDiskMoveOptions.createNewChildDiskBacking.name();
            snapshot.ifPresent(id -> spec.snapshot = Devices.reference("VirtualMachineSnapshot", id));
        }
        VirtualMachineConfigSpec config = new VirtualMachineConfigSpec();
        config.instanceUuid = wanted.token().toString();
        if (!nics.isEmpty()) {
            config.deviceChange = Edits.freshAddresses(nics);
        }
        wanted.cloudInit()
                .ifPresent(data -> config.extraConfig =
                        new Options().cloudInit(wanted.token(), data).array());
        spec.config = config;
        customization.ifPresent(c -> spec.customization = c);
        return spec;
    }

    /**
     * A copy of a running machine.
     *
     * @param name the copy's name
     * @param token this copy's own
     * @param pool the resource pool
     * @param folder the folder
     * @return the specification
     */
    public static VirtualMachineInstantCloneSpec instant(String name, UUID token, String pool, String folder) {
        VirtualMachineInstantCloneSpec spec = new VirtualMachineInstantCloneSpec();
        spec.name = Names.kept(name);
        var location = new io.edgevirt.vsphere.vim.VirtualMachineRelocateSpec();
        location.folder = Devices.reference("Folder", folder);
        location.pool = Devices.reference("ResourcePool", pool);
        spec.location = location;
        OptionValue mark = new OptionValue();
        mark.key = MARK;
        mark.value = token.toString();
        spec.config = new OptionValue[] {mark};
        return spec;
    }

    /** The key under which a copy keeps what it is known by that cannot be given an instance uuid. */
    public static final String MARK = "edgevirt.token";
}
