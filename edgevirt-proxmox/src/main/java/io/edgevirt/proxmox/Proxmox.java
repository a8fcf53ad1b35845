package io.edgevirt.proxmox;

import io.edgevirt.Operation;
import io.edgevirt.VM;
import java.util.List;
import java.util.function.Consumer;

/** What Proxmox VE alone has: {@code hv.unwrap(Proxmox.class)}. */
public interface Proxmox {

    /**
     * The tasks that run, and the last ones that ended: 25 of each node. One request. A login without {@code Sys.Audit} on
     * {@code /} is told of its own alone.
     *
     * @return the tasks, the newest first
     */
    List<ProxmoxTask> tasks();

    /**
     * Waits for a task that somebody started: this program before it was started anew, or another one. Submitted, it has
     * progress and can be cancelled; a task that ends badly is the error that it would have been for who started it.
     *
     * @param upid its name, as {@link io.edgevirt.Task#id()} and {@link #tasks()} give it
     * @return the operation, which gives the task as it ended; its check fails where the server knows no such task
     */
    Operation<ProxmoxTask> pickUp(String upid);

    /**
     * What a task wrote, up to 10,000 lines.
     *
     * @param upid its name
     * @return the lines
     * @throws io.edgevirt.NotFoundException if its node does not know it
     */
    List<String> log(String upid);

    /**
     * The software-defined network.
     *
     * @return the section; it asks the server when it is used
     */
    ProxmoxSDN sdn();

    /**
     * Names of the cluster's for devices of its nodes.
     *
     * @return the section; it asks the server when it is used
     */
    ProxmoxMappings mappings();

    /**
     * The backups of all guests in a storage. Two requests.
     *
     * @param storage the storage's name or id, such as {@code local} or {@code pve1/local}
     * @return the backups
     * @throws io.edgevirt.NotFoundException if there is no such storage
     */
    List<ProxmoxBackup> backups(String storage);

    /**
     * Backs a machine up, whole. Submitted, it has progress. Older backups stay.
     *
     * @param vm the machine
     * @param storage the name of a storage for backups that the machine's node can use
     * @param settings how; given settings that hold the defaults
     * @return the operation, which gives the backup
     */
    Operation<ProxmoxBackup> backup(VM vm, String storage, Consumer<BackupSettings> settings);

    /**
     * Makes a machine of a backup, beside the one that it is of. Submitted, it has progress.
     *
     * @param backup the backup
     * @param settings how; given settings that hold the defaults
     * @return the operation, which gives the machine
     */
    Operation<VM> restore(ProxmoxBackup backup, Consumer<RestoreSettings> settings);
}
