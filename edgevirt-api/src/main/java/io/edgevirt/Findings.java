package io.edgevirt;

import io.edgevirt.engine.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The result of a check: a list of findings, worst first.
 *
 * @param all every finding
 */
public record Findings(List<Finding> all) implements Iterable<Finding> {

    // Sorts the findings, worst first.
    public Findings {
        all = all.size() < 2
                ? List.copyOf(all)
                : all.stream()
                        .sorted((a, b) -> b.status().compareTo(a.status()))
                        .toList();
    }

    /**
     * Whether nothing would stop it: no finding fails.
     *
     * @return true if none fails
     */
    public boolean ok() {
        return failures().isEmpty();
    }

    /**
     * The findings that fail.
     *
     * @return those of status {@link Finding.Status#FAIL}
     */
    public List<Finding> failures() {
        return of(Finding.Status.FAIL);
    }

    /**
     * The findings that warn.
     *
     * @return those of status {@link Finding.Status#WARN}
     */
    public List<Finding> warnings() {
        return of(Finding.Status.WARN);
    }

    /**
     * The findings of one status.
     *
     * @param status which
     * @return those findings
     */
    public List<Finding> of(Finding.Status status) {
        List<Finding> fitting = new ArrayList<>();
        for (Finding finding : all) {
            if (finding.status() == status) {
                fitting.add(finding);
            }
        }
        return List.copyOf(fitting);
    }

    @Override
    public Iterator<Finding> iterator() {
        return all.iterator();
    }

    /** A table that a person can read, a row per finding. */
    @Override
    public String toString() {
        return Table.of(this);
    }
}
