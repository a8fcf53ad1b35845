package io.edgevirt;

import io.edgevirt.engine.Line;
import java.util.Optional;

/**
 * What is known of a network adapter.
 *
 * @param id its id within the machine
 * @param mac its MAC address, lower case with colons
 * @param network the name of the switch, network or bridge it is connected to
 * @param vlan the VLAN its traffic is tagged with
 * @param macSpoofing whether the guest may send from other MAC addresses
 */
public record NicInfo(
        String id,
        Optional<String> mac,
        Optional<String> network,
        Optional<Integer> vlan,
        Optional<Boolean> macSpoofing) {

    @Override
    public String toString() {
        return Line.one(mac.orElse(id)
                + network.map(n -> " on " + n).orElse("")
                + vlan.map(v -> " VLAN " + v).orElse(""));
    }
}
