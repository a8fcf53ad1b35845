package io.edgevirt.spi;

import io.edgevirt.Size;
import io.edgevirt.engine.Line;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A volume that is wanted.
 *
 * @param name its name within the pool
 * @param size its size
 * @param thin whether it takes space only as it fills
 * @param upload a file to fill it with, byte by byte
 */
public record VolumeSpec(String name, Size size, boolean thin, Optional<Path> upload) {
    @Override
    public String toString() {
        return Line.of(this);
    }
}
