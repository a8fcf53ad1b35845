package io.edgevirt.proxmox.driver;

import io.edgevirt.spi.TaskState;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Tasks by their UPIDs. */
final class ProxmoxTasks {

    private final Site site;

    ProxmoxTasks(Site site) {
        this.site = site;
    }

    Map<String, TaskState> poll(Set<String> tasks, Duration atMost) {
        throw Unfilled.yet("tasks of " + site.server() + " " + tasks + atMost);
    }

    void cancel(String task) {
        throw Unfilled.yet("cancel " + task);
    }
}
