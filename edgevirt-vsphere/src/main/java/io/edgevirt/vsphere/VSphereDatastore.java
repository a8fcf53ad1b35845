package io.edgevirt.vsphere;

import io.edgevirt.Operation;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a datastore: {@code pool.unwrap(VSphereDatastore.class)}. A way within the datastore has slashes between
 * its parts, such as {@code iso/linux.iso}; a path as vSphere writes it, {@code [datastore1] iso/linux.iso}, is taken as
 * well.
 */
public interface VSphereDatastore {

    /**
     * What lies in a folder. Asks the server.
     *
     * @param folder the way to it; empty for the top
     * @return files and folders, a disk as one
     * @throws io.edgevirt.NotFoundException if there is no such folder
     */
    List<DatastoreEntry> list(String folder);

    /**
     * Uploads a file, with progress. Until it is whole it has another name; if that fails nothing is left.
     *
     * @param file a file of the JVM's machine
     * @param to the way to its place, in a folder that is there; what is there already is not replaced
     * @return the operation, which ends with the path as vSphere writes it
     */
    Operation<String> upload(Path file, String to);

    /**
     * Downloads a file, with progress. If that fails nothing is left.
     *
     * @param from the way to it
     * @param file its place on the JVM's machine; what is there already is not replaced
     * @return the operation, which ends with the file
     */
    Operation<Path> download(String from, Path file);

    /**
     * Makes a folder, and those above it that are missing.
     *
     * @param folder the way to it
     * @return the operation, which ends with the path as vSphere writes it; where there is one already it does nothing
     */
    Operation<String> makeFolder(String folder);

    /**
     * Removes a file, a disk with all its files, or a folder with all that lies in it.
     *
     * @param path the way to it
     * @return the operation, which ends with the path as vSphere writes it; it is refused where a machine uses the file
     */
    Operation<String> delete(String path);
}
