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
import java.util.ArrayList;
import java.util.List;
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

    private static final int LOOKS = 20;

    /** What the process holds. */
    record Held(int handles, long threads, long files, long heapKib, long nativeKib, long rssKib) {

        static Held now() {
            System.gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            return new Held(
                    LibvirtConnection.liveHandles(),
                    count("/proc/self/task"),
                    count("/proc/self/fd"),
                    used / 1024,
                    rss() - committed() / 1024,
                    rss());
        }

        Held least(Held other) {
            return new Held(
                    Math.min(handles, other.handles),
                    Math.min(threads, other.threads),
                    Math.min(files, other.files),
                    Math.min(heapKib, other.heapKib),
                    Math.min(nativeKib, other.nativeKib),
                    Math.min(rssKib, other.rssKib));
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
        soak("test:///default", 10_000);
    }

    @Test
    @DisplayName("a real daemon")
    void daemon() {
        soak(System.getProperty("edgevirt.kvm.uri"), 1_000);
    }

    private static void soak(String uri, int rounds) {
        List<Held> held = new ArrayList<>();
        long begin = System.nanoTime();
        for (int look = 1; look <= LOOKS; look++) {
            rounds(uri, rounds / LOOKS);
            held.add(Held.now());
            Tally.note("soak, " + uri.replaceAll("\\?.*", "") + ", after " + look * rounds / LOOKS + " rounds and "
                    + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms: " + held.get(look - 1));
        }
        Held warm = least(held.subList(3, 8));
        Held end = least(held.subList(LOOKS - 5, LOOKS));
        assertEquals(warm.handles(), end.handles(), "native handles");
        assertTrue(end.threads() <= warm.threads() + 2, "threads: the JVM's own compilers come and go");
        assertTrue(end.files() <= warm.files() + 2, "file descriptors");
        assertTrue(end.heapKib() <= warm.heapKib() + 4096, "heap");
        // Of 10,000 rounds, 4,000 or more lie between the two: a leak of 5 KiB a round would be 20 MiB.
        assertTrue(end.nativeKib() <= warm.nativeKib() + 16 * 1024, "resident memory without the heap");
    }

    /** The JVM's compilers take tens of MiB and give them back; what leaked is in every look. */
    private static Held least(List<Held> looks) {
        return looks.stream().reduce(Held::least).orElseThrow();
    }

    private static void rounds(String uri, int rounds) {
        for (int i = 0; i < rounds; i++) {
            try (Hypervisor hv = EdgeVirt.connect(uri)) {
                hv.vms().list();
            }
        }
    }
}
