package io.edgevirt.spi;

import io.edgevirt.SwitchInfo;
import io.edgevirt.engine.Line;
import java.util.Optional;
import java.util.UUID;

/**
 * A switch that is wanted.
 *
 * @param token this switch's own
 * @param name its name
 * @param kind what it is connected to
 * @param nic for EXTERNAL: the host's adapter
 * @param cidr for NAT and ROUTED: the guests' addresses
 * @param allowManagement for EXTERNAL: whether the host uses it as well
 * @param vlan the VLAN, 1 to 4094
 * @param host the host's name, path or id
 */
public record SwitchSpec(
        UUID token,
        String name,
        SwitchInfo.Kind kind,
        Optional<String> nic,
        Optional<String> cidr,
        boolean allowManagement,
        Optional<Integer> vlan,
        Optional<String> host) {
    @Override
    public String toString() {
        return Line.of(this);
    }
}
