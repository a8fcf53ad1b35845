package io.edgevirt.benchmarks;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures the listings of a host and prints their medians, with their ratios to the bare call. */
final class Report {

    private static final int MEDIAN = 50;

    private Report() {}

    /** Takes the host's URI. */
    public static void main(String... args) throws RunnerException {
        var options = new OptionsBuilder()
                .include("ListDomains")
                .param("uri", args[0])
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        Map<String, Double> medians =
                new Runner(options).run().stream().collect(Collectors.toMap(Report::name, Report::median));
        print(medians, "bareBulkCall", System.out);
    }

    private static String name(RunResult result) {
        String whole = result.getPrimaryResult().getLabel();
        return whole.substring(whole.lastIndexOf('.') + 1);
    }

    private static double median(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(MEDIAN);
    }

    static void print(Map<String, Double> milliseconds, String base, PrintStream out) {
        double one = Objects.requireNonNull(milliseconds.get(base), base);
        out.printf(Locale.ROOT, "%-24s %10s %8s%n", "LISTING", "MEDIAN ms", "RATIO");
        milliseconds.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .forEach(e ->
                        out.printf(Locale.ROOT, "%-24s %10.2f %8.2f%n", e.getKey(), e.getValue(), e.getValue() / one));
    }
}
