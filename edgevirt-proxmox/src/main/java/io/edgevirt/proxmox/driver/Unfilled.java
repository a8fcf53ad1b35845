package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.UnsupportedFeatureException;

/** What is not built yet. */
final class Unfilled {

    private Unfilled() {}

    static UnsupportedFeatureException yet(String what) {
        return new UnsupportedFeatureException(
                Failure.of(what + " is not built yet").backend("proxmox"));
    }
}
