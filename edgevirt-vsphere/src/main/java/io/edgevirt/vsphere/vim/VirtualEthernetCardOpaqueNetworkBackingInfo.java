package io.edgevirt.vsphere.vim;

import com.vmware.vim25.VirtualDeviceBackingInfo;
import org.jspecify.annotations.Nullable;

/** A network that another product manages, such as NSX; since vSphere 5.5. */
public class VirtualEthernetCardOpaqueNetworkBackingInfo extends VirtualDeviceBackingInfo {

    /** The network's id. */
    public @Nullable String opaqueNetworkId;

    /** The network's kind. */
    public @Nullable String opaqueNetworkType;

    /** Makes one without values. */
    public VirtualEthernetCardOpaqueNetworkBackingInfo() {}
}
