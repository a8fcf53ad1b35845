package io.edgevirt.kvm.translate;

import java.util.List;
import java.util.Optional;

/**
 * What a machine boots, as the server's paths.
 *
 * @param iso the image in its CD drive
 * @param kernel a kernel to boot directly
 * @param initrd its initial RAM disk
 * @param seed an image with the data for cloud-init
 * @param files those of the above that were made for the machine and go with it
 */
public record BootChoice(
        Optional<String> iso,
        Optional<String> kernel,
        Optional<String> initrd,
        Optional<String> seed,
        List<String> files) {

    /** Nothing at all. */
    public static final BootChoice NONE =
            new BootChoice(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    // Copies the list.
    public BootChoice {
        files = List.copyOf(files);
    }
}
