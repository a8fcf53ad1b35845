package io.edgevirt.proxmox.fake;

import java.util.Map;

/**
 * A snapshot of a machine.
 *
 * @param name its name
 * @param description as given
 * @param time when it was made, seconds since 1970
 * @param memory whether the memory is part of it
 * @param parent the snapshot below; empty for none
 * @param config the machine's configuration then
 */
public record Snapshot(
        String name, String description, long time, boolean memory, String parent, Map<String, String> config) {

    Snapshot below(String newParent) {
        return new Snapshot(name, description, time, memory, newParent, config);
    }
}
