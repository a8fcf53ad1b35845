package io.edgevirt.vsphere.translate;

import io.edgevirt.Size;
import io.edgevirt.vsphere.read.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A device that a machine has, as far as a change of it needs to know.
 *
 * @param told what the server tells of it
 */
public record Device(Element told) {

    private static final long KIB = 1024;

    /**
     * The devices of a machine.
     *
     * @param array the value of {@code config.hardware.device}
     * @return in the server's order
     */
    public static List<Device> all(Element array) {
        return array.children().stream().map(Device::new).toList();
    }

    /**
     * The name of its type.
     *
     * @return such as {@code VirtualDisk}
     */
    public String type() {
        return told.type();
    }

    /**
     * Its key within the machine.
     *
     * @return 0 where the server tells none
     */
    public int key() {
        return number("key").orElse(0);
    }

    /**
     * What vSphere calls it.
     *
     * @return such as {@code Hard disk 1}; may be empty
     */
    public String label() {
        return told.text("deviceInfo/label").orElse("");
    }

    /**
     * The controller it is on.
     *
     * @return the controller's key
     */
    public Optional<Integer> controller() {
        return number("controllerKey");
    }

    /**
     * Its number on its controller.
     *
     * @return from 0 on
     */
    public Optional<Integer> unit() {
        return number("unitNumber");
    }

    /**
     * For controllers: the controller's number.
     *
     * @return from 0 on
     */
    public Optional<Integer> bus() {
        return number("busNumber");
    }

    /**
     * For disks and CD drives: the file behind it.
     *
     * @return such as {@code [datastore] folder/disk.vmdk}
     */
    public Optional<String> file() {
        return told.text("backing/fileName");
    }

    /**
     * For disks: its file and all files below it.
     *
     * @return the file that is written to first
     */
    public List<String> chain() {
        List<String> files = new ArrayList<>();
        for (Element at = told.at("backing"); at.present(); at = at.at("parent")) {
            at.text("fileName").ifPresent(files::add);
        }
        return files;
    }

    /**
     * For network adapters: the address.
     *
     * @return lower case with colons
     */
    public Optional<String> mac() {
        return told.text("macAddress").map(m -> m.toLowerCase(Locale.ROOT));
    }

    /**
     * For disks: the size.
     *
     * @return in bytes where the server tells them, else in whole KiB
     */
    public Optional<Size> capacity() {
        return told.at("capacityInBytes")
                .size(1)
                .or(() -> told.at("capacityInKB").size(KIB));
    }

    /**
     * For disks: whether another file is below it, as with snapshots and linked clones.
     *
     * @return as the server tells
     */
    public boolean layered() {
        return told.at("backing/parent").present();
    }

    /**
     * Whether it is a disk.
     *
     * @return by its type
     */
    public boolean disk() {
        return type().equals("VirtualDisk");
    }

    /**
     * Whether it is a CD drive.
     *
     * @return by its type
     */
    public boolean cdrom() {
        return type().equals("VirtualCdrom");
    }

    /**
     * Whether it is a network adapter.
     *
     * @return as only those have an address
     */
    public boolean nic() {
        return mac().isPresent();
    }

    /**
     * Whether it is a device of the host's, or a part of one.
     *
     * @return by its type
     */
    public boolean passthrough() {
        return type().equals("VirtualPCIPassthrough");
    }

    private Optional<Integer> number(String path) {
        return told.number(path)
                .filter(n -> n >= Integer.MIN_VALUE && n <= Integer.MAX_VALUE)
                .map(Long::intValue);
    }

    @Override
    public String toString() {
        return type() + " " + key();
    }
}
