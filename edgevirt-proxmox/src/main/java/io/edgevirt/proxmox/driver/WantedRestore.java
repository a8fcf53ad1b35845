package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.RestoreSettings;
import java.util.Optional;

/** Collects how a backup becomes a machine. */
final class WantedRestore implements RestoreSettings {

    private Optional<String> name = Optional.empty();
    private Optional<String> storage = Optional.empty();
    private boolean fresh = true;
    private boolean live;

    @Override
    public RestoreSettings name(String text) {
        name = Optional.of(text);
        return this;
    }

    @Override
    public RestoreSettings storage(String to) {
        storage = Optional.of(to);
        return this;
    }

    @Override
    public RestoreSettings sameIdentity() {
        fresh = false;
        return this;
    }

    @Override
    public RestoreSettings live() {
        live = true;
        return this;
    }

    Optional<String> name() {
        return name;
    }

    Optional<String> storage() {
        return storage;
    }

    boolean fresh() {
        return fresh;
    }

    boolean isLive() {
        return live;
    }
}
