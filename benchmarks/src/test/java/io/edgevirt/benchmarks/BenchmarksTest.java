package io.edgevirt.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

@DisplayName("The benchmarks run, whatever the time they take:")
class BenchmarksTest {

    @ParameterizedTest
    @ValueSource(strings = {"bareBulkCall", "edgevirt", "libvirtJavaOneByOne", "libvirtJavaListAll", "virsh"})
    void listing(String benchmark) throws RunnerException {
        var options = new OptionsBuilder()
                .include("ListDomains[.]" + benchmark + "$")
                .param("uri", "test:///default")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        assertEquals(1, new Runner(options).run().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ColdStart", "Hello"})
    void coldStart(String program) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.edgevirt.benchmarks." + program)
                .redirectErrorStream(true)
                .start();

        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, process.waitFor(), printed);
        assertEquals(program.equals("Hello") ? "hello" : "first", printed.strip());
    }

    @Test
    @Tag("peer")
    @EnabledIfSystemProperty(
            named = "edgevirt.vsphere.simulator",
            matches = ".+",
            disabledReason = "build VMware's simulator with scripts/build-vsphere-simulator.sh and give its path")
    @DisplayName("the listing of a vCenter, with one request for all machines and vijava's for each value of each")
    void vCenter() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        ListVCenter.run(
                System.getProperty("edgevirt.vsphere.simulator"),
                12,
                0,
                new PrintStream(printed, true, StandardCharsets.UTF_8));

        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(5, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("12 MACHINES, delay 0 ms"), lines::toString);
        assertTrue(lines.get(1).matches("bare StAX read .* 1"), lines::toString);
        assertTrue(lines.get(2).matches("EdgeVirt, .* 1"), lines::toString);
        assertTrue(lines.get(3).matches("vijava's getters .* 72"), lines::toString);
    }

    @Test
    @DisplayName("the calls and listings of Proxmox VE, each one request, beside plain loops over HTTP clients")
    void proxmox() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        AskProxmox.run(0, 1, 0, new PrintStream(printed, true, StandardCharsets.UTF_8));

        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(8, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("100 CALLS, round trip 0 ms"), lines::toString);
        assertTrue(lines.get(1).matches("plain OkHttp loop .* 100 +[0-9]+[.]0"), lines::toString);
        assertTrue(lines.get(2).matches("EdgeVirt .* 100 +[0-9]+[.]0"), lines::toString);
        assertTrue(lines.get(3).matches("plain loop over the JDK's client .* 100 +[0-9]+[.]0"), lines::toString);
        assertTrue(lines.get(4).startsWith("10 LISTINGS, round trip 0 ms"), lines::toString);
        assertTrue(lines.get(6).matches("EdgeVirt .* 10 +[0-9]+[.]0"), lines::toString);
    }

    @Test
    @DisplayName("the table tells each way's median and its ratio to the bare call")
    void table() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        Report.print(
                java.util.Map.of("bareBulkCall", 10.0, "edgevirt", 12.5),
                "bareBulkCall",
                new PrintStream(printed, true, StandardCharsets.UTF_8));

        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("edgevirt"), text);
        assertTrue(text.contains("12.50"), text);
        assertTrue(text.contains("1.25"), text);
    }
}
