package io.edgevirt.proxmox.faults;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Hypervisor;
import io.edgevirt.Operation;
import io.edgevirt.Task;
import io.edgevirt.VM;
import io.edgevirt.proxmox.fake.FakeClient;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.faults.Bed.Machine;
import io.edgevirt.proxmox.faults.Bed.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Of many machines that are made at once")
class ManyAtOnceTest {

    private static final Duration LAG = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** How machines are made. */
    enum Way {
        CREATE {
            @Override
            Operation<VM> of(Hypervisor hv, VM template, String name) {
                return hv.vms()
                        .define(name)
                        .cpus(1)
                        .memory(mib(64))
                        .disk(gib(1))
                        .host(Bed.NODE);
            }
        },
        FULL {
            @Override
            Operation<VM> of(Hypervisor hv, VM template, String name) {
                return template.cloneAs(name);
            }
        },
        LINKED {
            @Override
            Operation<VM> of(Hypervisor hv, VM template, String name) {
                return template.cloneAs(name).linked(true);
            }
        };

        abstract Operation<VM> of(Hypervisor hv, VM template, String name);
    }

    private static List<VM> make(Hypervisor hv, Way way, int many) {
        VM template = hv.vms().get("template");
        List<Task<VM>> tasks = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            tasks.add(way.of(hv, template, "made-" + i).submit());
        }
        return tasks.stream().map(t -> t.join(PATIENCE)).toList();
    }

    private static void assertMade(Bed bed, State before, List<VM> made) {
        bed.settle();
        State now = bed.state();
        assertEquals(made.size(), new HashSet<>(made.stream().map(VM::id).toList()).size(), "an id was told twice");
        for (int i = 0; i < made.size(); i++) {
            Machine there = now.machines().get(Integer.parseInt(made.get(i).id()));
            assertEquals("made-" + i, there.name());
            assertEquals("", there.lock());
        }
        Set<String> names = new TreeSet<>();
        now.machines().values().stream()
                .map(Machine::name)
                .filter(n -> n.startsWith("made-"))
                .forEach(names::add);
        assertEquals(made.size(), names.size());
        assertEquals(
                made.size(),
                now.machines().values().stream()
                        .filter(m -> m.name().startsWith("made-"))
                        .count());
        assertEquals(before.orphans(), now.orphans());
        before.machines()
                .forEach((vmid, machine) -> assertEquals(machine, now.machines().get(vmid)));
    }

    @Nested
    @DisplayName("by one connection")
    class Alone {
        @ParameterizedTest(name = "{1}, {0} of them: each has an id of its own and none is lost")
        @CsvSource({"12, CREATE", "12, FULL", "12, LINKED", "64, CREATE", "64, FULL", "64, LINKED"})
        void all(int many, Way way) {
            try (Bed bed = new Bed(Release.PVE_9_1, LAG);
                    Hypervisor hv = bed.connect()) {
                State before = bed.state();
                assertMade(bed, before, make(hv, way, many));
            }
        }
    }

    @Nested
    @DisplayName("while another program takes the ids that were told to be free")
    class Contended {
        @ParameterizedTest(
                name = "{1}, {0} of them, release {2}: none is lost, and none of the other program's is touched")
        @CsvSource({
            "12, CREATE, PVE_7_4",
            "12, CREATE, PVE_8_4",
            "12, CREATE, PVE_9_1",
            "12, FULL, PVE_9_1",
            "12, LINKED, PVE_9_1",
            "64, CREATE, PVE_9_1",
            "64, LINKED, PVE_9_1"
        })
        void all(int many, Way way, Release release) {
            try (Bed bed = new Bed(release, LAG);
                    Hypervisor hv = bed.connect();
                    Stranger stranger = new Stranger(bed)) {
                State before = bed.state();
                stranger.begin();
                List<VM> made = make(hv, way, many);
                int theirs = stranger.ended();
                assertMade(bed, before, made);
                assertTrue(theirs > 0, "the other program made none");
                assertEquals(
                        theirs,
                        bed.state().machines().values().stream()
                                .filter(m -> m.name().startsWith("theirs-"))
                                .count());
            }
        }
    }

    /** Makes machines by the ids that it is told, as fast as it can. */
    private static final class Stranger implements AutoCloseable {
        private final FakeClient client;
        private final AtomicInteger made = new AtomicInteger();
        private final Thread thread = new Thread(this::work, "faults-stranger");
        private volatile boolean over;

        Stranger(Bed bed) {
            client = FakeClient.root(bed.fake);
        }

        void begin() {
            thread.start();
        }

        private void work() {
            while (!over) {
                String id = client.get("/cluster/nextid").text();
                String name = "theirs-" + made.get();
                String task = client.post("/nodes/pve3/qemu", "vmid", id, "name", name)
                        .text();
                if (task.startsWith("UPID:")) {
                    made.incrementAndGet();
                }
            }
        }

        int ended() {
            over = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return made.get();
        }

        @Override
        public void close() {
            ended();
            client.close();
        }
    }
}
