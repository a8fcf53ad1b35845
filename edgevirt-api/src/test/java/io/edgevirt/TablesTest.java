package io.edgevirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Finding.Problem;
import io.edgevirt.Finding.Status;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("What is told beforehand")
class TablesTest {

    private static final Finding FREE = Finding.pass("vm.name.free", "edge-01", "no machine has this name");
    private static final Finding SLOW = Finding.warn("disk.bus", "vda", "IDE is slow", "take VIRTIO");
    private static final Finding FULL = Finding.fail("disk.pool", Problem.RESOURCES, "default", "no room", "make room");

    @Nested
    @DisplayName("as findings")
    class OfFindings {

        private final Findings findings = new Findings(List.of(FREE, FULL, SLOW));

        @Test
        @DisplayName("comes worst first, and otherwise in the order given")
        void order() {
            Finding other = Finding.warn("a", "b", "c", "d");

            assertEquals(List.of(FULL, SLOW, FREE), findings.all());
            assertEquals(List.of(SLOW, other), new Findings(List.of(SLOW, other)).all());
            assertEquals(List.of(other, SLOW), new Findings(List.of(other, SLOW)).all());
        }

        @Test
        @DisplayName("is good where none fails")
        void ok() {
            assertFalse(findings.ok());
            assertTrue(new Findings(List.of(FREE, SLOW)).ok());
            assertTrue(new Findings(List.of()).ok());
        }

        @Test
        @DisplayName("can be asked by status")
        void byStatus() {
            assertEquals(List.of(FULL), findings.failures());
            assertEquals(List.of(SLOW), findings.warnings());
            assertEquals(List.of(FREE), findings.of(Status.PASS));
            assertEquals(List.of(), findings.of(Status.UNKNOWN));
        }

        @Test
        @DisplayName("prints as a table without the columns that nobody filled")
        void prints() {
            assertEquals("""
                    STATUS  CHECK         TARGET   REASON                    REMEDY
                    FAIL    disk.pool     default  no room                   make room
                    WARN    disk.bus      vda      IDE is slow               take VIRTIO
                    PASS    vm.name.free  edge-01  no machine has this name""", findings.toString());
        }

        @Test
        @DisplayName("prints that there is nothing where there is nothing")
        void nothing() {
            assertEquals("nothing found", new Findings(List.of()).toString());
        }

        @Test
        @DisplayName("prints a single finding in one line")
        void one() {
            assertEquals("FAIL disk.pool default: no room. make room", FULL.toString());
            assertEquals(
                    "FAIL cpu.cores edge-01: 3 cores (wanted: 4 cores): below the minimum. take another",
                    new Finding(
                                    "cpu.cores",
                                    Status.FAIL,
                                    "edge-01",
                                    "3 cores",
                                    "4 cores",
                                    "below the minimum",
                                    "take another",
                                    "guide",
                                    Problem.NONE)
                            .toString());
        }
    }

    @Nested
    @DisplayName("as a plan")
    class OfPlan {

        @Test
        @DisplayName("prints a line per step with the request below, and the findings")
        void prints() {
            Plan plan = new Plan(
                    "create",
                    "edge-01",
                    List.of(
                            new PlanStep("create volume default/edge-01.qcow2", "<volume>\n  <name/>\n</volume>"),
                            new PlanStep("define", "<domain/>")),
                    new Findings(List.of(SLOW)));

            assertEquals("""
                    create 'edge-01'
                    1. create volume default/edge-01.qcow2
                       | <volume>
                       |   <name/>
                       | </volume>
                    2. define
                       | <domain/>
                    STATUS  CHECK     TARGET  REASON       REMEDY
                    WARN    disk.bus  vda     IDE is slow  take VIRTIO""", plan.toString());
        }

        @Test
        @DisplayName("prints that there is nothing to do where there is nothing")
        void nothing() {
            assertEquals(
                    "start 'edge-01': nothing to do",
                    new Plan("start", "edge-01", List.of(), new Findings(List.of())).toString());
        }

        @Test
        @DisplayName("does not print that there is nothing to do where it cannot be done")
        void stopped() {
            Finding running = Finding.fail("vm.state", Problem.STATE, "edge-01", "it is RUNNING", "stop it first");
            String text = new Plan("delete", "edge-01", List.of(), new Findings(List.of(running))).toString();
            assertTrue(text.startsWith("delete 'edge-01': cannot be done\n"), text);
        }
    }

    @Property
    @Label("A table has a line per finding and a head, whatever is written in the cells")
    void oneLineEach(@ForAll @Size(max = 5) List<String> texts) {
        List<Finding> findings = texts.stream()
                .map(t -> Finding.fail("id", Problem.STATE, t, t, t))
                .toList();

        long lines = new Findings(findings).toString().lines().count();

        assertEquals(findings.isEmpty() ? 1 : findings.size() + 1, lines);
    }
}
