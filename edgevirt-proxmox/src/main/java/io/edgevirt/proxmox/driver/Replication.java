package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.NotFoundException;
import io.edgevirt.proxmox.ReplicationJob;
import io.edgevirt.proxmox.ReplicationState;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.ReplicationReader;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replication jobs.
 *
 * @param site the connection
 */
record Replication(Site site) {

    /** Key: the job that was made. */
    static final String JOB = "replication";

    private static final String ONE = "/cluster/replication/{id}";

    List<ReplicationJob> jobs() {
        return ReplicationReader.jobs(site.pve().send(Call.get("/cluster/replication")));
    }

    private Optional<ReplicationJob> find(String id) {
        return jobs().stream().filter(j -> j.id().equals(id)).findFirst();
    }

    ReplicationJob job(String id) {
        return find(id).orElseThrow(() -> new NotFoundException(
                Failure.of("there is no replication job '" + id + "'").backend(Faults.BACKEND)));
    }

    private String node(ReplicationJob job) {
        return job.source().orElseGet(() -> site.nodes().of(job.vmid()));
    }

    ReplicationState state(String id) {
        String node = node(job(id));
        return ReplicationReader.state(
                id, site.pve().send(Call.get("/nodes/{node}/replication/{id}/status", node, id)));
    }

    Work create(String vmid, String target, String schedule) {
        List<ReplicationJob> all = jobs();
        Optional<ReplicationJob> same = all.stream()
                .filter(j -> j.vmid().equals(vmid) && j.target().equals(target))
                .findFirst();
        if (same.isPresent()) {
            return Work.stopped(Finding.fail(
                    "target",
                    Problem.ALREADY_EXISTS,
                    target,
                    "the job " + same.get().id() + " copies the machine to that node",
                    "remove that job first"));
        }
        String source = site.nodes().of(vmid);
        if (source.equals(target)) {
            return Work.stopped(
                    Finding.fail("target", Problem.INVALID, target, "the machine is on that node", "name another"));
        }
        String id = free(all, vmid);
        Call call = Call.post("/cluster/replication")
                .with("id", id)
                .with("type", "local")
                .with("target", target)
                .with("schedule", schedule);
        return Work.of(new PveStep(site.pve(), "replicate " + vmid + " to " + target, call)
                .tells(JOB, id)
                .landed(results ->
                        find(id).filter(j -> j.target().equals(target)).isPresent()
                                ? Landed.yes(Map.of(JOB, id))
                                : Landed.no())
                .makes("replication job " + id));
    }

    private static String free(List<ReplicationJob> all, String vmid) {
        for (int number = 0; ; number++) {
            String id = vmid + "-" + number;
            if (all.stream().noneMatch(j -> j.id().equals(id))) {
                return id;
            }
        }
    }

    Work run(String id) {
        String node = node(job(id));
        Call call = Call.post("/nodes/{node}/replication/{id}/schedule_now", node, id);
        return Work.of(new PveStep(site.pve(), "run replication job " + id, call)
                // Asking twice is as good as once.
                .landed(results -> Landed.no()));
    }

    Work remove(String id) {
        if (job(id).leaving()) {
            return Work.of();
        }
        return Work.of(new PveStep(site.pve(), "remove replication job " + id, Call.delete(ONE, id))
                .landed(results ->
                        find(id).filter(j -> !j.leaving()).isPresent() ? Landed.no() : Landed.yes(Map.of())));
    }
}
