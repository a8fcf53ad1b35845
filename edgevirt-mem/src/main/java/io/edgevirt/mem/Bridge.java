package io.edgevirt.mem;

import io.edgevirt.SwitchInfo;
import java.util.Optional;

/**
 * A switch.
 *
 * @param id its id
 * @param name its name
 * @param kind what it is connected to
 * @param uplink the host's adapter
 * @param cidr its guests' addresses
 * @param vlan the VLAN its traffic is tagged with
 * @param host the name of the host it is on, where it is on one only
 */
record Bridge(
        String id,
        String name,
        SwitchInfo.Kind kind,
        Optional<String> uplink,
        Optional<String> cidr,
        Optional<Integer> vlan,
        Optional<String> host) {

    SwitchInfo info() {
        return new SwitchInfo(id, name, kind, uplink, cidr, vlan, host, Optional.of(true), Optional.empty());
    }
}
