package io.edgevirt.proxmox.translate;

import io.edgevirt.Size;
import io.edgevirt.proxmox.http.Call;

/** Requests about storages and what lies on them. */
public final class StorageRequests {

    private static final String CONTENT = "/nodes/{node}/storage/{storage}/content";
    private static final String VOLUME = CONTENT + "/{volume}";
    private static final long KIB = 1024;

    private StorageRequests() {}

    /**
     * All storages of all nodes.
     *
     * @return the request
     */
    public static Call all() {
        return Call.get("/cluster/resources").with("type", "storage");
    }

    /**
     * A storage as a node sees it now.
     *
     * @param node the node
     * @param storage the storage
     * @return the request
     */
    public static Call status(String node, String storage) {
        return Call.get("/nodes/{node}/storage/{storage}/status", node, storage);
    }

    /**
     * What lies on a storage.
     *
     * @param node the node
     * @param storage the storage
     * @return the request
     */
    public static Call content(String node, String storage) {
        return Call.get(CONTENT, node, storage);
    }

    /**
     * What lies on a storage, of one sort.
     *
     * @param node the node
     * @param storage the storage
     * @param sort such as {@code iso}
     * @return the request
     */
    public static Call content(String node, String storage, String sort) {
        return content(node, storage).with("content", sort);
    }

    /**
     * Makes an empty disk.
     *
     * @param node the node
     * @param storage the storage
     * @param file the name, with its owner
     * @param format such as {@code raw}
     * @param size its size, a multiple of 1 KiB
     * @return the request, whose reply is the disk's id
     */
    public static Call allocate(String node, String storage, String file, String format, Size size) {
        return Call.post(CONTENT, node, storage)
                .with("vmid", VolumeName.OWNER)
                .with("filename", file)
                .with("format", format)
                .with("size", size.bytes() / KIB); // in KiB, where no unit is given
    }

    /**
     * Removes a volume.
     *
     * @param node the node
     * @param storage the storage
     * @param volid the volume
     * @return the request, whose reply is a task
     */
    public static Call remove(String node, String storage, String volid) {
        return Call.delete(VOLUME, node, storage, volid);
    }

    /**
     * Sends a file.
     *
     * @param node the node
     * @param storage the storage
     * @param content {@code iso}, {@code vztmpl} or {@code import}
     * @return the request without the file, whose reply is a task
     */
    public static Call upload(String node, String storage, String content) {
        return Call.post("/nodes/{node}/storage/{storage}/upload", node, storage)
                .with("content", content);
    }

    /**
     * Lets a node fetch a file.
     *
     * @param node the node
     * @param storage the storage
     * @param content {@code iso}, {@code vztmpl} or {@code import}
     * @param file what it is called there
     * @return the request without the address, whose reply is a task
     */
    public static Call download(String node, String storage, String content, String file) {
        return Call.post("/nodes/{node}/storage/{storage}/download-url", node, storage)
                .with("content", content)
                .with("filename", file);
    }

    /**
     * What is known of a volume; a backup's notes are whole there.
     *
     * @param node the node
     * @param storage the storage
     * @param volid the volume
     * @return the request
     */
    public static Call volume(String node, String storage, String volid) {
        return Call.get(VOLUME, node, storage, volid);
    }

    /**
     * Changes what is kept about a backup.
     *
     * @param node the node
     * @param storage the storage
     * @param volid the backup
     * @return the request without what is changed
     */
    public static Call change(String node, String storage, String volid) {
        return Call.put(VOLUME, node, storage, volid);
    }
}
