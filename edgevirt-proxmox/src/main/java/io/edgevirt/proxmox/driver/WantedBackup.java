package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.BackupSettings;
import java.util.Optional;

/** Collects how a machine is backed up. */
final class WantedBackup implements BackupSettings {

    private Mode mode = Mode.SNAPSHOT;
    private Compression compression = Compression.ZSTD;
    private Optional<String> notes = Optional.empty();
    private boolean shielded;

    @Override
    public BackupSettings mode(Mode how) {
        mode = how;
        return this;
    }

    @Override
    public BackupSettings compress(Compression how) {
        compression = how;
        return this;
    }

    @Override
    public BackupSettings notes(String text) {
        notes = Optional.of(text);
        return this;
    }

    @Override
    public BackupSettings shielded() {
        shielded = true;
        return this;
    }

    Mode mode() {
        return mode;
    }

    Compression compression() {
        return compression;
    }

    Optional<String> notes() {
        return notes;
    }

    boolean isShielded() {
        return shielded;
    }
}
