package io.edgevirt.proxmox.read;

import io.edgevirt.proxmox.HaState;
import io.edgevirt.proxmox.ReplicationJob;
import io.edgevirt.proxmox.ReplicationState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads replication jobs, and what the HA manager tells of itself. */
public final class ReplicationReader {

    private static final long LAST = 253_402_300_799L;

    private ReplicationReader() {}

    /**
     * The jobs.
     *
     * @param listing the reply to {@code GET /cluster/replication}
     * @return those that are told whole
     */
    public static List<ReplicationJob> jobs(Json listing) {
        List<ReplicationJob> jobs = new ArrayList<>();
        for (Json row : listing.list()) {
            Optional<String> id = row.text("id");
            Optional<String> guest = row.text("guest");
            Optional<String> target = row.text("target");
            if (id.isPresent() && guest.isPresent() && target.isPresent()) {
                jobs.add(new ReplicationJob(
                        id.get(),
                        guest.get(),
                        row.text("source").filter(s -> !s.isEmpty()),
                        target.get(),
                        row.text("schedule").filter(s -> !s.isEmpty()),
                        row.decimal("rate").filter(r -> r > 0),
                        !row.flag("disable").orElse(false),
                        row.text("remove_job").isPresent(),
                        row.text("comment").map(String::strip).filter(c -> !c.isEmpty())));
            }
        }
        return jobs;
    }

    /**
     * How a job is.
     *
     * @param id the job
     * @param status the reply to {@code GET /nodes/{node}/replication/{id}/status}
     * @return its last and next run
     */
    public static ReplicationState state(String id, Json status) {
        return new ReplicationState(
                id,
                time(status, "last_sync"),
                time(status, "next_sync"),
                MembershipReader.count(status, "fail_count"),
                status.text("error").map(String::strip).filter(e -> !e.isEmpty()),
                status.text("pid").isPresent());
    }

    /** Proxmox writes 0 for never. */
    private static Optional<Instant> time(Json row, String name) {
        return row.number(name).filter(t -> t > 0 && t <= LAST).map(Instant::ofEpochSecond);
    }

    /**
     * What the HA manager tells.
     *
     * @param listing the reply to {@code GET /cluster/ha/status/current}
     * @return its parts and resources
     */
    public static List<HaState> states(Json listing) {
        List<HaState> states = new ArrayList<>();
        for (Json row : listing.list()) {
            row.text("id")
                    .ifPresent(id -> states.add(new HaState(
                            id,
                            row.text("type").orElse(""),
                            row.text("node").filter(n -> !n.isEmpty()),
                            row.text("state").filter(s -> !s.isEmpty()),
                            row.text("status").filter(s -> !s.isEmpty()))));
        }
        return states;
    }
}
