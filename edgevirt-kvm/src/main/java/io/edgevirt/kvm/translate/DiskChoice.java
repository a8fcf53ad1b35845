package io.edgevirt.kvm.translate;

import io.edgevirt.DiskBus;
import io.edgevirt.Size;
import io.edgevirt.kvm.read.PoolText;
import java.util.Optional;

/**
 * A disk to make, with all that was chosen for it.
 *
 * @param pool the pool that its volume goes to
 * @param volume the volume's name
 * @param path the server's path of the volume
 * @param format {@code qcow2} or {@code raw}
 * @param size its size
 * @param thin whether it takes space only as it fills
 * @param bus how it is attached
 * @param target its name within the machine, such as {@code vda}
 * @param backing the file that it builds on
 */
public record DiskChoice(
        PoolText pool,
        String volume,
        String path,
        String format,
        Size size,
        boolean thin,
        DiskBus bus,
        String target,
        Optional<Base> backing) {

    /**
     * A file that a disk builds on.
     *
     * @param path its path
     * @param format its format
     */
    public record Base(String path, String format) {}

    /**
     * The volume as a person names it.
     *
     * @return pool and volume
     */
    public String label() {
        return pool.info().name() + "/" + volume;
    }
}
