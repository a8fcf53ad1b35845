package io.edgevirt.proxmox;

import java.util.List;
import java.util.Optional;

/**
 * A zone of the software-defined network.
 *
 * @param id its name, at most 8 letters and digits
 * @param type Proxmox's word: {@code simple}, {@code vlan}, {@code qinq}, {@code vxlan} or {@code evpn}
 * @param bridge for {@code vlan} and {@code qinq}: the nodes' bridge below it
 * @param nodes the nodes it is on; none for all of them
 * @param waiting whether a change of it waits to be applied
 */
public record SDNZone(String id, String type, Optional<String> bridge, List<String> nodes, boolean waiting) {

    // Copies the list.
    public SDNZone {
        nodes = List.copyOf(nodes);
    }

    @Override
    public String toString() {
        return id + " " + type + bridge.map(b -> " on " + b).orElse("") + (waiting ? ", changes wait" : "");
    }
}
