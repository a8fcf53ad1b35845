package io.edgevirt.spi;

import io.edgevirt.engine.Line;
import java.util.List;
import java.util.Optional;

/**
 * A machine's protection.
 *
 * @param vm the machine
 * @param preferredHosts the hosts' names, paths or ids, in their order
 * @param restarts how often it is restarted
 */
public record ProtectionSpec(Ref vm, List<String> preferredHosts, Optional<Integer> restarts) {

    // Copies the list.
    public ProtectionSpec {
        preferredHosts = List.copyOf(preferredHosts);
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
