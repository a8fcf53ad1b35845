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

    /** A headline, a table with a row per check, worst first, and what to know and do about each that did not pass. */
    @Override
    public String toString() {
        Table table = Table.head("STATUS", "CHECK", "SEEN", "WANTED", "SOURCE");
        StringBuilder notes = new StringBuilder();
        for (Finding f : findings) {
            table.row(f.status().name(), f.id(), f.seen(), f.threshold(), f.source());
            if (f.status() != Finding.Status.PASS) {
                notes.append("\n").append(f.id()).append(": ").append(f.reason());
                notes.append(f.remedy().isEmpty() ? "" : "; " + f.remedy());
            }
        }
        return headline() + "\n" + table + notes;
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
