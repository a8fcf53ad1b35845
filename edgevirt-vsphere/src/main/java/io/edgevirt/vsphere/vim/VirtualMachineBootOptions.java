package io.edgevirt.vsphere.vim;

/** Boot options with secure boot; since vSphere 6.5. Set no other of its fields besides: the schema has this one among them. */
public class VirtualMachineBootOptions extends com.vmware.vim25.VirtualMachineBootOptions {

    /** Whether the firmware starts only what is signed. */
    public Boolean efiSecureBootEnabled;

    /** Makes one without values. */
    public VirtualMachineBootOptions() {}
}
