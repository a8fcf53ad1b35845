package io.edgevirt.proxmox;

import io.edgevirt.Operation;
import io.edgevirt.VM;
import java.util.List;
import java.util.Map;

/**
 * A machine's configuration in Proxmox VE's own words: {@link ProxmoxVM#configuration()}. Every change carries the
 * digest of the configuration that its plan read, so that nobody else's change is overwritten: where one came between, it is a
 * {@link io.edgevirt.ConflictException}.
 */
public interface ProxmoxConfiguration {

    /**
     * What is in effect. Asks the server.
     *
     * @return the values by their keys, such as {@code scsi0}; passwords are masked by the server
     */
    Map<String, String> values();

    /**
     * What waits for the next start. Asks the server.
     *
     * @return the values by their keys; an empty text for a key that will be removed
     */
    Map<String, String> pending();

    /**
     * Sets a value. It is in effect when the operation returns; where the machine runs and Proxmox VE would only note it for the
     * next start, it is taken back, and the operation fails with an {@link io.edgevirt.InvalidStateException}.
     *
     * @param key the key, as the API of the server's version knows it
     * @param value the value
     * @return the operation; a key or value that the server does not know is an {@link io.edgevirt.InvalidSpecException}
     */
    Operation<VM> set(String key, String value);

    /**
     * The same, but what cannot be in effect at once may wait for the next start.
     *
     * @param key the key
     * @param value the value
     * @return the operation
     */
    Operation<VM> atNextStart(String key, String value);

    /**
     * Removes a value, so that the default holds; a disk is detached and kept as unused. In effect when the operation returns.
     *
     * @param key the key
     * @return the operation; where there is no such value, it does nothing
     */
    Operation<VM> unset(String key);

    /**
     * Which devices can be plugged while the machine runs. For {@code memory} and {@code cpu} Proxmox VE waits for the next
     * start, so that the machine must be off.
     *
     * @param kinds of {@code network}, {@code disk}, {@code usb}, {@code cpu}, {@code memory} and {@code cloudinit}; none
     *     switches it off
     * @return the operation
     */
    Operation<VM> hotplug(List<String> kinds);

    /**
     * Moves a disk to another storage, while the machine runs as well; its old volume is removed.
     *
     * @param disk the disk's id, such as {@code scsi0}
     * @param storage the storage's name
     * @return the operation; its check fails where snapshots need the old volume
     */
    Operation<VM> moveDisk(String disk, String storage);

    /**
     * Adds a disk that is a copy of another.
     *
     * @param from a volume's id; or an absolute path on the node, which Proxmox VE takes from root alone
     * @param storage the name of the storage that it is copied to
     * @return the operation, which gives the new disk's id
     */
    Operation<String> importDisk(String from, String storage);

    /**
     * Sets what cloud-init tells the guest. A guest reads it when it starts: while the machine runs, it waits for that.
     *
     * @param fields what is told; what is not named stays
     * @return the operation; its check fails where the machine has no drive for cloud-init
     */
    Operation<VM> cloudInit(CloudInit fields);

    /**
     * Writes the drive of cloud-init anew.
     *
     * @return the operation; its check fails where the machine has none
     */
    Operation<VM> regenerateCloudInit();
}
