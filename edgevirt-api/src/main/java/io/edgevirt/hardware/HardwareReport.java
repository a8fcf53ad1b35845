package io.edgevirt.hardware;

import io.edgevirt.Finding;
import io.edgevirt.Findings;
import io.edgevirt.engine.Table;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a {@link HardwareCheck} found.
 *
 * @param host the name of the machine that was looked at
 * @param findings one finding per check, worst first
 */
public record HardwareReport(String host, Findings findings) {

    /**
     * Whether nothing is below its minimum. Warnings do not count, nor does what could not be seen: see
     * {@link #findings()} for those.
     *
     * @return true if no finding is a {@link Finding.Status#FAIL}
     */
    public boolean passed() {
        return findings.ok();
    }

    /** A headline and a table with a row per check, worst first. */
    @Override
    public String toString() {
        Table table = Table.head("STATUS", "CHECK", "SEEN", "WANTED", "REASON", "REMEDY", "SOURCE");
        for (Finding f : findings) {
            table.row(f.status().name(), f.id(), f.seen(), f.threshold(), f.reason(), f.remedy(), f.source());
        }
        return headline() + "\n" + table;
    }

    private String headline() {
        String counts = Arrays.stream(Finding.Status.values())
                .sorted(Comparator.reverseOrder())
                .map(this::count)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return "Hardware of " + host + ": " + (passed() ? "passed" : "not passed") + " (" + counts + ")";
    }

    private String count(Finding.Status status) {
        List<Finding> some = findings.of(status);
        return some.isEmpty() ? "" : some.size() + " " + status.name().toLowerCase(Locale.ROOT);
    }
}
