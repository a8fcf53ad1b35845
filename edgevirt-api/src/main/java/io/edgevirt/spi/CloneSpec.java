package io.edgevirt.spi;

import io.edgevirt.engine.Line;
import java.util.Optional;
import java.util.UUID;

/**
 * A copy that is wanted.
 *
 * @param token this clone's own, by which what it made is known after a lost reply
 * @param name the copy's name
 * @param linked whether it shares the original's disks
 * @param pool the pool's name, path or id
 * @param host the host's name, path or id
 * @param folder the folder's name or path
 * @param resourcePool the resource pool's name or path
 * @param cloudInit user data for cloud-init; secret
 */
public record CloneSpec(
        UUID token,
        String name,
        boolean linked,
        Optional<String> pool,
        Optional<String> host,
        Optional<String> folder,
        Optional<String> resourcePool,
        Optional<String> cloudInit) {

    /** Without the user data, which may hold secrets. */
    @Override
    public String toString() {
        return Line.one("CloneSpec[" + name + (linked ? ", linked" : "") + "]");
    }
}
