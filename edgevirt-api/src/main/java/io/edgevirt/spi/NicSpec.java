package io.edgevirt.spi;

import io.edgevirt.engine.Line;
import java.util.Optional;

/**
 * A network adapter that is wanted.
 *
 * @param network a switch's name, path or id, or a bridge's name
 * @param vlan the VLAN, 1 to 4094
 * @param macSpoofing whether the guest may send from other MAC addresses; empty leaves the system's default
 * @param mac its MAC address, lower case with colons; empty lets the system choose
 */
public record NicSpec(String network, Optional<Integer> vlan, Optional<Boolean> macSpoofing, Optional<String> mac) {
    @Override
    public String toString() {
        return Line.of(this);
    }
}
