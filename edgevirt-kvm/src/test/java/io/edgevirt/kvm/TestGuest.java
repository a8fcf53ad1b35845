package io.edgevirt.kvm;

/** The tiny Linux that scripts/build-guest.sh makes, in the folder that scripts/libvirt-bed.sh keeps it in. */
final class TestGuest {

    private static final String FOLDER = System.getProperty("edgevirt.kvm.guest", "/var/cache/edgevirt/guest");

    static final String KERNEL = FOLDER + "/vmlinuz";
    static final String INITRD = FOLDER + "/initrd.img";
    static final String DISK = FOLDER + "/guest.img";
    static final String ISO = FOLDER + "/guest.iso";
    static final String COMMAND_LINE = "console=ttyS0 quiet no_timer_check";

    /** What it says on its serial port when it is up. */
    static final String READY = "EDGEVIRT-GUEST-READY";

    private TestGuest() {}
}
