package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.About;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The summary of a peer")
class SummaryTest {

    private static final About ABOUT = new About(
            "mine",
            "My Hypervisor",
            "1.2",
            Optional.empty(),
            About.Type.TYPE_1,
            "none",
            "my API",
            About.WindowsSupport.GOOD,
            "tests",
            Optional.empty());

    private static Tally tally() {
        Tally tally = new Tally();
        tally.succeeded("Power.table");
        tally.refused("Snapshots.tree", "SNAPSHOTS: there are none");
        tally.succeeded("Snapshots.tree");
        tally.unverifiable("Inside.serial", "no boot\nmarker");
        tally.failed("Close.again", "boom");
        return tally;
    }

    @Test
    @DisplayName("counts every test once, and tells each reason on a line")
    void lines() {
        assertEquals(
                List.of(
                        "backend=mine",
                        "label=lab",
                        "product=My Hypervisor",
                        "version=1.2",
                        "native-api=my API",
                        "tests=4",
                        "passed=1",
                        "failed=1",
                        "refused=1",
                        "not-verifiable=1",
                        "failed.1=Close.again: boom",
                        "refused.1=Snapshots.tree: SNAPSHOTS: there are none",
                        "not-verifiable.1=Inside.serial: no boot marker"),
                Summary.lines("lab", ABOUT, tally()));
    }

    @Test
    @DisplayName("lies in a file that is named after the backend and the label")
    void file(@TempDir Path folder) throws IOException {
        Path file = Summary.write(folder.resolve("new"), "../Lab 1", ABOUT, tally());

        assertEquals(folder.resolve("new").resolve("contract-mine-..-lab-1.txt"), file);
        assertTrue(Files.readAllLines(file).contains("passed=1"));
    }
}
