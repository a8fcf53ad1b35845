package io.edgevirt.vsphere.vim;

import com.vmware.vim25.VirtualDeviceBackingInfo;

/** What stands behind a virtual GPU; since vSphere 6.0. */
public class VirtualPCIPassthroughVmiopBackingInfo extends VirtualDeviceBackingInfo {

    /** The profile's name. */
    public String vgpu;

    /** Makes one without values. */
    public VirtualPCIPassthroughVmiopBackingInfo() {}
}
