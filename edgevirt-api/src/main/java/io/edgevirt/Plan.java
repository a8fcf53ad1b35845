package io.edgevirt;

import io.edgevirt.engine.Table;
import java.util.List;

/**
 * What an operation would do, told beforehand.
 *
 * @param operation the operation, such as {@code create}
 * @param target the name of what it is done to
 * @param steps the native steps in their order; none where nothing needs to be done, or it cannot be
 * @param findings what would stop it, and what to know before
 */
public record Plan(String operation, String target, List<PlanStep> steps, Findings findings) {

    // Copies the list.
    public Plan {
        steps = List.copyOf(steps);
    }

    /** A table with a row per step and the native requests below it. */
    @Override
    public String toString() {
        return Table.of(this);
    }
}
