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
     * Makes a machine of an OVF descriptor and the files beside it, or of an OVA, which is read where it lies. If that
     * fails, or is cancelled, nothing is left. Checksums of a manifest are checked, a signature is not. For an OVA, Apache
     * Commons Compress ({@code org.apache.commons:commons-compress}) must be among the program's libraries.
     *
     * @param ovf the descriptor or the archive, whose name ends in {@code .ova}, on the JVM's machine; what a descriptor
     *     says the server alone reads
     * @param name the machine's name
     * @param settings where it goes, and what the descriptor leaves open
     * @return the operation; what the server says against the descriptor are findings
     */
    Operation<VM> importOvf(Path ovf, String name, OvfSettings settings);
}
