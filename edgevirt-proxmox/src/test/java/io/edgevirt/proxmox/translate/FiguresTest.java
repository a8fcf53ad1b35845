package io.edgevirt.proxmox.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.MemoryRange;
import io.edgevirt.Size;
import io.edgevirt.proxmox.http.Version;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.MachineTags;
import io.edgevirt.spi.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Figures of a machine, as a change of its configuration")
class FiguresTest {

    private static final Version EIGHT = new Version(8, 4, "8.4.5");

    private static Configuration config(String... pairs) {
        Map<String, String> now = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            now.put(pairs[i], pairs[i + 1]);
        }
        return new Configuration(now, Map.of(), Set.of(), Optional.of("d1"));
    }

    private static Change.Reconfigure want(
            Optional<Integer> cpus, Optional<Size> memory, Optional<MemoryRange> range, Map<String, String> tags) {
        return new Change.Reconfigure(
                cpus, memory, range, Optional.empty(), Optional.empty(), tags, Optional.empty(), false);
    }

    private static Change.Reconfigure cpus(int count) {
        return want(Optional.of(count), Optional.empty(), Optional.empty(), Map.of());
    }

    private static Change.Reconfigure memory(Size size) {
        return want(Optional.empty(), Optional.of(size), Optional.empty(), Map.of());
    }

    private static Figures figures(Configuration config, boolean running, Change.Reconfigure change) {
        return new Figures(config, running, EIGHT).want(change);
    }

    private static String text(Edit edit) {
        return edit.values() + " -" + edit.deletes();
    }

    @Nested
    @DisplayName("for processors")
    class Processors {

        @Test
        @DisplayName("keep the sockets where that comes out even")
        void sockets() {
            assertEquals(
                    "[cores=3] -[]",
                    text(figures(config("sockets", "2", "cores", "1"), false, cpus(6))
                            .edit()));
            assertEquals(
                    "[cores=5, sockets=1] -[]",
                    text(figures(config("sockets", "2", "cores", "1"), false, cpus(5))
                            .edit()));
        }

        @Test
        @DisplayName("keep the most that was provided for plugging, as far as that goes")
        void most() {
            Configuration provided = config("cores", "8", "vcpus", "2", "hotplug", "cpu");

            assertEquals("[vcpus=4] -[]", text(figures(provided, false, cpus(4)).edit()));
            assertEquals(
                    "[cores=16] -[vcpus]",
                    text(figures(provided, false, cpus(16)).edit()));
            assertEquals(List.of("cpus"), figures(provided, true, cpus(16)).needStop());
            assertEquals(List.of(), figures(provided, true, cpus(8)).needStop());
        }
    }

    @Nested
    @DisplayName("for memory")
    class Memory {

        @Test
        @DisplayName("take a balloon along that was as large, or would be larger")
        void balloon() {
            assertEquals(
                    "[memory=2048, balloon=2048] -[]",
                    text(figures(config("memory", "4096", "balloon", "4096"), false, memory(Size.gib(2)))
                            .edit()));
            assertEquals(
                    "[memory=8192] -[]",
                    text(figures(config("memory", "4096", "balloon", "1024"), false, memory(Size.gib(8)))
                            .edit()));
        }

        @Test
        @DisplayName("need a stop but where whole modules can be plugged")
        void modules() {
            String[] plugged = {"memory", "1024", "numa", "1", "hotplug", "memory"};

            assertEquals(
                    List.of(),
                    figures(config(plugged), true, memory(Size.mib(1536))).needStop());
            assertEquals(
                    List.of("memory"),
                    figures(config(plugged), true, memory(Size.mib(1100))).needStop());
            assertEquals(
                    List.of("memory"),
                    figures(config(plugged), true, memory(Size.mib(512))).needStop());
            assertEquals(
                    List.of("memory"),
                    figures(config("memory", "1024"), true, memory(Size.mib(1536)))
                            .needStop());
        }

        @Test
        @DisplayName("move the lower bound of dynamic memory while it runs, if there is a balloon")
        void dynamic() {
            Change.Reconfigure range = want(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new MemoryRange(Size.gib(1), Size.gib(4))),
                    Map.of());

            assertEquals(
                    "[balloon=1024] -[]",
                    text(figures(config("memory", "4096"), true, range).edit()));
            assertEquals(
                    List.of(), figures(config("memory", "4096"), true, range).needStop());
            assertEquals(
                    List.of("dynamicMemory"),
                    figures(config("memory", "4096", "balloon", "0"), true, range)
                            .needStop());
        }
    }

    @Test
    @DisplayName("replace one tag and keep the others, of other programs as well")
    void tags() {
        Change.Reconfigure change = want(Optional.empty(), Optional.empty(), Optional.empty(), Map.of("site", "two"));

        assertEquals(
                "[tags=backup;kind.test;site.two] -[]",
                text(figures(config("tags", "backup;kind.test;site.one"), false, change)
                        .edit()));
        assertTrue(
                figures(config("tags", "site.two,backup"), false, change).edit().isEmpty());
    }

    @Property(tries = 200)
    void processorsAddUp(
            @ForAll @IntRange(min = 1, max = 8) int sockets,
            @ForAll @IntRange(min = 1, max = 64) int cores,
            @ForAll @IntRange(min = 1, max = 512) int wanted) {
        Configuration before = config("sockets", String.valueOf(sockets), "cores", String.valueOf(cores));
        Map<String, String> after = new HashMap<>(before.now());
        figures(before, false, cpus(wanted)).edit().values().forEach(a -> after.put(a.name(), a.value()));

        assertEquals(wanted, Integer.parseInt(after.get("sockets")) * Integer.parseInt(after.get("cores")));
    }

    @Property(tries = 200)
    void anyTagComesBack(@ForAll @NotEmpty String key, @ForAll String value) {
        Change.Reconfigure change = want(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(key, value));
        Edit edit = figures(config(), false, change).edit();
        String kept = edit.values().isEmpty() ? "" : edit.values().get(0).value();

        assertEquals(Map.of(key, value), MachineTags.read(kept));
    }
}
