package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tasks that copy a machine. Their UPIDs name the original; the copy is named by their logs only. */
final class CloneTasks {

    private final Site site;
    private final String original;

    CloneTasks(Site site, String original) {
        this.site = site;
        this.original = original;
    }

    /**
     * The tasks that run and may make the copy: the one whose log names its VMID, or all whose logs name none yet.
     *
     * @param newid the copy's VMID
     */
    List<String> running(String newid) {
        List<String> running = site.pve().send(Call.get("/cluster/tasks")).list().stream()
                .filter(this::copies)
                .flatMap(task -> task.text("upid").stream())
                .toList();
        if (running.size() < 2) {
            return running;
        }
        List<String> named = running.stream().filter(upid -> names(upid, newid)).toList();
        return named.isEmpty() ? running : named;
    }

    private boolean copies(Json task) {
        return task.text("type").equals(Optional.of("qmclone"))
                && task.text("id").equals(Optional.of(original))
                && task.text("endtime").isEmpty()
                && new MachineUndo(site).mine(task);
    }

    private boolean names(String upid, String newid) {
        Pattern number = Pattern.compile("(?<!\\d)" + Pattern.quote(newid) + "(?!\\d)");
        String node = TaskId.parse(upid).node();
        return site
                .pve()
                .send(Call.get("/nodes/{node}/tasks/{upid}/log", node, upid).with("limit", 500))
                .list()
                .stream()
                .anyMatch(line -> number.matcher(line.text("t").orElse("")).find());
    }

    /** Waits for the end of one; how it ended does not matter. */
    void ended(String upid) {
        try {
            new TaskEnd(site.pve()).await(upid);
        } catch (ConnectionException e) {
            throw e;
        } catch (EdgeVirtException e) {
            // It failed, and Proxmox VE has taken back what it made.
        }
    }
}
