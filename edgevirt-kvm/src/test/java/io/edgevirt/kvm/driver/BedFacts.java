package io.edgevirt.kvm.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** What scripts/libvirt-bed.sh says about the host that the system property {@code edgevirt.kvm.bed} names. */
record BedFacts(Map<String, String> facts) {

    static BedFacts read() throws IOException, InterruptedException {
        Path said = Files.createTempFile("evt", ".facts");
        try {
            int code = new ProcessBuilder(
                            "bash", script().toString(), "status", System.getProperty("edgevirt.kvm.bed", ""))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("libvirt-bed.sh status: " + code + ", " + Files.readString(said));
            }
            return new BedFacts(Files.readAllLines(said).stream()
                    .filter(line -> line.contains("="))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
        } finally {
            Files.delete(said);
        }
    }

    String text(String key) {
        String value = facts.getOrDefault(key, "");
        if (value.isEmpty()) {
            throw new IllegalStateException("the bed does not tell its " + key + ": " + facts);
        }
        return value;
    }

    Path path(String key) {
        return Path.of(text(key));
    }

    private static Path script() {
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            Path script = p.resolve("scripts/libvirt-bed.sh");
            if (Files.isRegularFile(script)) {
                return script;
            }
        }
        throw new IllegalStateException("no scripts/libvirt-bed.sh in any folder above the working one");
    }
}
