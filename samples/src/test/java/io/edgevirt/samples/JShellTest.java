package io.edgevirt.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("In JShell")
class JShellTest {

    private static final String ANSWER = "(?m)^.* ==> .*$";

    /**
     * Whether JShell answered with a value of that name. Prompts stand before an answer, and on a busy machine the
     * beginning of what was typed, which JShell 25 prints too.
     */
    private static boolean answers(String name, String printed, List<String> typed) {
        return matches("(?m)^.*?(?= ==> )", printed).stream()
                .map(line -> line.replaceFirst("^.*(?:edgevirt> |\\s\\.\\.\\. )", ""))
                .filter(line -> line.endsWith(name))
                .map(line -> line.substring(0, line.length() - name.length()).strip())
                .anyMatch(echo -> typed.stream().anyMatch(line -> line.strip().startsWith(echo)));
    }

    private static final String ERROR = "(?m)^.*(?:Error:|Exception).*$";

    /** What an object prints that has nothing to say of itself. */
    private static final String MUTE = "(?m)^.*\\w[@$][0-9a-f]{4,}.*$";

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("on one line", Snippets.onOneLine()),
                Arguments.of("with trailing dots", Snippets.withTrailingDots()));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "the statements that users write run without an error, their chains {0}")
    @MethodSource("ways")
    void statements(String way, List<String> lines) throws Exception {
        String printed = Session.type(lines);

        assertEquals(List.of(), matches(ERROR, printed), printed);
        assertEquals(List.of(), matches(MUTE, printed), printed);
        for (String name : List.of("vm", "two", "op", "plan", "s", "sw", "m", "can", "r")) {
            assertTrue(answers(name, printed, lines), () -> name + " is missing in " + printed);
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @DisplayName("a session")
    class Printing {

        private static final List<String> OBJECTS = List.of(
                "hv",
                "hv.vms()",
                "hv.hosts()",
                "hv.switches()",
                "hv.storage()",
                "hv.clusters()",
                "hv.hciPools()",
                "VMDefinition definition = hv.vms().define(\"one\").cpus(1).memory(gib(1))",
                "VM vm = definition.create()",
                "vm.prepare()",
                "vm.prepare().start()",
                "vm.reconfigure().cpus(2)",
                "vm.cloneAs(\"two\")",
                "vm.migrate()",
                "vm.snapshots()",
                "vm.snapshots().take(\"first\")",
                "vm.serial()",
                "vm.guest()",
                "hv.switches().define(\"sw\").internal()",
                "hv.clusters().define(\"c\").nodes(\"node1\")",
                "hv.storage().get(\"default\").volumes()",
                "hv.storage().get(\"default\").volumes().define(\"v\").size(gib(1))",
                "Subscription w = hv.watch(e -> {})",
                "Secret.of('x')",
                "Trust.system()");

        private static final List<String> TABLES = List.of(
                "Plan longPlan = hv.vms().define(\"x\").cpus(1).memory(gib(1)).description(\"x\".repeat(3000)).explain()",
                "hv.vms().define(\"x\").cpus(1).memory(gib(1)).disk(gib(1), d -> d.pool(\"none\")).check()",
                "Snapshot first = vm.start().snapshots().take(\"first\").create()",
                "Snapshot second = vm.snapshots().take(\"second\").create()",
                "vms()",
                "hosts()",
                "pools()",
                "switches()",
                "clusters()",
                "features()",
                "snapshots(vm)",
                "plan(vm.prepare().delete())",
                "findings(vm.prepare().delete())",
                "hardware()");

        private String printed = "";

        @BeforeAll
        void type() throws Exception {
            printed = Session.type(
                    Stream.concat(OBJECTS.stream(), TABLES.stream()).toList());
        }

        @Test
        @DisplayName("knows all of it")
        void noErrors() {
            assertEquals(List.of(), matches(ERROR, printed), printed);
        }

        @Test
        @DisplayName("says of every object what it is")
        void readable() {
            long tables = 4;

            assertEquals(List.of(), matches(MUTE, printed), printed);
            assertEquals(OBJECTS.size() + tables, matches(ANSWER, printed).size(), printed);
        }

        @Test
        @DisplayName("prints a machine as one line")
        void machine() {
            assertFalse(
                    matches("(?m)^.*vm ==> one OFF, 1 CPU, 1 GiB .*$", printed).isEmpty(), printed);
        }

        @Test
        @DisplayName("prints plans and findings as tables, whole however long they are")
        void tables() {
            assertTrue(printed.contains("longPlan ==> create 'x'\n1. "), printed);
            assertTrue(printed.contains("x".repeat(3000)), printed);
            assertTrue(printed.contains("==> STATUS  CHECK"), printed);
        }

        @ParameterizedTest(name = "has functions that print tables: {0}")
        @ValueSource(
                strings = {
                    "NAME +STATE +CPUS +MEMORY +HOST +ID",
                    "one +RUNNING +1 +1 GiB +.*",
                    "NAME +STATE +CPUS +MEMORY +FREE +VERSION",
                    "NAME +KIND +ACTIVE +CAPACITY +PATH",
                    "NAME +KIND +UPLINK +NETWORK +VLAN",
                    "NAME +NODES +QUORUM +ADDRESS +PROTECTED",
                    "Live migration +YES.*",
                    "NAME +CREATED +MEMORY +CURRENT +DESCRIPTION",
                    "  second .*",
                    "delete 'one'.*",
                    "Hardware of .*"
                })
        void functions(String row) {
            assertFalse(matches("(?m)^(?:edgevirt> )*" + row + "$", printed).isEmpty(), printed);
        }
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
