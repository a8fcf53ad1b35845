package io.edgevirt.proxmox;

/** How a machine is backed up. */
public interface BackupSettings {

    /** What happens to the machine meanwhile. */
    enum Mode {
        /** It goes on; what changes meanwhile is kept aside. */
        SNAPSHOT,
        /** It stands still while the copy begins. */
        SUSPEND,
        /** It is shut down, copied while it runs anew, and so at rest: the most consistent. */
        STOP
    }

    /** How a backup's file is made smaller. A Proxmox Backup Server has a way of its own. */
    enum Compression {
        /** Not at all. */
        NONE,
        /** By LZO: fast. */
        LZO,
        /** By gzip. */
        GZIP,
        /** By Zstandard: fast and small. */
        ZSTD
    }

    /**
     * What happens to the machine meanwhile; {@link Mode#SNAPSHOT} by default.
     *
     * @param how the mode
     * @return these settings
     */
    BackupSettings mode(Mode how);

    /**
     * How the file is made smaller; {@link Compression#ZSTD} by default.
     *
     * @param how the compression
     * @return these settings
     */
    BackupSettings compress(Compression how);

    /**
     * Notes.
     *
     * @param text up to 1,024 characters, without two opening braces in a row
     * @return these settings
     */
    BackupSettings notes(String text);

    /**
     * Protects the backup from being removed, by retention rules too.
     *
     * @return these settings
     */
    BackupSettings shielded();
}
