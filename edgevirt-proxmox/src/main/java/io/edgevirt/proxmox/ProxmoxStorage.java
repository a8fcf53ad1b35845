package io.edgevirt.proxmox;

import io.edgevirt.Operation;
import io.edgevirt.StoragePool;
import io.edgevirt.Volume;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What Proxmox VE alone can do with a storage: {@code pool.unwrap(ProxmoxStorage.class)}. Its volumes go by Proxmox VE's
 * ids, such as {@code local:iso/debian.iso}; the part after the colon is enough.
 */
public interface ProxmoxStorage {

    /**
     * Everything that lies on it. Two requests.
     *
     * @return images, backups and other files
     */
    List<StorageContent> content();

    /**
     * What lies on it of one type. Two requests.
     *
     * @param type {@code images}, {@code rootdir}, {@code iso}, {@code vztmpl}, {@code backup}, {@code snippets} or,
     *     from 8 on, {@code import}
     * @return what there is
     * @throws io.edgevirt.InvalidSpecException if the server knows no such type
     */
    List<StorageContent> content(String type);

    /**
     * Sends a file under its own name, whose ending tells what it is. Submitted, it has progress; the server compares its
     * checksum. What is there already is not replaced.
     *
     * @param file an image {@code .iso} or {@code .img}; from 8 on also {@code .qcow2}, {@code .raw}, {@code .vmdk}
     *     or {@code .ova}
     * @return the operation, which gives the volume
     */
    Operation<Volume> upload(Path file);

    /**
     * Lets the node fetch a file. Its certificate is verified by the node's own authorities. What is there already is not
     * replaced. Proxmox VE lets logins do this that may look at and change nodes.
     *
     * @param url where from, by {@code http} or {@code https}; user and query are not shown by {@code explain()}, but Proxmox
     *     VE writes them to its task's log
     * @param name what it is called here; its ending tells what it is, as by {@link #upload}
     * @return the operation, which gives the volume
     */
    Operation<Volume> downloadUrl(URI url, String name);

    /**
     * The same; a file of another checksum is removed again, and the operation fails.
     *
     * @param url where from
     * @param name what it is called here
     * @param checksum how it is made and what it is in hexadecimal, such as {@code sha256:9f86d0…}; of {@code md5},
     *     {@code sha1}, {@code sha224}, {@code sha256}, {@code sha384} and {@code sha512}
     * @return the operation, which gives the volume
     */
    Operation<Volume> downloadUrl(URI url, String name, String checksum);

    /**
     * Removes a volume.
     *
     * @param id its id
     * @return the operation, which gives this pool; its check fails where a machine has the disk, or a backup is protected, and
     *     warns where Proxmox VE does not tell who uses it
     */
    Operation<StoragePool> delete(String id);

    /**
     * The backups of all guests. Two requests.
     *
     * @return the backups
     */
    List<ProxmoxBackup> backups();

    /**
     * A backup's notes, all lines of them. Two requests.
     *
     * @param backup its id
     * @return the notes; empty where it has none
     * @throws io.edgevirt.NotFoundException if there is no such backup
     */
    String notes(String backup);

    /**
     * Puts other notes in place of a backup's.
     *
     * @param backup its id
     * @param notes the notes; an empty text takes them away
     * @return the operation, which gives the backup
     */
    Operation<ProxmoxBackup> note(String backup, String notes);

    /**
     * Protects a backup from being removed, by retention rules too. Does nothing where it is protected.
     *
     * @param backup its id
     * @return the operation, which gives the backup
     */
    Operation<ProxmoxBackup> shield(String backup);

    /**
     * Takes a backup's protection away. Does nothing where it has none.
     *
     * @param backup its id
     * @return the operation, which gives the backup
     */
    Operation<ProxmoxBackup> unshield(String backup);

    /**
     * What {@link #prune} would do now, without doing it. Two requests.
     *
     * @param settings which backups are kept
     * @return each backup with what would be done to it
     * @throws io.edgevirt.InvalidSpecException if no number is given, or one below 1
     */
    List<BackupMark> prunable(Consumer<PruneSettings> settings);

    /**
     * Removes the backups of machines that are not kept. {@code explain()} names them as of then; Proxmox VE judges anew when
     * it does it, so that a backup that is made meanwhile counts as well.
     *
     * @param settings which backups are kept
     * @return the operation, which gives the ids of the backups that were to go and are gone; its check fails where no number is
     *     given, or one below 1
     */
    Operation<List<String>> prune(Consumer<PruneSettings> settings);
}
