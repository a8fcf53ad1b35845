package io.edgevirt.spi;

import io.edgevirt.Secret;
import io.edgevirt.engine.Line;

/**
 * A login of the guest's own.
 *
 * @param user its name
 * @param password its password
 */
public record GuestLogin(String user, Secret password) {
    @Override
    public String toString() {
        return Line.of(this);
    }
}
