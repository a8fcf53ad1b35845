package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Finding;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.SnapshotInfo;
import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.fake.Vm;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.SnapshotSpec;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("snapshots of Proxmox VE")
class ProxmoxSnapshotsTest {

    private Rig rig = Rig.start();

    @AfterEach
    void close() {
        rig.close();
    }

    private ProxmoxSnapshots snapshots() {
        return new ProxmoxSnapshots(rig.site);
    }

    private static SnapshotSpec spec(String name, boolean memory, boolean quiesce) {
        return new SnapshotSpec(UUID.randomUUID(), name, Optional.of("why & how\nü"), memory, quiesce);
    }

    private Work plan(String name) {
        return snapshots().take(Rig.VM, spec(name, false, false));
    }

    private Map<String, String> take(String name) {
        return rig.run(plan(name));
    }

    private List<String> names() {
        return snapshots().list(Rig.VM).stream()
                .map(SnapshotInfo::name)
                .sorted()
                .toList();
    }

    private SnapshotInfo info(String name) {
        return snapshots().list(Rig.VM).stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String refusal(Work work) {
        assertTrue(work.steps().isEmpty(), work::toString);
        return work.findings().stream()
                .filter(f -> f.status() == Finding.Status.FAIL)
                .map(Finding::id)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    @DisplayName("are a tree that can be gone back in, on every release")
    void tree(Release release) {
        rig.close();
        rig = Rig.start(s -> s.version(release));
        rig.machine();
        assertEquals(Map.of(Step.SNAPSHOT, "base"), take("base"));
        take("left");
        rig.run(snapshots().revert(Rig.VM, "base"));
        take("right");

        assertEquals(List.of("base", "left", "right"), names());
        assertEquals(Optional.of("base"), info("left").parent());
        assertEquals(Optional.of("base"), info("right").parent());
        assertTrue(info("right").current());
        assertEquals(Optional.of("why & how\nü"), info("base").description());
        assertEquals(Optional.of(false), info("base").memory());
        assertTrue(info("base").created().isPresent());
    }

    @Test
    @DisplayName("with memory bring the running machine back, without it one that is off")
    void memory() {
        Vm vm = rig.running();
        rig.run(snapshots().take(Rig.VM, spec("ram", true, false)));
        take("disks");
        rig.run(snapshots().revert(Rig.VM, "disks"));
        assertFalse(vm.running());
        rig.run(snapshots().revert(Rig.VM, "ram"));

        assertTrue(vm.running());
    }

    @Nested
    @DisplayName("that are deleted")
    class Deleted {

        @Test
        @DisplayName("leave their children")
        void one() {
            rig.machine();
            take("aa");
            take("bb");
            rig.run(snapshots().delete(Rig.VM, "aa", false));

            assertEquals(List.of("bb"), names());
        }

        @Test
        @DisplayName("take all below them along, the lowest first")
        void all() {
            rig.machine();
            take("aa");
            take("bb");
            take("cc");
            Work work = snapshots().delete(Rig.VM, "bb", true);

            assertTrue(work.steps().get(0).title().contains("cc"), work::toString);
            rig.run(work);
            assertEquals(List.of("aa"), names());
        }

        @Test
        @DisplayName("are not found a second time")
        void gone() {
            rig.machine();

            assertThrows(NotFoundException.class, () -> snapshots().delete(Rig.VM, "aa", false));
        }

        @Test
        @DisplayName("and whose reply was lost are known by what is there")
        void lost() {
            rig.machine();
            take("aa");
            Step delete = snapshots().delete(Rig.VM, "aa", false).steps().get(0);
            assertEquals(Landed.no(), delete.landed(Map.of()));
            rig.end(((Started.Native) delete.start(Map.of())).task());

            assertEquals(Landed.yes(Map.of()), delete.landed(Map.of()));
        }
    }

    @Nested
    @DisplayName("are refused")
    class Refused {

        @Test
        @DisplayName("by name, where Proxmox VE cannot keep theirs")
        void name() {
            rig.machine();

            assertThrows(InvalidSpecException.class, () -> take("1st"));
        }

        @Test
        @DisplayName("where their name is taken")
        void taken() {
            rig.machine();
            take("aa");

            assertEquals("name", refusal(plan("aa")));
        }

        @Test
        @DisplayName("where a storage takes none")
        void storage() {
            rig.machine();
            rig.fake
                    .routes()
                    .on(
                            "GET /nodes/{node}/qemu/{vmid}/feature",
                            request -> Answer.of(Map.of("hasFeature", false, "nodes", List.of())));

            assertEquals("storage.snapshot", refusal(plan("aa")));
        }

        @Test
        @DisplayName("with file systems at rest, where no agent can bring them there")
        void quiesce() {
            Vm vm = rig.running("agent", "1");
            vm.guest().installed(false);

            assertEquals("quiesce", refusal(snapshots().take(Rig.VM, spec("aa", false, true))));
        }
    }

    @Nested
    @DisplayName("with file systems at rest")
    class Quiesced {

        @Test
        @DisplayName("are taken by the agent")
        void taken() {
            rig.running("agent", "1");

            assertEquals(Map.of(Step.SNAPSHOT, "aa"), rig.run(snapshots().take(Rig.VM, spec("aa", false, true))));
        }

        @Test
        @DisplayName("have failed where the agent did not bring them to rest, although the task says OK")
        void notAtRest() {
            rig.running("agent", "1");
            Work work = snapshots().take(Rig.VM, spec("aa", false, true));
            rig.fake
                    .routes()
                    .on(
                            "POST /nodes/{node}/qemu/{vmid}/snapshot",
                            request -> rig.fake
                                    .world()
                                    .task(
                                            request,
                                            "qmsnapshot",
                                            "100",
                                            task -> task.log(
                                                    "guest-fsfreeze-freeze problems - VM 100 qga command failed - got timeout")));

            assertThrows(OperationFailedException.class, () -> rig.run(work));
        }
    }

    @Nested
    @DisplayName("whose reply was lost")
    class Lost {

        @Test
        @DisplayName("are found by their task")
        void found() {
            rig.machine();
            Step take = plan("aa").steps().get(0);
            take.start(Map.of());
            Landed landed = take.landed(Map.of());

            assertEquals(Map.of(Step.SNAPSHOT, "aa"), rig.end(landed.task().orElseThrow()));
        }

        @Test
        @DisplayName("are sent again where nothing of them is there")
        void never() {
            rig.machine();

            assertEquals(Landed.no(), plan("aa").steps().get(0).landed(Map.of()));
        }

        @Test
        @DisplayName("are not taken for one that was there before, whoever took it")
        void stranger() {
            rig.machine();
            take("bb");

            assertEquals(Landed.no(), plan("aa").steps().get(0).landed(Map.of()));
        }

        @Test
        @DisplayName("are taken back, and only they")
        void undone() {
            rig.machine();
            take("bb");
            Step take = plan("aa").steps().get(0);
            take.start(Map.of());
            take.undo(Map.of());

            assertEquals(List.of("bb"), names());
        }

        @Test
        @DisplayName("are nothing to take back where nothing was done")
        void nothing() {
            rig.machine();
            take("bb");
            plan("aa").steps().get(0).undo(Map.of());

            assertEquals(List.of("bb"), names());
        }
    }
}
