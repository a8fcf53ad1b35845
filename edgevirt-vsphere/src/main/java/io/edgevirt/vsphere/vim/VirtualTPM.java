package io.edgevirt.vsphere.vim;

import com.vmware.vim25.VirtualDevice;

/** A virtual TPM 2.0; since vSphere 6.7. */
public class VirtualTPM extends VirtualDevice {

    /** Makes one without values. */
    public VirtualTPM() {}
}
