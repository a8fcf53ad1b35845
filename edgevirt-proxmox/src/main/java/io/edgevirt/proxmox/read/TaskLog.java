package io.edgevirt.proxmox.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the lines of a task's log tell. */
public final class TaskLog {

    /** How many lines at the end of a log are told with an error. */
    public static final int TAIL = 10;

    private static final int LONGEST = 200;
    private static final int SCANNED = 1000;
    private static final String NUMBER = "(\\d{1,3}(?:\\.\\d{1,4})?)";

    /** Backups; copies of disks by QEMU and by qemu-img; copies as QEMU reported them before 6; restores; downloads. */
    private static final List<Pattern> PERCENT = List.of(
            Pattern.compile("INFO:\\s{1,4}" + NUMBER + "% \\("),
            Pattern.compile("transferred .{1,80} \\(" + NUMBER + " ?%\\)"),
            Pattern.compile("progression: " + NUMBER + " ?%"),
            Pattern.compile("^progress " + NUMBER + "% "),
            Pattern.compile("^ {0,12}\\d{1,12}[KM] [ .]{1,80} ?" + NUMBER + "% "));

    private static final Pattern AMOUNT = Pattern.compile(
            "transferred (\\d{1,9}(?:\\.\\d{1,4})?) ([KMGTP]?i?B) of (\\d{1,9}(?:\\.\\d{1,4})?) ([KMGTP]?i?B) VM-state");
    private static final Map<String, Integer> POWERS = Map.of("B", 0, "KIB", 1, "MIB", 2, "GIB", 3, "TIB", 4, "PIB", 5);

    private TaskLog() {}

    /**
     * Reads the lines of {@code /nodes/{node}/tasks/{upid}/log}.
     *
     * @param reply the answer
     * @return the lines' texts, as they are
     */
    public static List<String> lines(Json reply) {
        List<String> lines = new ArrayList<>();
        reply.list().forEach(line -> line.text("t").ifPresent(lines::add));
        return lines;
    }

    /**
     * How far the task is by its log.
     *
     * @param lines lines of the log, in order
     * @return the last figure in them, from 0 to 1
     */
    public static Optional<Double> fraction(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Optional<Double> told = fraction(lines.get(i));
            if (told.isPresent()) {
                return told;
            }
        }
        return Optional.empty();
    }

    private static Optional<Double> fraction(String whole) {
        String line = whole.length() > SCANNED ? whole.substring(0, SCANNED) : whole;
        for (Pattern pattern : PERCENT) {
            Matcher m = pattern.matcher(line);
            if (m.find()) {
                return Optional.of(Double.parseDouble(m.group(1)) / 100).filter(f -> f <= 1);
            }
        }
        Matcher m = AMOUNT.matcher(line);
        if (!m.find()) {
            return Optional.empty();
        }
        double of = bytes(m.group(3), m.group(4));
        return of > 0 ? Optional.of(bytes(m.group(1), m.group(2)) / of).filter(f -> f <= 1) : Optional.empty();
    }

    private static double bytes(String number, String unit) {
        Integer power = POWERS.get(unit.toUpperCase(Locale.ROOT));
        return power == null ? 0 : Double.parseDouble(number) * Math.pow(1024, power);
    }

    /**
     * Whether the log says that the task is over, which listings may learn seconds later.
     *
     * @param lines lines of the log, in order
     * @return true if its last line is the one that every task ends with
     */
    public static boolean over(List<String> lines) {
        return !lines.isEmpty()
                && (lines.get(lines.size() - 1).startsWith("TASK OK")
                        || lines.get(lines.size() - 1).startsWith("TASK ERROR:")
                        || lines.get(lines.size() - 1).startsWith("TASK WARNINGS:"));
    }

    /**
     * The end of a log as it is told with an error, on one line.
     *
     * @param lines lines of the log, in order
     * @return at most ten lines, without what every task's log has; empty if there are none
     */
    public static String tail(List<String> lines) {
        List<String> told = lines.stream()
                .filter(l -> !l.isBlank() && !l.startsWith("TASK "))
                .map(TaskLog::plain)
                .toList();
        return String.join(" | ", told.subList(Math.max(0, told.size() - TAIL), told.size()));
    }

    /**
     * What a task warned of, on one line.
     *
     * @param lines lines of the log, in order
     * @return the lines that warn; empty if none is marked so
     */
    public static String warnings(List<String> lines) {
        return String.join(
                " | ",
                lines.stream()
                        .filter(l -> l.startsWith("WARN"))
                        .limit(TAIL)
                        .map(TaskLog::plain)
                        .toList());
    }

    /**
     * Makes a text of Proxmox's fit for one line.
     *
     * @param text the text
     * @return the same without control characters, and not longer than 200 characters
     */
    public static String plain(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+", " ").strip();
    }
}
