package io.edgevirt.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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
