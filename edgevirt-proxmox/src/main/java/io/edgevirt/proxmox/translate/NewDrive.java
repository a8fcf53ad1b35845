package io.edgevirt.proxmox.translate;

import io.edgevirt.DiskBus;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Size;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.DiskSize;
import io.edgevirt.proxmox.read.Drive;
import io.edgevirt.proxmox.read.PropertyString;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.spi.DiskSpec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A disk that is added to a machine. */
public final class NewDrive {

    private static final String FILE = "file";
    private static final String SERIAL = "serial";
    /** How long a serial number may be in Proxmox VE. */
    private static final int LONGEST_SERIAL = 20;
    /** How many drives of a kind a machine may have. */
    private static final Map<DiskBus, Integer> MOST =
            Map.of(DiskBus.VIRTIO, 16, DiskBus.SCSI, 31, DiskBus.SATA, 6, DiskBus.IDE, 4);

    private static final Set<String> OF_IMAGES = Set.of("dir", "nfs", "cifs", "glusterfs");
    private static final long KIB = 1024;

    private NewDrive() {}

    /**
     * The serial number by which a disk is found again; its guest sees it.
     *
     * @param token the change's own
     * @return 20 digits
     */
    public static String serial(UUID token) {
        return token.toString().replace("-", "").substring(0, LONGEST_SERIAL);
    }

    /**
     * The disk that has a serial number, in effect or after the next start.
     *
     * @param config the configuration
     * @param serial the number
     * @return its key; empty where there is none
     */
    public static Optional<String> find(Configuration config, String serial) {
        return config.drives().stream()
                .filter(d -> d.serial().filter(serial::equals).isPresent())
                .map(Drive::key)
                .findFirst();
    }

    /**
     * The best bus for a further disk: SCSI where the machine has the paravirtualized controller, else VirtIO.
     *
     * @param config the configuration
     * @return the bus
     */
    public static DiskBus bus(Configuration config) {
        return config.get("scsihw").filter(hw -> hw.startsWith("virtio-scsi")).isPresent()
                ? DiskBus.SCSI
                : DiskBus.VIRTIO;
    }

    /**
     * The key of a further disk.
     *
     * @param config the configuration
     * @param bus how it is attached
     * @return such as {@code scsi1}; empty where that bus is full, or there is none of its kind
     */
    public static Optional<String> key(Configuration config, DiskBus bus) {
        return Optional.ofNullable(MOST.get(bus))
                .flatMap(most -> config.free(bus.name().toLowerCase(java.util.Locale.ROOT), most));
    }

    /**
     * Why a disk cannot have a size.
     *
     * @param size the size
     * @return a finding; empty if it can
     */
    public static Optional<Finding> refused(Size size) {
        return size.bytes() >= KIB && size.bytes() % KIB == 0
                ? Optional.empty()
                : Optional.of(NameRules.invalid(
                        "disk.size", size.toString(), "a disk is whole KiB, one or more", "round it to whole KiB"));
    }

    /**
     * Why a disk cannot be where it was asked for.
     *
     * @param path the path that was asked for
     * @return a finding
     */
    public static Finding named(String path) {
        return Finding.fail(
                "disk.path",
                Problem.UNSUPPORTED,
                path,
                "Proxmox VE names the volumes of machines itself",
                "leave the path out, and name the pool");
    }

    /**
     * A new, empty disk.
     *
     * @param config the machine's configuration
     * @param key the disk's key
     * @param store the storage
     * @param wanted what is wanted
     * @param serial its serial number
     * @return the value of its key
     */
    public static String value(Configuration config, String key, Store store, DiskSpec wanted, String serial) {
        PropertyString disk =
                PropertyString.empty(FILE).with(FILE, store.storage() + ":" + DiskSize.gib(wanted.size()));
        PropertyString formed = formed(config, key, store, disk);
        return (wanted.thin() ? formed.with("discard", "on") : formed)
                .with(SERIAL, serial)
                .text();
    }

    /**
     * A copy of a disk that is elsewhere.
     *
     * @param config the machine's configuration
     * @param key the disk's key
     * @param store the storage that it is copied to
     * @param from a volume's id, or a path of the node's
     * @param serial its serial number
     * @return the value of its key
     */
    public static String copy(Configuration config, String key, Store store, String from, String serial) {
        PropertyString disk =
                PropertyString.empty(FILE).with(FILE, store.storage() + ":0").with("import-from", from);
        return formed(config, key, store, disk).with(SERIAL, serial).text();
    }

    /** Files are raw unless it is said, and only those in qcow2 have snapshots; a thread of its own needs the controller. */
    private static PropertyString formed(Configuration config, String key, Store store, PropertyString disk) {
        PropertyString formed = OF_IMAGES.contains(store.type()) ? disk.with("format", "qcow2") : disk;
        boolean threads = key.startsWith("virtio")
                || (key.startsWith("scsi")
                        && config.get("scsihw")
                                .filter("virtio-scsi-single"::equals)
                                .isPresent());
        return threads ? formed.with("iothread", true) : formed;
    }
}
