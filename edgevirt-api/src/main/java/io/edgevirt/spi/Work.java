package io.edgevirt.spi;

import io.edgevirt.Finding;
import io.edgevirt.engine.Line;
import java.util.List;

/**
 * A change, planned: what would stop it, and the steps it consists of. Planning reads a bounded number of times and
 * changes nothing; {@code check()}, {@code explain()} and {@code submit()} share it, so they cannot disagree.
 *
 * @param findings what would stop it, and what to know
 * @param steps the steps in their order; empty where a failing finding leaves nothing to plan, or nothing is to be done
 */
public record Work(List<Finding> findings, List<Step> steps) {

    // Copies the lists.
    public Work {
        findings = List.copyOf(findings);
        steps = List.copyOf(steps);
    }

    /**
     * Work that nothing stops.
     *
     * @param steps the steps
     * @return the work
     */
    public static Work of(Step... steps) {
        return new Work(List.of(), List.of(steps));
    }

    /**
     * Work that something stops.
     *
     * @param findings why
     * @return the work, without steps
     */
    public static Work stopped(Finding... findings) {
        return new Work(List.of(findings), List.of());
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
