package io.edgevirt;

import io.edgevirt.engine.Line;
import java.util.Optional;

/**
 * What is known of a disk.
 *
 * @param id its id within the machine
 * @param size its size as the guest sees it
 * @param pool the name of the pool it lies in
 * @param path the server's path or the volume's name
 * @param bus how it is attached
 * @param thin whether it takes space only as it fills
 */
public record DiskInfo(
        String id,
        Optional<Size> size,
        Optional<String> pool,
        Optional<String> path,
        Optional<DiskBus> bus,
        Optional<Boolean> thin) {

    @Override
    public String toString() {
        return Line.one(
                id + size.map(s -> " " + s).orElse("") + path.map(p -> " " + p).orElse(""));
    }
}
