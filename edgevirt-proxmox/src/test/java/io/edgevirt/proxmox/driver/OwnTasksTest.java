package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Secret;
import io.edgevirt.Task;
import io.edgevirt.Trust;
import io.edgevirt.proxmox.Proxmox;
import io.edgevirt.proxmox.ProxmoxTask;
import io.edgevirt.proxmox.fake.Identity;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.fake.TaskWork;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("tasks of Proxmox VE, of whoever started them")
class OwnTasksTest {

    private static final Identity ROOT = new Identity("root@pam", "", false);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String NONE = "UPID:pve1:000A1B2C:00D3E4F5:65A1B2C3:qmclone:100:root@pam:";

    private NetworkBed bed = new NetworkBed(Release.PVE_9_1);

    @AfterEach
    void close() {
        bed.close();
    }

    private Proxmox proxmox() {
        return bed.hv.unwrap(Proxmox.class);
    }

    private Hypervisor another() {
        return EdgeVirt.connect(
                bed.fake.uri().toString(),
                c -> c.username(bed.fake.user())
                        .password(Secret.of(bed.fake.password().toCharArray()))
                        .trust(Trust.pinnedSha256(bed.fake.fingerprint())));
    }

    private io.edgevirt.proxmox.fake.Task begin(TaskWork work) {
        return bed.fake.world().locked(() -> bed.fake.world().tasks().start("pve2", "qmclone", "100", ROOT, work));
    }

    private String ended(TaskWork work) {
        io.edgevirt.proxmox.fake.Task task = begin(work);
        assertTrue(bed.fake.world().locked(() -> bed.fake.world().await(LONG, () -> !task.running())));
        return task.upid();
    }

    @Nested
    @DisplayName("are picked up")
    class PickedUp {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("while they run, by another connection than the one that started them, until they end")
        void running(Release release) {
            bed.close();
            bed = new NetworkBed(release);
            AtomicBoolean go = new AtomicBoolean();
            String upid = begin(task -> task.await(LONG, go::get)).upid();
            try (Hypervisor other = another()) {
                Task<ProxmoxTask> task =
                        other.unwrap(Proxmox.class).pickUp(upid).submit();
                assertFalse(task.done());
                bed.fake.world().change(() -> go.set(true));
                ProxmoxTask end = task.join();

                assertEquals(Optional.of("OK"), end.exit());
                assertFalse(end.running());
                assertEquals("pve2", end.node());
            }
        }

        @Test
        @DisplayName("after they ended well, also with warnings")
        void well() {
            assertEquals(
                    Optional.of("OK"), proxmox().pickUp(ended(task -> {})).run().exit());
            assertEquals(
                    Optional.of("WARNINGS: 1"),
                    proxmox()
                            .pickUp(ended(task -> task.warn("the old volume is still there")))
                            .run()
                            .exit());
        }

        @Test
        @DisplayName("after they ended badly, and are the error, with the end of their log")
        void badly() {
            String upid = ended(task -> {
                task.log("first line");
                task.log("last line");
                throw Refusal.failed("clone failed: something broke");
            });
            OperationFailedException e = assertThrows(
                    OperationFailedException.class, () -> proxmox().pickUp(upid).run());

            assertTrue(e.getMessage().contains("clone failed: something broke"), e::getMessage);
            assertTrue(e.getMessage().contains("first line | last line"), e::getMessage);
        }

        @Test
        @DisplayName("not, where the node knows none of the name")
        void unknown() {
            assertThrows(NotFoundException.class, () -> proxmox().pickUp(NONE).run());
            assertThrows(NotFoundException.class, () -> proxmox().log(NONE));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "100", "UPID:", "UPID:../../etc:1:2:3:x:y:z:", "UPID:pve1"})
        @DisplayName("not by what is no name of a task")
        void invalid(String upid) {
            assertThrows(
                    InvalidSpecException.class, () -> proxmox().pickUp(upid).run());
        }
    }

    @Test
    @DisplayName("are listed, the newest first, with how they ended")
    void listed() {
        String bad = ended(task -> {
            throw Refusal.failed("out of luck");
        });
        AtomicBoolean go = new AtomicBoolean();
        String now = begin(task -> task.await(LONG, go::get)).upid();
        Map<String, ProxmoxTask> all =
                proxmox().tasks().stream().collect(java.util.stream.Collectors.toMap(ProxmoxTask::upid, task -> task));
        bed.fake.world().change(() -> go.set(true));

        assertEquals(Optional.of("out of luck"), all.get(bad).exit());
        assertEquals(Optional.of("100"), all.get(bad).id());
        assertTrue(all.get(now).running());
        assertInstanceOf(ProxmoxTask.class, proxmox().pickUp(now).run());
    }

    @Test
    @DisplayName("have a log, of which all lines are told")
    void log() {
        String upid = ended(task -> {
            for (int line = 0; line < 700; line++) {
                task.log("line " + line);
            }
        });

        assertEquals("line 0", proxmox().log(upid).get(0));
        assertTrue(proxmox().log(upid).contains("line 699"));
    }
}
