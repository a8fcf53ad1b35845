package io.edgevirt.proxmox.read;

import io.edgevirt.DiskBus;
import io.edgevirt.Size;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A drive of a machine's configuration: a disk or a CD drive.
 *
 * @param key its key, such as {@code scsi0}
 * @param text its value
 */
public record Drive(String key, PropertyString text) {

    private static final Pattern KEY = Pattern.compile("(ide|sata|scsi|virtio)([0-9]{1,2})");
    private static final String FILE = "file";
    private static final String NONE = "none";

    /**
     * Reads a drive.
     *
     * @param key a key of the configuration
     * @param value its value
     * @return the drive; empty if the key is of something else
     */
    public static Optional<Drive> of(String key, String value) {
        return KEY.matcher(key).matches()
                ? Optional.of(new Drive(key, PropertyString.parse(value, FILE)))
                : Optional.empty();
    }

    /**
     * Whether it is a CD drive; that of cloud-init is one as well.
     *
     * @return true for a CD drive
     */
    public boolean cdrom() {
        return text.get("media").filter("cdrom"::equals).isPresent();
    }

    /**
     * Whether it is the drive by which cloud-init gets its data.
     *
     * @return true for that one
     */
    public boolean cloudInit() {
        return cdrom() && volume().filter(v -> v.contains("cloudinit")).isPresent();
    }

    /**
     * What is in it.
     *
     * @return the volume's id or a path; empty for an empty CD drive
     */
    public Optional<String> volume() {
        return text.get(FILE).or(() -> text.get("volume")).filter(v -> !v.equals(NONE));
    }

    /**
     * The storage of its volume.
     *
     * @return the storage's name; empty for paths of a host's own
     */
    public Optional<String> storage() {
        return volume().filter(v -> !v.startsWith("/") && v.indexOf(':') > 0).map(v -> v.substring(0, v.indexOf(':')));
    }

    /**
     * Its size as the configuration tells it.
     *
     * @return the size; empty where it is not told
     */
    public Optional<Size> size() {
        return text.get("size").flatMap(DiskSize::parse);
    }

    /**
     * The serial number that its guest sees.
     *
     * @return as it is set; empty where it is not
     */
    public Optional<String> serial() {
        return text.get("serial");
    }

    /**
     * How it is attached.
     *
     * @return the bus
     */
    public DiskBus bus() {
        Matcher m = KEY.matcher(key);
        return switch (m.matches() ? m.group(1) : "") {
            case "ide" -> DiskBus.IDE;
            case "sata" -> DiskBus.SATA;
            case "scsi" -> DiskBus.SCSI;
            default -> DiskBus.VIRTIO;
        };
    }
}
