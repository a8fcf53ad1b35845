package io.edgevirt.vsphere;

import io.edgevirt.Operation;
import io.edgevirt.VM;
import java.nio.file.Path;

/** What vSphere alone has: {@code hv.unwrap(VSphere.class)}. */
public interface VSphere {

    /**
     * Switches that span hosts. Does not ask the server.
     *
     * @return the switches of this connection
     * @throws io.edgevirt.UnsupportedFeatureException if this is an ESXi host, which alone has none
     */
    DistributedSwitches distributedSwitches();

    /**
     * Makes a machine of an OVF descriptor and the files beside it. If that fails, or is cancelled, nothing is left.
     * Checksums of a manifest beside it are checked, a signature is not.
     *
     * @param ovf the descriptor, {@code .ovf}, on the JVM's machine; the server alone reads what it
     *     says; an OVA is unpacked first, by {@code tar -xf}
     * @param name the machine's name
     * @param settings where it goes, and what the descriptor leaves open
     * @return the operation; what the server says against the descriptor are findings
     */
    Operation<VM> importOvf(Path ovf, String name, OvfSettings settings);
}
