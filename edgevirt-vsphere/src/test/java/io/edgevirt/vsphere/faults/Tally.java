package io.edgevirt.vsphere.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/** Counts cases by what was told, and writes a line about them to target/faults.txt. */
final class Tally {

    private final String title;
    private final Map<String, Integer> counts = new TreeMap<>();

    Tally(String title) {
        this.title = title;
    }

    void count(String told) {
        counts.merge(told, 1, Integer::sum);
    }

    int cases() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    void write() {
        note(title + ": " + cases() + " cases, told " + counts);
    }

    static synchronized void note(String line) {
        try {
            Path file = Path.of("target", "faults.txt");
            Files.createDirectories(file.getParent());
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            System.out.println(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
