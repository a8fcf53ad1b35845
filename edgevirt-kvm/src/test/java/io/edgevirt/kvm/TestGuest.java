package io.edgevirt.kvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tiny Linux that scripts/build-guest.sh makes, in the folder that scripts/libvirt-bed.sh keeps it in. */
final class TestGuest {

    private static final String FOLDER = System.getProperty("edgevirt.kvm.guest", "/var/cache/edgevirt/guest");

    static final String KERNEL = FOLDER + "/vmlinuz";
    static final String INITRD = FOLDER + "/initrd.img";
    static final String DISK = FOLDER + "/guest.img";
    static final String ISO = FOLDER + "/guest.iso";

    /** What it says on its serial port when it is up. */
    static final String READY = "EDGEVIRT-GUEST-READY";

    private TestGuest() {}

    /** The kernel's command line that it is made for. */
    static String commandLine() {
        try {
            return Files.readString(Path.of(FOLDER, "cmdline")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
