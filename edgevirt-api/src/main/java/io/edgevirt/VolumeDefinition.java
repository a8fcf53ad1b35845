package io.edgevirt;

import java.nio.file.Path;

/** A volume to be. Nothing happens before {@link #create()}. */
public interface VolumeDefinition extends Operation<Volume> {

    /**
     * Its size as a guest would see it.
     *
     * @param size more than zero
     * @return this builder
     */
    VolumeDefinition size(Size size);

    /**
     * Whether it takes space only as it fills; true by default.
     *
     * @param on whether
     * @return this builder
     */
    VolumeDefinition thin(boolean on);

    /**
     * Fills it with a file, byte by byte, which also gives its size where {@link #size} is not called.
     *
     * @param file a file of the JVM's machine, such as an ISO or a raw image
     * @return this builder
     */
    VolumeDefinition upload(Path file);

    /**
     * Makes the volume.
     *
     * @return the volume
     * @throws AlreadyExistsException if the name is taken
     */
    default Volume create() {
        return run();
    }
}
