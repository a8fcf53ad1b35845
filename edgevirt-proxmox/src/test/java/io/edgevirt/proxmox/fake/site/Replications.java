package io.edgevirt.proxmox.fake.site;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs of replication; what they shall do comes true when somebody looks after its time. */
public final class Replications {

    private final Sections jobs =
            new Sections("id", "no such replication job '%s'", "replication job '%s' already exists");
    private final Map<String, Long> removals = new HashMap<>();
    private final Map<String, Long> runs = new HashMap<>();
    private final Map<String, Long> synced = new HashMap<>();
    private final Map<String, String> errors = new HashMap<>();

    /** All jobs. */
    public Sections jobs() {
        return jobs;
    }

    /** Lets a job fail from now on with these words; none lets it succeed. */
    public void fail(String id, String words) {
        errors.put(id, words);
    }

    void removeLater(String id, Duration lag) {
        removals.put(id, System.nanoTime() + lag.toNanos());
    }

    void runLater(String id, Duration lag) {
        runs.put(id, System.nanoTime() + lag.toNanos());
    }

    /** Does what is due. */
    void settle() {
        long now = System.nanoTime();
        removals.entrySet().removeIf(entry -> {
            boolean due = now >= entry.getValue();
            if (due) {
                jobs.all().remove(entry.getKey());
            }
            return due;
        });
        runs.entrySet().removeIf(entry -> {
            boolean due = now >= entry.getValue();
            if (due) {
                synced.put(entry.getKey(), System.currentTimeMillis() / 1000);
            }
            return due;
        });
    }

    /** What a job's status tells beside its configuration. */
    Row state(String id) {
        settle();
        long last = Optional.ofNullable(synced.get(id)).orElse(0L);
        boolean waits = runs.containsKey(id);
        Optional<String> error = Optional.ofNullable(errors.get(id)).filter(words -> !words.isEmpty());
        Row row = Row.of(
                "last_try", last,
                "last_sync", error.isPresent() ? 0 : last,
                "next_sync", waits ? 0 : System.currentTimeMillis() / 1000 + 900,
                "duration", last == 0 ? 0 : 2.5,
                "fail_count", error.isPresent() && last > 0 ? 1 : 0);
        return last > 0 ? row.given("error", error) : row;
    }

    List<String> log(String id) {
        settle();
        return synced.containsKey(id)
                ? List.of(id + ": start replication job", id + ": end replication job")
                : List.of();
    }
}
