package io.edgevirt;

/** A disk of a machine. */
public interface Disk {

    /**
     * Its id within the machine, such as {@code vda}, {@code scsi0} or a device key.
     *
     * @return the id
     */
    String id();

    /**
     * What was read of it. Does not ask the system.
     *
     * @return an immutable record
     */
    DiskInfo info();

    /**
     * Makes it larger. The guest's file system is the guest's business.
     *
     * @param size the new size, more than before
     * @return this disk, with its new size
     * @throws InvalidSpecException if the size is smaller than before: what is on the disk would be lost
     */
    Disk resize(Size size);

    /** Takes it out of the machine and deletes its file. */
    void remove();

    /** Takes it out of the machine and keeps its file. */
    void detach();
}
