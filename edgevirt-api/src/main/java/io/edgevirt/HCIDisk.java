package io.edgevirt;

import io.edgevirt.engine.Line;
import java.util.Optional;

/**
 * A disk of a hyperconverged pool.
 *
 * @param id the system's own id
 * @param node the name of the host it is in
 * @param size its size
 * @param kind what it is made of
 * @param role the system's own word for what it does, such as {@code cache} or {@code capacity}
 * @param healthy whether it is well
 * @param wear how much of its life is used, from 0 to 1
 */
public record HCIDisk(
        String id,
        Optional<String> node,
        Optional<Size> size,
        Hardware.DiskKind kind,
        Optional<String> role,
        Optional<Boolean> healthy,
        Optional<Double> wear) {
    @Override
    public String toString() {
        return Line.of(this);
    }
}
