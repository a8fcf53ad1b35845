package io.edgevirt;

/** The firmware a machine boots with. UEFI is what Hyper-V calls generation 2. */
public enum Firmware {
    /** The PC BIOS; Hyper-V's generation 1. */
    BIOS,
    /** UEFI, such as OVMF on KVM; Hyper-V's generation 2. */
    UEFI
}
