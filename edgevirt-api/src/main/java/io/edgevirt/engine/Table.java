package io.edgevirt.engine;

import io.edgevirt.Finding;
import io.edgevirt.Findings;
import io.edgevirt.Plan;
import io.edgevirt.PlanStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Prints rows as a table with aligned columns. */
public final class Table {

    private final List<String[]> rows = new ArrayList<>();

    private Table(String... head) {
        rows.add(head);
    }

    /**
     * A table with a head.
     *
     * @param head the columns' names
     * @return an empty table
     */
    public static Table head(String... head) {
        return new Table(head);
    }

    /**
     * Adds a row.
     *
     * @param cells as many as the head has
     * @return this table
     */
    public Table row(String... cells) {
        rows.add(Arrays.stream(cells).map(Table::oneLine).toArray(String[]::new));
        return this;
    }

    /**
     * A plan as a table: a line per step with the native request below it.
     *
     * @param plan the plan
     * @return the text
     */
    public static String of(Plan plan) {
        StringBuilder text = new StringBuilder(plan.operation() + " '" + plan.target() + "'");
        if (plan.steps().isEmpty()) {
            text.append(plan.findings().ok() ? ": nothing to do" : ": cannot be done");
        }
        int number = 1;
        for (PlanStep step : plan.steps()) {
            text.append("\n").append(number++).append(". ").append(step.title());
            step.request().lines().forEach(line -> text.append("\n   | ").append(line));
        }
        if (!plan.findings().all().isEmpty()) {
            text.append("\n").append(of(plan.findings()));
        }
        return text.toString();
    }

    /**
     * Findings as a table, a row each.
     *
     * @param findings the findings
     * @return the text
     */
    public static String of(Findings findings) {
        if (findings.all().isEmpty()) {
            return "nothing found";
        }
        Table table = head("STATUS", "CHECK", "TARGET", "SEEN", "WANTED", "REASON", "REMEDY");
        for (Finding f : findings) {
            table.row(f.status().name(), f.id(), f.target(), f.seen(), f.threshold(), f.reason(), f.remedy());
        }
        return table.toString();
    }

    /** The rows, each column as wide as its widest cell; columns without any text are left out. */
    @Override
    public String toString() {
        int columns = rows.get(0).length;
        int[] width = new int[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            boolean empty = rows.stream().skip(1).allMatch(r -> r[column].isEmpty());
            width[c] = empty && rows.size() > 1
                    ? 0
                    : rows.stream().mapToInt(r -> r[column].length()).max().orElse(0);
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                if (width[c] > 0) {
                    line.append(row[c]).append(" ".repeat(width[c] - row[c].length() + 2));
                }
            }
            text.append(text.length() == 0 ? "" : "\n").append(line.toString().stripTrailing());
        }
        return text.toString();
    }

    private static String oneLine(String cell) {
        return cell.replaceAll("\\R", " ");
    }
}
