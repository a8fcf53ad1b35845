package io.edgevirt.samples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A run of this JDK's own JShell with the start-up script that jshell.sh gives. */
final class Session {

    private static final Path STARTUP = Path.of("src/main/jshell/edgevirt.jsh");
    /** Not the system's folder for temporary files: a run that is broken off leaves nothing there. */
    private static final Path BUILD = Path.of("target");

    private static final long MINUTES = 3;

    private Session() {}

    /** Types the lines in, and returns what was printed, errors among it. */
    static String type(List<String> lines) throws IOException, InterruptedException {
        Path input = Files.createTempFile(BUILD, "jshell", ".txt");
        Path output = Files.createTempFile(BUILD, "jshell", ".out");
        try {
            Files.write(input, lines);
            Process jshell = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jshell")
                                    .toString(),
                            "--class-path",
                            System.getProperty("java.class.path"),
                            "-R--enable-native-access=ALL-UNNAMED",
                            "-R-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                            "--feedback",
                            "edgevirt",
                            "--startup",
                            STARTUP.toString())
                    .redirectInput(input.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!jshell.waitFor(MINUTES, TimeUnit.MINUTES)) {
                jshell.descendants().forEach(ProcessHandle::destroyForcibly);
                jshell.destroyForcibly().waitFor();
                throw new AssertionError("JShell did not end: " + Files.readString(output));
            }
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } finally {
            Files.delete(input);
            Files.delete(output);
        }
    }
}
