package io.edgevirt.vsphere.vim;

import com.vmware.vim25.VirtualDeviceBackingInfo;

/** A network that another product manages, such as NSX; since vSphere 5.5. */
public class VirtualEthernetCardOpaqueNetworkBackingInfo extends VirtualDeviceBackingInfo {

    /** The network's id. */
    public String opaqueNetworkId;

    /** The network's kind. */
    public String opaqueNetworkType;

    /** Makes one without values. */
    public VirtualEthernetCardOpaqueNetworkBackingInfo() {}
}
