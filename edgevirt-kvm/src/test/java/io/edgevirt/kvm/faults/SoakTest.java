package io.edgevirt.kvm.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@DisplayName("Connecting, listing and closing over and over leaves nothing behind, of")
@Tag("peer")
@Tag("long")
@EnabledIfSystemProperty(named = "edgevirt.kvm.uri", matches = ".+")
class SoakTest {

    private static final boolean FULL = "full".equals(System.getProperty("edgevirt.soak"));

    /** What the process holds. */
    record Held(int handles, long threads, long files, long heapKib, long nativeKib, long rssKib) {

        static Held now() {
            long heap = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                System.gc();
                heap = Math.min(
                        heap,
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
            return new Held(
                    LibvirtConnection.liveHandles(),
                    count("/proc/self/task"),
                    count("/proc/self/fd"),
                    heap / 1024,
                    rss() - committed() / 1024,
                    rss());
        }

        /** What the JVM took for its heap, which grows and shrinks as its collector likes. */
        private static long committed() {
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
        }

        private static long count(String folder) {
            try (Stream<Path> all = Files.list(Path.of(folder))) {
                return all.count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static long rss() {
            try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
                return lines.filter(l -> l.startsWith("VmRSS:"))
                        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    @DisplayName("libvirt's driver for tests, which lives in this process")
    void inProcess() {
        soak("test:///default", FULL ? 10_000 : 2_000);
    }

    @Test
    @DisplayName("a real daemon")
    void daemon() {
        soak(System.getProperty("edgevirt.kvm.uri"), FULL ? 1_000 : 200);
    }

    private static void soak(String uri, int rounds) {
        rounds(uri, rounds / 10);
        Held warm = Held.now();
        long begin = System.nanoTime();
        rounds(uri, rounds - rounds / 10);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Held end = Held.now();
        Tally.note("soak, " + uri.replaceAll("\\?.*", "") + ": " + rounds + " rounds, the last nine tenths in "
                + took.toMillis() + " ms; after a tenth " + warm + ", at the end " + end);
        assertEquals(warm.handles(), end.handles(), "native handles");
        assertTrue(end.threads() <= warm.threads() + 2, "threads: the JVM's own compilers come and go");
        assertTrue(end.files() <= warm.files() + 2, "file descriptors");
        assertTrue(end.heapKib() <= warm.heapKib() + 4096, "heap");
        // The JIT and malloc's arenas take some in any run; a leak of 4 KiB a round would be 36 MiB in the full one.
        assertTrue(end.nativeKib() <= warm.nativeKib() + 32 * 1024, "resident memory without the heap");
    }

    private static void rounds(String uri, int rounds) {
        for (int i = 0; i < rounds; i++) {
            try (Hypervisor hv = EdgeVirt.connect(uri)) {
                hv.vms().list();
            }
        }
    }
}
