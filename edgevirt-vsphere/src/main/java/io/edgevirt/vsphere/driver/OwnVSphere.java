package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.Operation;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Step;
import io.edgevirt.vsphere.DistributedSwitches;
import io.edgevirt.vsphere.OvfSettings;
import io.edgevirt.vsphere.VSphere;
import java.nio.file.Path;
import java.util.Objects;

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

    @Override
    public Operation<VM> importOvf(Path ovf, String name, OvfSettings settings) {
        return operations.operation(
                "importOvf",
                name,
                () -> new OvfImport(site).plan(ovf, name, settings),
                results -> operations.vm(Objects.requireNonNull(results.get(Step.VM))));
    }
}
