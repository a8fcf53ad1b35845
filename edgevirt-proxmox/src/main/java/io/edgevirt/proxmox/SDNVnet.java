package io.edgevirt.proxmox;

import java.util.Optional;

/**
 * A virtual network of the software-defined network: on each node of its zone a bridge of this name.
 *
 * @param id its name, at most 8 letters and digits
 * @param zone its zone
 * @param tag the VLAN, or the number of its VXLAN
 * @param alias what somebody wrote beside it
 * @param vlanAware whether guests may tag
 * @param waiting whether a change of it waits to be applied
 * @param active whether it is in effect: one that was never applied is not
 */
public record SDNVnet(
        String id,
        String zone,
        Optional<Integer> tag,
        Optional<String> alias,
        boolean vlanAware,
        boolean waiting,
        boolean active) {

    @Override
    public String toString() {
        return id + " in " + zone + tag.map(t -> " tag " + t).orElse("")
                + alias.map(a -> " (" + a + ")").orElse("") + (waiting ? ", changes wait" : "");
    }
}
