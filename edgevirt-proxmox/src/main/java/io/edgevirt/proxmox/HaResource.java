package io.edgevirt.proxmox;

import java.util.Optional;

/**
 * A guest that Proxmox VE's HA manager looks after.
 *
 * @param sid such as {@code vm:100} or {@code ct:101}
 * @param state what is wanted of it: {@code started}, {@code stopped}, {@code disabled} or {@code ignored}
 * @param restarts how often it is started anew on its node after it failed to start
 * @param relocations how often it is then tried on another node
 * @param group its group, on Proxmox VE 7 and 8
 * @param comment a comment
 */
public record HaResource(
        String sid,
        String state,
        Optional<Integer> restarts,
        Optional<Integer> relocations,
        Optional<String> group,
        Optional<String> comment) {

    /**
     * Whether it is started elsewhere if its node is lost, or kept ready for that where it is to be off.
     *
     * @return false for what is disabled or ignored
     */
    public boolean looksAfter() {
        return !state.equals("disabled") && !state.equals("ignored");
    }

    @Override
    public String toString() {
        return sid + " " + state + group.map(g -> " in " + g).orElse("");
    }
}
