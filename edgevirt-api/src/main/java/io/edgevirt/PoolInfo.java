package io.edgevirt;

import io.edgevirt.engine.Line;
import java.util.Optional;

/**
 * What is known of a storage pool.
 *
 * @param id the system's own id
 * @param name its name
 * @param kind the system's own word for its kind, such as {@code dir}, {@code zfspool} or {@code vsan}
 * @param capacity how much it holds
 * @param active whether it can be used now
 * @param shared whether several hosts use it
 * @param path where it lies; accepted wherever a name is
 */
public record PoolInfo(
        String id,
        String name,
        String kind,
        Optional<Capacity> capacity,
        boolean active,
        Optional<Boolean> shared,
        Optional<String> path) {

    @Override
    public String toString() {
        return Line.one(
                name + " (" + kind + ")" + capacity.map(c -> ", " + c).orElse("") + (active ? "" : ", not active"));
    }
}
