package io.edgevirt.proxmox;

/** How a backup becomes a machine. */
public interface RestoreSettings {

    /**
     * The machine's name; that of the backup by default.
     *
     * @param text its name
     * @return these settings
     */
    RestoreSettings name(String text);

    /**
     * Where its disks go; by default each to the storage that it was on.
     *
     * @param storage a storage's name
     * @return these settings
     */
    RestoreSettings storage(String storage);

    /**
     * Keeps the MAC addresses and the uuid of the machine that was backed up, which must be gone. By default the new machine
     * has its own.
     *
     * @return these settings
     */
    RestoreSettings sameIdentity();

    /**
     * Starts the machine at once and restores its disks while it runs, as far as the server can do that.
     *
     * @return these settings
     */
    RestoreSettings live();
}
