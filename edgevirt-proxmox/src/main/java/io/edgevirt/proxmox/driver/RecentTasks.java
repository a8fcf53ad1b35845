package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Pve;
import io.edgevirt.proxmox.read.TaskEntry;
import io.edgevirt.spi.Landed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tasks that the cluster tells of: all that run and the last 25 of each node that ended. In them a change whose reply
 * was lost finds its own: by kind, what it works on, who started it, and that it was not there when the change was planned.
 * A reply is lost within minutes at most, and no clock of another machine is relied on.
 *
 * @param entries as read
 */
record RecentTasks(List<TaskEntry> entries) {

    RecentTasks {
        entries = List.copyOf(entries);
    }

    /** One request. */
    static RecentTasks read(Pve pve) {
        return new RecentTasks(pve.send(Call.get("/cluster/tasks")).list().stream()
                .flatMap(entry -> TaskEntry.listed(entry).stream())
                .toList());
    }

    /** The tasks' names, to know later which are new. */
    Set<String> names() {
        return entries.stream().map(e -> e.upid().text()).collect(Collectors.toUnmodifiableSet());
    }

    /** Those of these kinds on a thing, such as {@code qmstart} on {@code 100}. */
    RecentTasks of(Set<String> types, String id) {
        return new RecentTasks(entries.stream()
                .filter(e -> types.contains(e.upid().type()) && e.upid().id().equals(id))
                .toList());
    }

    /** Those that run. */
    RecentTasks running() {
        return new RecentTasks(entries.stream().filter(TaskEntry::running).toList());
    }

    /** Those that this login started, and that were not there before. */
    RecentTasks own(Pve pve, Set<String> before) {
        return new RecentTasks(entries.stream()
                .filter(e -> e.upid().user().equals(pve.user()))
                .filter(e -> !before.contains(e.upid().text()))
                .toList());
    }

    /** The first of them as what a lost reply would have named. */
    Optional<Landed> landed(Map<String, String> tells) {
        return entries.stream()
                .findFirst()
                .map(e -> Landed.running(new TaskId(e.upid().text(), tells).text()));
    }
}
