package io.edgevirt.spi;

import io.edgevirt.DiskBus;
import io.edgevirt.Size;
import io.edgevirt.engine.Line;
import java.util.Optional;

/**
 * An empty disk that is wanted.
 *
 * @param size its size
 * @param pool the pool's name, path or id; empty for the default
 * @param path the server's path of its file; empty lets the driver choose
 * @param thin whether it takes space only as it fills
 * @param bus how it is attached; empty for the system's best
 */
public record DiskSpec(Size size, Optional<String> pool, Optional<String> path, boolean thin, Optional<DiskBus> bus) {
    @Override
    public String toString() {
        return Line.of(this);
    }
}
