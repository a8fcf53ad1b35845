package io.edgevirt.vsphere;

import java.util.List;
import java.util.Optional;

/**
 * A distributed switch.
 *
 * @param id vCenter's own id
 * @param name its name
 * @param mtu the largest frame in bytes
 * @param hosts the ids of the hosts that are connected
 * @param portgroups the ids of its portgroups, that of its uplinks among them
 */
public record DistributedSwitch(
        String id, String name, Optional<Integer> mtu, List<String> hosts, List<String> portgroups) {

    // Copies the lists.
    public DistributedSwitch {
        hosts = List.copyOf(hosts);
        portgroups = List.copyOf(portgroups);
    }

    @Override
    public String toString() {
        return name + " on " + hosts.size() + " hosts, " + portgroups.size() + " portgroups";
    }
}
