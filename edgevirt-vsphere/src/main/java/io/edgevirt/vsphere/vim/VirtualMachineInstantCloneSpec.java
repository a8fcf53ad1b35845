package io.edgevirt.vsphere.vim;

import com.vmware.vim25.DynamicData;
import com.vmware.vim25.OptionValue;
import com.vmware.vim25.VirtualMachineRelocateSpec;
import org.jspecify.annotations.Nullable;

/** A copy of a running machine that shares its memory; since vSphere 6.7. */
public class VirtualMachineInstantCloneSpec extends DynamicData {

    /** The copy's name. */
    public @Nullable String name;

    /** Where it goes. */
    public @Nullable VirtualMachineRelocateSpec location;

    /** What else is set. */
    public OptionValue @Nullable [] config;

    /** The BIOS's uuid. */
    public @Nullable String biosUuid;

    /** Makes one without values. */
    public VirtualMachineInstantCloneSpec() {}
}
