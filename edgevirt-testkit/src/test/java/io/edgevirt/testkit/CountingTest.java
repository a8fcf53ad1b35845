package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The kit counts")
class CountingTest {

    @TempDir
    private Path reports;

    private KitRun run(Class<?> area) {
        return KitRun.of(GappyContract.class, area, reports);
    }

    private List<String> summary() throws IOException {
        return Files.readAllLines(reports.resolve("contract-mem-gappy.txt"));
    }

    private int figure(String key) throws IOException {
        Map<String, String> figures = summary().stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return Integer.parseInt(figures.get(key));
    }

    @Test
    @DisplayName("a test that saw a declared lack refused as refused, and JUnit sees it pass")
    void refused() throws IOException {
        KitRun run = run(HypervisorContract.Power.class);

        assertEquals(Set.of(), run.failed());
        assertTrue(figure("refused") > 0);
        assertTrue(
                summary().stream().anyMatch(line -> line.matches("refused[.]\\d+=Power[.]table: PAUSE .*PAUSE: .+")));
        assertEquals(run.ran(), figure("tests"));
        assertEquals(run.ran(), figure("passed") + figure("refused") + figure("not-verifiable"));
    }

    @Test
    @DisplayName("what a gap names as not verifiable: a feature and a case of a test")
    void gaps() throws IOException {
        KitRun run = run(HypervisorContract.Power.class);

        assertTrue(run.aborted().contains("table"), () -> run.aborted().toString());
        assertTrue(summary().stream()
                .anyMatch(line -> line.endsWith("=Power.table: RESET on RUNNING: the button is broken")));
        assertTrue(
                summary().stream().anyMatch(line -> line.endsWith("=Power.table: SHUTDOWN on OFF: guests are deaf")));
        assertTrue(summary().stream().noneMatch(line -> line.contains("Power.table: RESET on OFF")));
    }

    @Test
    @DisplayName("a whole area that a gap names as not verifiable")
    void area() throws IOException {
        KitRun run = run(HypervisorContract.Watch.class);

        assertEquals(Set.of(), run.failed());
        assertEquals(run.ran(), run.aborted().size());
    }

    @Test
    @DisplayName("what the server does not name as not verifiable, with the missing thing as the reason")
    void missing() throws IOException {
        run(HypervisorContract.Devices.class);

        assertTrue(summary().stream().anyMatch(line -> line.endsWith(": the server under test names no ISO image")));
    }

    @Test
    @DisplayName("a gap that fits nothing as a failure that names it")
    void misspelt() throws IOException {
        KitRun run = run(HypervisorContract.About.class);

        assertEquals(Set.of("gaps"), run.failed());
        assertEquals(1, figure("failed"));
        assertTrue(summary().stream()
                .anyMatch(line ->
                        line.startsWith("failed.1=") && line.contains("Power.tabel") && line.contains("PAUSES")));
    }
}
