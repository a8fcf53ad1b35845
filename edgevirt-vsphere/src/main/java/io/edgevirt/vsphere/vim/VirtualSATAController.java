package io.edgevirt.vsphere.vim;

import com.vmware.vim25.VirtualController;

/** A controller for SATA disks and CD drives; since vSphere 5.5. */
public class VirtualSATAController extends VirtualController {

    /** Makes one without values. */
    public VirtualSATAController() {}
}
