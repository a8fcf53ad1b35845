package io.edgevirt.testkit;

import io.edgevirt.About;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes how a peer's contract went, as {@code key=value} lines that a test command can print a line of. */
final class Summary {

    /** The configuration parameter or system property that names another folder than {@code target}. */
    static final String FOLDER = "edgevirt.contract.reports";

    private Summary() {}

    static Path write(Path folder, String label, About about, Tally tally) {
        Path file = folder.resolve("contract-" + safe(about.backend()) + "-" + safe(label) + ".txt");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, lines(label, about, tally));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static List<String> lines(String label, About about, Tally tally) {
        List<String> lines = new ArrayList<>();
        lines.add("backend=" + line(about.backend()));
        lines.add("label=" + line(label));
        lines.add("product=" + line(about.product()));
        lines.add("version=" + line(about.version()));
        lines.add("native-api=" + line(about.nativeApi()));
        lines.add("tests=" + tally.all());
        for (Tally.End end : Tally.End.values()) {
            lines.add(end.key() + "=" + tally.count(end));
        }
        for (Tally.End end : Tally.End.values()) {
            int[] number = {0};
            tally.reasons(end).forEach((test, reason) -> {
                if (end != Tally.End.PASSED) {
                    lines.add(end.key() + "." + ++number[0] + "=" + line(test + ": " + reason));
                }
            });
        }
        return lines;
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String safe(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
    }
}
