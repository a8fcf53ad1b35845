package io.edgevirt.samples;

import io.edgevirt.VMDefinition;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The guest that the quickstart boots: the one that scripts/build-guest.sh makes, or, in memory, the simulated one.
 *
 * @param folder where the kernel and the initial RAM disk lie; empty for the simulated guest
 * @param marker what it says on its serial console when it is up
 */
record TinyLinux(Optional<Path> folder, String marker) {

    /** The system property that names the folder. */
    static final String FOLDER = "edgevirt.guest.dir";

    static TinyLinux on(String uri) {
        if (uri.startsWith("mem:")) {
            return new TinyLinux(Optional.empty(), "login:");
        }
        String folder = System.getProperty(FOLDER);
        if (folder == null) {
            throw new IllegalStateException(
                    "say where the guest's kernel is: -D" + FOLDER + "=… (scripts/build-guest.sh)");
        }
        return new TinyLinux(Optional.of(Path.of(folder)), "EDGEVIRT-AGENT");
    }

    VMDefinition on(VMDefinition machine) {
        folder.ifPresent(f -> machine.bootKernel(f.resolve("vmlinuz"), f.resolve("initrd.img"), "console=ttyS0 quiet"));
        return machine;
    }
}
