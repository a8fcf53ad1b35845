package io.edgevirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A failure")
class FailureTest {

    private static final Failure PLAIN = Failure.of("the disk is full");

    @Test
    @DisplayName("knows nothing but its message at first, and that nothing was done")
    void begins() {
        assertEquals(
                new Failure(
                        "the disk is full",
                        "",
                        "",
                        "",
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Outcome.NOT_DONE,
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                PLAIN);
    }

    @Test
    @DisplayName("keeps all that was said when more is added, in any order")
    void keeps() {
        Throwable cause = new IllegalStateException();
        Candidate candidate = new Candidate("vm-1", "/a/web");
        Violation violation = new Violation("cpus", "0", "1 or more", "give one");
        Failure one = PLAIN.backend("kvm")
                .operation("create")
                .target("edge-01")
                .nativeCode("28")
                .retryable(true)
                .hint("make room")
                .outcome(Outcome.UNKNOWN)
                .addLeftovers(List.of("a.qcow2"))
                .candidates(List.of(candidate))
                .violations(List.of(violation))
                .lastSeen("RUNNING")
                .cause(cause);
        Failure other = PLAIN.cause(cause)
                .lastSeen("RUNNING")
                .violations(List.of(violation))
                .candidates(List.of(candidate))
                .addLeftovers(List.of("a.qcow2"))
                .outcome(Outcome.UNKNOWN)
                .hint("make room")
                .retryable(true)
                .nativeCode("28")
                .target("edge-01")
                .operation("create")
                .backend("kvm");

        assertEquals(one, other);
        assertEquals(
                new Failure(
                        "the disk is full",
                        "kvm",
                        "create",
                        "edge-01",
                        Optional.of("28"),
                        true,
                        Optional.of("make room"),
                        Outcome.UNKNOWN,
                        List.of("a.qcow2"),
                        List.of(candidate),
                        List.of(violation),
                        Optional.of("RUNNING"),
                        Optional.of(cause)),
                one);
    }

    @Test
    @DisplayName("names each leftover once")
    void leftovers() {
        assertEquals(
                List.of("a", "b"),
                PLAIN.addLeftovers(List.of("a"))
                        .addLeftovers(List.of("b", "a", "b"))
                        .leftovers());
    }

    @Nested
    @DisplayName("within an operation")
    class Within {

        @Test
        @DisplayName("is told what it did not know")
        void fills() {
            Failure f = PLAIN.within("kvm", "start", "edge-01");

            assertEquals(List.of("kvm", "start", "edge-01"), List.of(f.backend(), f.operation(), f.target()));
        }

        @Test
        @DisplayName("keeps what it said itself")
        void keeps() {
            Failure said = PLAIN.backend("kvm").operation("create volume").target("a.qcow2");

            assertEquals(said, said.within("mem", "create", "edge-01"));
        }
    }

    @Nested
    @DisplayName("prints")
    class Printing {

        @Test
        @DisplayName("a bare message as it is")
        void bare() {
            assertEquals("the disk is full", PLAIN.toString());
        }

        @Test
        @DisplayName("operation and target before, and all that is known behind")
        void all() {
            assertEquals(
                    "create 'edge-01': the disk is full; last seen: OFF [28]; left behind: a.qcow2, b.iso"
                            + " (whether it happened is not known). make room",
                    PLAIN.operation("create")
                            .target("edge-01")
                            .nativeCode("28")
                            .lastSeen("OFF")
                            .outcome(Outcome.UNKNOWN)
                            .addLeftovers(List.of("a.qcow2", "b.iso"))
                            .hint("make room")
                            .toString());
        }

        @Test
        @DisplayName("that the change happened, where it did")
        void done() {
            assertTrue(PLAIN.outcome(Outcome.DONE).toString().endsWith("(the change happened)"));
        }

        @Test
        @DisplayName("every violation and candidate")
        void lists() {
            String text = PLAIN.violations(List.of(
                            new Violation("cpus", "0", "1 or more", "give one"),
                            new Violation("memory", "0 B", "1 MiB or more", "give more")))
                    .candidates(List.of(new Candidate("vm-1", "/a/web"), new Candidate("vm-2", "/b/web")))
                    .toString();

            assertEquals(
                    "the disk is full; cpus is '0': 1 or more; give one; memory is '0 B': 1 MiB or more; give more;"
                            + " /a/web (id vm-1); /b/web (id vm-2)",
                    text);
        }
    }

    @Test
    @DisplayName("does not change when the lists that it was made of do")
    void copies() {
        List<String> names = new ArrayList<>(List.of("a"));
        Failure f = PLAIN.addLeftovers(names);
        names.add("b");

        assertEquals(List.of("a"), f.leftovers());
        assertSame(f.leftovers(), List.copyOf(f.leftovers()));
    }

    @Test
    @DisplayName("is one line, whatever the target is called")
    void hostileTarget() {
        String line = PLAIN.operation("create")
                .target("a\nb\u0000" + "x".repeat(10_000))
                .toString();

        assertEquals(1, line.lines().count());
        assertTrue(line.length() < 200, line);
    }
}
