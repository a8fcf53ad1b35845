package io.edgevirt.vsphere.vim;

import com.vmware.vim25.VirtualDeviceBackingInfo;
import org.jspecify.annotations.Nullable;

/** What stands behind a virtual GPU; since vSphere 6.0. */
public class VirtualPCIPassthroughVmiopBackingInfo extends VirtualDeviceBackingInfo {

    /** The profile's name. */
    public @Nullable String vgpu;

    /** Makes one without values. */
    public VirtualPCIPassthroughVmiopBackingInfo() {}
}
