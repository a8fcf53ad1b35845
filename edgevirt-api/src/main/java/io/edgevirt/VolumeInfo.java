package io.edgevirt;

import io.edgevirt.engine.Line;
import java.util.Optional;

/**
 * What is known of a volume.
 *
 * @param id the system's own id
 * @param name its name within the pool
 * @param pool the pool's name
 * @param size its size as a guest would see it
 * @param used the space it takes
 * @param format the system's own word for its format, such as {@code qcow2} or {@code iso}
 * @param path the server's path
 */
public record VolumeInfo(
        String id,
        String name,
        String pool,
        Optional<Size> size,
        Optional<Size> used,
        Optional<String> format,
        Optional<String> path) {

    @Override
    public String toString() {
        return Line.one(pool + ":" + name + size.map(s -> " " + s).orElse("")
                + format.map(f -> " " + f).orElse(""));
    }
}
