package io.edgevirt;

/** A network adapter of a machine. */
public interface Nic {

    /**
     * Its id within the machine, such as a MAC address, {@code net0} or a device key.
     *
     * @return the id
     */
    String id();

    /**
     * What was read of it. Does not ask the system.
     *
     * @return an immutable record
     */
    NicInfo info();

    /** Takes it out of the machine. */
    void remove();
}
