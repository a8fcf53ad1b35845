package io.edgevirt.vsphere.vim;

import com.vmware.vim25.CustomizationIdentitySettings;
import org.jspecify.annotations.Nullable;

/** Data for cloud-init in a clone's guest; since vSphere 7.0 Update 3. */
public class CustomizationCloudinitPrep extends CustomizationIdentitySettings {

    /** The metadata: YAML or JSON. */
    public @Nullable String metadata;

    /** The user data. */
    public @Nullable String userdata;

    /** Makes one without values. */
    public CustomizationCloudinitPrep() {}
}
