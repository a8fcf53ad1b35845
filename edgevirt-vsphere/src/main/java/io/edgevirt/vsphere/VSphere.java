package io.edgevirt.vsphere;

/** What vSphere alone has: {@code hv.unwrap(VSphere.class)}. */
public interface VSphere {

    /**
     * Switches that span hosts. Does not ask the server.
     *
     * @return the switches of this connection
     * @throws io.edgevirt.UnsupportedFeatureException if this is an ESXi host, which alone has none
     */
    DistributedSwitches distributedSwitches();
}
