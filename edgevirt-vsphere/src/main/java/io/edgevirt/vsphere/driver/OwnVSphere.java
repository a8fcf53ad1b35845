package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.Operations;
import io.edgevirt.vsphere.DistributedSwitches;
import io.edgevirt.vsphere.VSphere;

/**
 * What vSphere alone has.
 *
 * @param site the connection
 * @param operations makes operations
 */
record OwnVSphere(Site site, Operations operations) implements VSphere {

    @Override
    public DistributedSwitches distributedSwitches() {
        if (!site.vim().vCenter()) {
            throw new UnsupportedFeatureException(Failure.of("an ESXi host alone has no distributed switches")
                    .within("vsphere", "distributedSwitches", site.server())
                    .hint("connect to the vCenter; a host's own switches: host.unwrap(VSphereHost.class)"));
        }
        return new OwnDistributed(site, operations);
    }
}
