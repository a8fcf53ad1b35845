package io.edgevirt.spi;

import io.edgevirt.Hardware;
import io.edgevirt.HostInfo;

/** Hosts. */
public interface HostRole extends Inventory<HostInfo> {

    /**
     * What a host is built of.
     *
     * @param host the host
     * @return what the system tells; what it does not tell is empty
     */
    Hardware hardware(Ref host);
}
