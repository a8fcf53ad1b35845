package io.edgevirt.vsphere.vim;

import com.vmware.vim25.ManagedObjectReference;
import org.jspecify.annotations.Nullable;

/** Where a machine goes, with the folder; since vSphere 6.0. */
public class VirtualMachineRelocateSpec extends com.vmware.vim25.VirtualMachineRelocateSpec {

    /** The folder. */
    @After("dynamicProperty")
    public @Nullable ManagedObjectReference folder;

    /** Makes one without values. */
    public VirtualMachineRelocateSpec() {}
}
