package io.edgevirt.kvm.libvirt;

/** Why a connection ended without us: {@code virConnectCloseReason}, in its order. */
public enum CloseReason {
    /** An I/O error. */
    ERROR,
    /** The other side ended it. */
    END_OF_FILE,
    /** The other side stopped giving signs of life. */
    KEEP_ALIVE,
    /** The client asked for it. */
    CLIENT,
    /** A reason that this version of EdgeVirt does not know. */
    UNKNOWN;

    static CloseReason of(int value) {
        return value >= 0 && value < UNKNOWN.ordinal() ? values()[value] : UNKNOWN;
    }
}
