package io.edgevirt.proxmox;

import io.edgevirt.Operation;
import java.util.List;

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
}
