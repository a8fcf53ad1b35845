package io.edgevirt.vsphere;

import java.util.List;
import java.util.Optional;

/**
 * A standard switch of one host.
 *
 * @param name its name
 * @param mtu the largest frame in bytes
 * @param uplinks the host's adapters that it uses
 * @param portgroups the names of its portgroups
 */
public record StandardSwitch(String name, Optional<Integer> mtu, List<String> uplinks, List<String> portgroups) {

    // Copies the lists.
    public StandardSwitch {
        uplinks = List.copyOf(uplinks);
        portgroups = List.copyOf(portgroups);
    }

    @Override
    public String toString() {
        return name + " on " + uplinks + " with " + portgroups;
    }
}
