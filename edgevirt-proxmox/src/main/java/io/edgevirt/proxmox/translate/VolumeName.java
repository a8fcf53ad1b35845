package io.edgevirt.proxmox.translate;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How volumes are called. Proxmox VE wants an owner in every disk's name, so a disk {@code data} of nobody's is {@code
 * vm-999999999-data}: that owner is the highest VMID there is, far above those that {@code /cluster/nextid} gives. Other
 * disks are called as Proxmox calls them ({@code vm-100-disk-0}, {@code 100/vm-100-disk-0.qcow2}), and images, backups and
 * other files by their file's name.
 */
public final class VolumeName {

    /** The owner of volumes that belong to no machine. */
    public static final String OWNER = "999999999";

    private static final int LONGEST = 64;
    private static final Pattern OWN = Pattern.compile("(?:(" + OWNER + ")/)?vm-" + OWNER + "-(.+)", Pattern.DOTALL);
    private static final Pattern ENDING = Pattern.compile("\\.(raw|qcow2|vmdk)$");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern IMAGE = Pattern.compile("(?i).+\\.(iso|img)");
    private static final Pattern IMPORT = Pattern.compile(".+\\.(ova|qcow2|raw|vmdk)");
    private static final Set<String> FILED = Set.of("iso", "vztmpl", "backup", "snippets", "import");

    private VolumeName() {}

    /**
     * What a volume is called.
     *
     * @param content what it is, such as {@code images}
     * @param path the part of its id after the colon
     * @return its name
     */
    public static String of(String content, String path) {
        if (FILED.contains(content)) {
            return path.substring(path.lastIndexOf('/') + 1);
        }
        Matcher own = OWN.matcher(path);
        if (!own.matches()) {
            return path;
        }
        String name = own.group(2);
        return own.group(1) == null ? name : ENDING.matcher(name).replaceFirst("");
    }

    /**
     * Whether a volume belongs to no machine.
     *
     * @param path the part of its id after the colon
     * @return true for what EdgeVirt made by a name of the user's
     */
    public static boolean own(String path) {
        return OWN.matcher(path).matches();
    }

    /**
     * What Proxmox is to call a disk.
     *
     * @param name its name
     * @param format {@code raw} or {@code qcow2}
     * @param file whether it becomes a file, which ends with its format
     * @return the file's name
     */
    public static String disk(String name, String format, boolean file) {
        return "vm-" + OWNER + "-" + name + (file ? "." + format : "");
    }

    /**
     * What Proxmox tells of a disk that was made under a name.
     *
     * @param storage the storage
     * @param file what {@link #disk} gave
     * @param ofFiles whether the storage keeps files
     * @return its id
     */
    public static String volid(String storage, String file, boolean ofFiles) {
        return storage + ":" + (ofFiles ? OWNER + "/" : "") + file;
    }

    /**
     * What an uploaded file is to Proxmox, which goes by its ending.
     *
     * @param name the file's name
     * @return {@code iso} or {@code import}; empty where it would be refused
     */
    public static Optional<String> content(String name) {
        if (IMAGE.matcher(name).matches()) {
            return Optional.of("iso");
        }
        return IMPORT.matcher(name).matches() ? Optional.of("import") : Optional.empty();
    }

    /**
     * Why a disk cannot have a name.
     *
     * @param name the name
     * @param ofFiles whether the storage keeps files
     * @return a finding; empty where it can
     */
    public static Optional<Finding> refused(String name, boolean ofFiles) {
        if (!ofFiles && ENDING.matcher(name).find()) {
            return Optional.of(invalid(name, "Proxmox VE takes .raw, .qcow2 and .vmdk at its end for a format"));
        }
        return refusedFile(name, LONGEST);
    }

    /**
     * Why an uploaded file cannot have a name: Proxmox would store it under another.
     *
     * @param name the name
     * @return a finding; empty where it can
     */
    public static Optional<Finding> refusedFile(String name) {
        return refusedFile(name, 255);
    }

    private static Optional<Finding> refusedFile(String name, int longest) {
        if (!PLAIN.matcher(name).matches() || name.startsWith(".") || name.contains("..")) {
            return Optional.of(
                    invalid(name, "a volume's name on Proxmox VE is of letters, digits, '_', '-' and single dots"));
        }
        return name.length() > longest
                ? Optional.of(invalid(name, "a volume's name has at most " + longest + " characters"))
                : Optional.empty();
    }

    private static Finding invalid(String name, String reason) {
        return Finding.fail("name", Problem.INVALID, name, reason, "choose another name");
    }
}
