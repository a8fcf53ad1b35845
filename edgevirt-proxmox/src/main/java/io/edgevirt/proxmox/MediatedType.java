package io.edgevirt.proxmox;

import java.util.Optional;

/**
 * A kind of mediated device that a PCI device can be cut into.
 *
 * @param type its name, such as {@code nvidia-222}, which a machine's adapter names
 * @param available how many more there can be
 * @param description what the driver says of it
 */
public record MediatedType(String type, Optional<Integer> available, Optional<String> description) {

    @Override
    public String toString() {
        return type + available.map(a -> ", " + a + " more").orElse("");
    }
}
