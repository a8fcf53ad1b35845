package io.edgevirt.vsphere.vim;

import com.vmware.vim25.VirtualController;

/** A controller for NVMe disks; since vSphere 6.5. */
public class VirtualNVMEController extends VirtualController {

    /** Makes one without values. */
    public VirtualNVMEController() {}
}
