package io.edgevirt.vsphere;

import io.edgevirt.Host;
import io.edgevirt.Operation;
import io.edgevirt.PciAddress;
import java.time.Duration;
import java.util.List;

/** What vSphere alone can do with a host: {@code host.unwrap(VSphereHost.class)}. */
public interface VSphereHost {

    /**
     * Sets the host aside for maintenance. It waits until no machine runs on it: DRS moves them away where it is on, else
     * whoever looks after them does.
     *
     * @param timeout how long it is tried; zero for without end
     * @param evacuate whether machines that are off are moved to other hosts as well, which vCenter alone can
     * @return the operation; on a host that is in maintenance it does nothing
     */
    Operation<Host> enterMaintenance(Duration timeout, boolean evacuate);

    /**
     * Takes the host back into use.
     *
     * @param timeout how long it is tried; zero for without end
     * @return the operation; on a host that is in use it does nothing
     */
    Operation<Host> exitMaintenance(Duration timeout);

    /**
     * Restarts the host, which must be in maintenance, so that no machine is stopped by it. It has begun when the
     * operation ends; the connection to an ESXi host is lost by it.
     *
     * @return the operation
     */
    Operation<Host> reboot();

    /**
     * Makes a standard switch.
     *
     * @param name its name, at most 31 characters
     * @param mtu the largest frame in bytes, 1280 to 9000; 0 for the host's default, 1500
     * @param uplinks the host's adapters, such as {@code vmnic1}; none for a switch without a way out
     * @return the operation
     */
    Operation<Host> addSwitch(String name, int mtu, String... uplinks);

    /**
     * Removes a standard switch that has no portgroups.
     *
     * @param name its name
     * @return the operation
     */
    Operation<Host> removeSwitch(String name);

    /**
     * Makes a portgroup on a standard switch.
     *
     * @param name its name
     * @param switchName the switch's
     * @param vlan the VLAN, 1 to 4094; 0 for untagged, 4095 if guests tag for themselves
     * @return the operation
     */
    Operation<Host> addPortgroup(String name, String switchName, int vlan);

    /**
     * Removes a portgroup that no machine is connected to.
     *
     * @param name its name
     * @return the operation
     */
    Operation<Host> removePortgroup(String name);

    /**
     * The host's standard switches. Asks the server.
     *
     * @return in the host's order
     */
    List<StandardSwitch> switches();

    /**
     * Sets a PCI device to passthrough, or gives it back to the host. Many devices change hands only at the host's next
     * start, of which the check warns.
     *
     * @param device the device's address
     * @param on whether machines may have it
     * @return the operation; its check fails where the host cannot pass the device through
     */
    Operation<Host> passthrough(PciAddress device, boolean on);
}
