package io.edgevirt.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Finding;
import io.edgevirt.Findings;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A hardware report")
class HardwareReportTest {

    private static HardwareReport of(Finding.Status... statuses) {
        return new HardwareReport(
                "edge-01",
                new Findings(Arrays.stream(statuses)
                        .map(s -> new Finding(
                                "id." + s, s, "edge-01", "seen", "wanted", "why", "do", "who", Finding.Problem.NONE))
                        .toList()));
    }

    @ParameterizedTest
    @EnumSource(Finding.Status.class)
    @DisplayName("is not passed only where a finding fails")
    void passed(Finding.Status status) {
        assertEquals(
                status != Finding.Status.FAIL, of(Finding.Status.PASS, status).passed());
    }

    @Test
    @DisplayName("begins with a headline that counts, worst first")
    void headline() {
        String text = of(Finding.Status.PASS, Finding.Status.FAIL, Finding.Status.PASS, Finding.Status.UNKNOWN)
                .toString();

        assertEquals(
                "Hardware of edge-01: not passed (1 fail, 1 unknown, 2 pass)",
                text.lines().findFirst().orElse(""));
    }

    @Test
    @DisplayName("prints as a table with a row per check, worst first")
    void table() {
        List<String> lines = HardwareCheck.singleNode()
                .run(Machines.with(Machines.minimum(), Machines.cpu(2, 4)))
                .toString()
                .lines()
                .toList();

        assertEquals(
                List.of("STATUS", "CHECK", "SEEN", "WANTED", "SOURCE"),
                List.of(lines.get(1).split(" +")));
        assertTrue(lines.get(2).matches("FAIL +cpu.cores +2 cores +4 cores +Edge guide.*"), lines.get(2));
        assertTrue(lines.get(3).startsWith("PASS"), lines.get(3));
    }

    @Test
    @DisplayName("says below the table why a check did not pass and what to do")
    void notes() {
        List<String> lines = HardwareCheck.singleNode()
                .run(Machines.with(Machines.minimum(), Machines.cpu(2, 4)))
                .toString()
                .lines()
                .toList();

        assertEquals(
                List.of("cpu.cores: below the minimum; take a processor with more cores"),
                lines.subList(2 + 7, lines.size()));
    }
}
