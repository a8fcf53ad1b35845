package io.edgevirt.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts how a peer's tests ended, each with its reason. Thread-safe. */
final class Tally {

    /** How a test ended. */
    enum End {
        PASSED("passed"),
        FAILED("failed"),
        REFUSED("refused"),
        UNVERIFIABLE("not-verifiable");

        private final String key;

        End(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    private record Entry(End end, String reason) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> refusals = new LinkedHashMap<>();

    /** Notes that a test which is about to pass has seen a refusal instead. */
    synchronized void refused(String id, String reason) {
        refusals.put(id, reason);
    }

    synchronized void succeeded(String id) {
        String refusal = refusals.remove(id);
        entries.put(id, refusal == null ? new Entry(End.PASSED, "") : new Entry(End.REFUSED, refusal));
    }

    synchronized void failed(String id, String reason) {
        entries.put(id, new Entry(End.FAILED, reason));
    }

    synchronized void unverifiable(String id, String reason) {
        entries.put(id, new Entry(End.UNVERIFIABLE, reason));
    }

    synchronized int all() {
        return entries.size();
    }

    synchronized long count(End end) {
        return entries.values().stream().filter(e -> e.end() == end).count();
    }

    /** Test to reason, in the order in which they ran. */
    synchronized Map<String, String> reasons(End end) {
        Map<String, String> reasons = new LinkedHashMap<>();
        entries.forEach((id, entry) -> {
            if (entry.end() == end) {
                reasons.put(id, entry.reason());
            }
        });
        return reasons;
    }
}
