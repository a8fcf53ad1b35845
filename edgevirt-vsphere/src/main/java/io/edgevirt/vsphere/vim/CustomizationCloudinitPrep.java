package io.edgevirt.vsphere.vim;

import com.vmware.vim25.CustomizationIdentitySettings;

/** Data for cloud-init in a clone's guest; since vSphere 7.0 Update 3. */
public class CustomizationCloudinitPrep extends CustomizationIdentitySettings {

    /** The metadata: YAML or JSON. */
    public String metadata;

    /** The user data. */
    public String userdata;

    /** Makes one without values. */
    public CustomizationCloudinitPrep() {}
}
