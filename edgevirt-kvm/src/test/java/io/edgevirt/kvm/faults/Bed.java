package io.edgevirt.kvm.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A libvirt host of the test's own, whose daemon may be killed. */
final class Bed implements AutoCloseable {

    private final Path folder;
    /** A JVM that is told to end does not come to its tests' ends. */
    private final Thread atExit = new Thread(this::stop);

    private Map<String, String> facts = Map.of();

    private Bed(Path folder) {
        this.folder = folder;
    }

    static Bed start() {
        try {
            // A socket's path is short, so the folder lies right below the temporary one.
            Bed bed = new Bed(Files.createTempDirectory("evf"));
            Runtime.getRuntime().addShutdownHook(bed.atExit);
            try {
                bed.facts = facts(bed.script("start"));
                return bed;
            } catch (RuntimeException e) {
                bed.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uri() {
        return fact("uri");
    }

    /** Where the volumes of the pool "default" lie. */
    Path images() {
        return Path.of(fact("images"));
    }

    Path kernel() {
        return Path.of(fact("guest_vmlinuz"));
    }

    Path initrd() {
        return Path.of(fact("guest_initrd"));
    }

    String commandLine() {
        return fact("guest_cmdline");
    }

    private String fact(String key) {
        String value = facts.get(key);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("the bed does not tell its " + key + ": " + facts);
        }
        return value;
    }

    /** SIGKILL for the daemon; its guests live on. */
    void killDaemon() {
        script("kill-daemon");
    }

    /** Starts the daemon again, after a kill or in place of the one that runs. */
    void restartDaemon() {
        script("restart-daemon");
    }

    boolean daemonRuns() {
        return !facts(script("status", 0, 3)).getOrDefault("libvirtd_pid", "").isEmpty();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }

    private void stop() {
        try {
            script("stop");
        } finally {
            remove(folder);
        }
    }

    private List<String> script(String command) {
        return script(command, 0);
    }

    private List<String> script(String command, Integer... accepted) {
        try {
            Path log = Files.createTempFile("evf", ".log");
            try {
                // Into a file: a daemon that inherited a pipe would keep its reader waiting.
                int code = new ProcessBuilder(
                                "bash", root().resolve("scripts/libvirt-bed.sh").toString(), command, folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor();
                List<String> said = Files.readAllLines(log);
                if (!List.of(accepted).contains(code)) {
                    throw new IllegalStateException("libvirt-bed.sh " + command + " ended with " + code + ": " + said);
                }
                return said;
            } finally {
                Files.delete(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> facts(List<String> lines) {
        Map<String, String> facts = new LinkedHashMap<>();
        lines.stream()
                .filter(l -> l.indexOf('=') > 0)
                .forEach(l -> facts.put(l.substring(0, l.indexOf('=')), l.substring(l.indexOf('=') + 1)));
        return facts;
    }

    /** The repository, looked for from the working folder upwards. */
    static Path root() {
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            if (Files.isRegularFile(p.resolve("scripts/libvirt-bed.sh"))) {
                return p;
            }
        }
        throw new IllegalStateException("no scripts/libvirt-bed.sh in any folder above the working one");
    }

    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all = new ArrayList<>();
        try (Stream<Path> below = Files.walk(folder)) {
            below.sorted(Comparator.reverseOrder()).forEach(all::add);
            for (Path p : all) {
                Files.delete(p);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
