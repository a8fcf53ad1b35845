package io.edgevirt.vsphere.translate;

import io.edgevirt.Size;
import java.util.Optional;

/**
 * A device that a machine has, as far as a change of it needs to know.
 *
 * @param type the name of its type, such as {@code VirtualDisk}
 * @param key its key within the machine
 * @param label what vSphere calls it, such as {@code Hard disk 1}; may be empty
 * @param controller the key of the controller it is on
 * @param unit its number there
 * @param bus for controllers: the controller's number
 * @param file for disks and CD drives: the file behind it, such as {@code [datastore] folder/disk.vmdk}
 * @param mac for network adapters: the address, lower case
 * @param capacity for disks: the size
 * @param backing the name of its backing's type; may be empty
 * @param parent for disks: whether another file is below it, as with snapshots and linked clones
 */
public record Device(
        String type,
        int key,
        String label,
        Optional<Integer> controller,
        Optional<Integer> unit,
        Optional<Integer> bus,
        Optional<String> file,
        Optional<String> mac,
        Optional<Size> capacity,
        String backing,
        boolean parent) {

    /**
     * A controller.
     *
     * @param type the name of its type
     * @param key its key
     * @param bus its number
     * @return the device
     */
    public static Device controller(String type, int key, int bus) {
        return new Device(
                type,
                key,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of(bus),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                false);
    }

    /**
     * Something on a controller.
     *
     * @param type the name of its type
     * @param key its key
     * @param controller the controller's key
     * @param unit its number there
     * @return the device
     */
    public static Device on(String type, int key, int controller, int unit) {
        return new Device(
                type,
                key,
                "",
                Optional.of(controller),
                Optional.of(unit),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                false);
    }

    /**
     * Whether it is a disk.
     *
     * @return by its type
     */
    public boolean disk() {
        return type.equals("VirtualDisk");
    }

    /**
     * Whether it is a CD drive.
     *
     * @return by its type
     */
    public boolean cdrom() {
        return type.equals("VirtualCdrom");
    }

    /**
     * Whether it is a network adapter.
     *
     * @return as it has an address
     */
    public boolean nic() {
        return mac.isPresent();
    }
}
