package io.edgevirt.vsphere.translate;

import java.util.Locale;
import java.util.UUID;

/**
 * How volumes are called. What EdgeVirt makes lies in the folder {@value #FOLDER} of a datastore and is called as it was
 * defined: the disk {@code data} is {@code [datastore1] edgevirt/data.vmdk}, the uploaded {@code linux.iso} is {@code
 * [datastore1] edgevirt/linux.iso}. What lies elsewhere is called by its path within the datastore.
 */
public final class VolumeName {

    /** The folder of EdgeVirt's own volumes. */
    public static final String FOLDER = "edgevirt";

    private static final String ENDING = ".vmdk";
    private static final String UNDER_WAY = ".edgevirt-part";
    private static final int MARK = 8;

    private VolumeName() {}

    /**
     * Where a new disk lies.
     *
     * @param datastore the datastore's name
     * @param name the volume's name
     * @return its path
     */
    public static DatastorePath disk(String datastore, String name) {
        return new DatastorePath(datastore, FOLDER + "/" + name + ENDING);
    }

    /**
     * Where an uploaded file lies.
     *
     * @param datastore the datastore's name
     * @param name the volume's name
     * @return its path
     */
    public static DatastorePath file(String datastore, String name) {
        return new DatastorePath(datastore, FOLDER + "/" + name);
    }

    /**
     * What a file is called until it is whole; so whatever has that name is the change's own.
     *
     * @param path what it will be called
     * @param token the change's token
     * @return a name beside it
     */
    public static DatastorePath underWay(DatastorePath path, UUID token) {
        String marked = path.path() + "." + token.toString().substring(0, MARK) + UNDER_WAY;
        return new DatastorePath(path.datastore(), isDisk(path.path()) ? marked + ENDING : marked);
    }

    /**
     * Whether a file is one that is not whole yet.
     *
     * @param file its name
     * @return true if {@link #underWay(DatastorePath, UUID)} gave it
     */
    public static boolean underWay(String file) {
        return file.endsWith(UNDER_WAY) || file.endsWith(UNDER_WAY + ENDING);
    }

    /**
     * What a volume is called.
     *
     * @param folder the folder it lies in
     * @param file its file's name
     * @return its name
     */
    public static String of(String folder, String file) {
        if (!folder.equals(FOLDER)) {
            return folder.isEmpty() ? file : folder + "/" + file;
        }
        return isDisk(file) ? file.substring(0, file.length() - ENDING.length()) : file;
    }

    /**
     * Whether a file is a disk's.
     *
     * @param file its name
     * @return true if it ends as disks do
     */
    public static boolean isDisk(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(ENDING);
    }
}
