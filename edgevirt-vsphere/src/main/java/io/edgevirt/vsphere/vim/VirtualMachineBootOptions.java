package io.edgevirt.vsphere.vim;

import org.jspecify.annotations.Nullable;

/** Boot options with secure boot; since vSphere 6.5. */
public class VirtualMachineBootOptions extends com.vmware.vim25.VirtualMachineBootOptions {

    /** Whether the firmware starts only what is signed. */
    @After("enterBIOSSetup")
    public @Nullable Boolean efiSecureBootEnabled;

    /** Makes one without values. */
    public VirtualMachineBootOptions() {}
}
