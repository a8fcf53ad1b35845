package io.edgevirt.vsphere;

import io.edgevirt.Host;
import io.edgevirt.Operation;
import io.edgevirt.Switch;
import java.util.List;

/**
 * The distributed switches of a vCenter. What machines are connected to are their portgroups, which are {@link Switch}es
 * of {@code hv.switches()} and deleted there. A switch is meant by its name or its id.
 */
public interface DistributedSwitches {

    /**
     * The switches. Asks the server.
     *
     * @return all that the login may see
     */
    List<DistributedSwitch> list();

    /**
     * Makes a switch without hosts in the only data centre.
     *
     * @param name its name
     * @param mtu the largest frame in bytes, 1280 to 9000; 0 for vCenter's default, 1500
     * @param uplinks the names of its uplinks, one for each adapter that a host may give, at least one
     * @return the operation
     */
    Operation<DistributedSwitch> create(String name, int mtu, String... uplinks);

    /**
     * Connects a host.
     *
     * @param dvs the switch
     * @param host the host
     * @param adapters the host's adapters that it gives, such as {@code vmnic1}; they must be free
     * @return the operation; on a host that is connected it does nothing
     */
    Operation<DistributedSwitch> addHost(String dvs, Host host, String... adapters);

    /**
     * Takes a host off. vCenter refuses it while a machine of the host's is connected.
     *
     * @param dvs the switch
     * @param host the host
     * @return the operation; on a host that is not connected it does nothing
     */
    Operation<DistributedSwitch> removeHost(String dvs, Host host);

    /**
     * Makes a portgroup.
     *
     * @param dvs the switch
     * @param portgroup what is wanted
     * @return the operation
     */
    Operation<Switch> addPortgroup(String dvs, DistributedPortgroup portgroup);

    /**
     * Removes a switch with its portgroups, to which no machine may be connected.
     *
     * @param dvs the switch
     * @return the operation, which ends with the switch as it was
     */
    Operation<DistributedSwitch> remove(String dvs);
}
