package io.edgevirt.kvm.libvirt;

/** A domain's state: {@code virDomainState} of {@code libvirt-domain.h}, in its order. */
public enum DomainState {
    /** The driver does not say. */
    NO_STATE,
    /** Running. */
    RUNNING,
    /** Running, waiting for something (Xen). */
    BLOCKED,
    /** Paused in memory. */
    PAUSED,
    /** Shutting down. */
    SHUTDOWN,
    /** Off. */
    SHUT_OFF,
    /** Crashed. */
    CRASHED,
    /** Suspended by the guest's own power management. */
    PM_SUSPENDED,
    /** A state that this version of EdgeVirt does not know. */
    UNKNOWN;

    private static final DomainState[] ALL = values();

    /**
     * Reads libvirt's number.
     *
     * @param value a {@code virDomainState}
     * @return the state; {@link #UNKNOWN} for a number of a newer libvirt
     */
    public static DomainState of(int value) {
        return value >= 0 && value < UNKNOWN.ordinal() ? ALL[value] : UNKNOWN;
    }
}
