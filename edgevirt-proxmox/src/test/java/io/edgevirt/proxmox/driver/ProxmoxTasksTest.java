package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.ConflictException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.proxmox.fake.Identity;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Task;
import io.edgevirt.proxmox.fake.TaskWork;
import io.edgevirt.spi.TaskState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("tasks of Proxmox VE")
class ProxmoxTasksTest {

    private static final Identity ROOT = new Identity("root@pam", "", false);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Rig rig = Rig.start(s -> s.nodes("pve1", "pve2"));

    @AfterEach
    void close() {
        rig.close();
    }

    private Task begin(String node, String type, TaskWork work) {
        return rig.fake.world().locked(() -> rig.fake.world().tasks().start(node, type, "100", ROOT, work));
    }

    private String failed(String type, String error) {
        return begin("pve1", type, task -> {
                    task.log("first line");
                    task.log("last line");
                    throw Refusal.failed(error);
                })
                .upid();
    }

    private void ended(Task task) {
        assertTrue(rig.fake.world().locked(() -> rig.fake.world().await(LONG, () -> !task.running())));
    }

    @Nested
    @DisplayName("that end")
    class Ends {

        @Test
        @DisplayName("tell what their step knew")
        void results() {
            String upid = begin("pve1", "qmclone", task -> {}).upid();

            assertEquals(Map.of("vm", "101"), rig.end(new TaskId(upid, Map.of("vm", "101")).text()));
        }

        @Test
        @DisplayName("with warnings have ended well, and the warnings are told")
        void warnings() {
            String upid = begin("pve1", "qmmove", task -> task.warn("the old volume is still there"))
                    .upid();

            assertEquals("WARN: the old volume is still there", rig.end(upid).get(ProxmoxTasks.WARNINGS));
        }

        @Test
        @DisplayName("badly tell why, and the end of their log")
        void log() {
            EdgeVirtException e = rig.failure(failed("qmclone", "clone failed: something broke"));

            assertInstanceOf(OperationFailedException.class, e);
            assertTrue(e.getMessage().contains("clone failed: something broke"), e::getMessage);
            assertTrue(e.getMessage().contains("first line | last line"), e::getMessage);
            assertTrue(e.nativeCode().orElse("").startsWith("UPID:pve1:"), e::toString);
        }

        @Test
        @DisplayName("badly are errors of the kind that their words mean")
        void kinds() {
            assertInstanceOf(InvalidStateException.class, rig.failure(failed("qmstart", "VM 100 already running")));
            assertInstanceOf(
                    ConflictException.class,
                    rig.failure(
                            failed("qmstart", "can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout")));
            assertInstanceOf(
                    AlreadyExistsException.class, rig.failure(failed("qmsnapshot", "snapshot name 'a' already used")));
            assertInstanceOf(
                    OperationCancelledException.class,
                    rig.failure(failed("qmclone", "clone failed: interrupted by signal")));
            assertEquals(
                    Outcome.UNKNOWN,
                    rig.failure(failed("qmclone", "unexpected status")).outcome());
        }

        @Test
        @DisplayName("in vain, as a shutdown of a guest that does not react, are time-outs")
        void deaf() {
            EdgeVirtException e = rig.failure(failed("qmshutdown", "VM quit/powerdown failed - got timeout"));

            assertEquals(
                    Optional.of("RUNNING"),
                    assertInstanceOf(OperationTimeoutException.class, e).lastSeen());
        }

        @Test
        @DisplayName("because somebody stops a graceful shutdown leave it to the machine's state")
        void overtaken() {
            assertEquals(Map.of(), rig.end(failed("qmshutdown", "received interrupt")));
        }

        @Test
        @DisplayName("are asked for by one request, however many they are")
        void oneRequest() {
            Map<String, Task> all = new HashMap<>();
            for (int i = 0; i < 20; i++) {
                Task task = begin(i % 2 == 0 ? "pve1" : "pve2", "qmstart", work -> {});
                all.put(task.upid(), task);
            }
            all.values().forEach(ProxmoxTasksTest.this::ended);
            int before = rig.fake.requests().size();
            Map<String, TaskState> states = rig.tasks.poll(all.keySet(), Duration.ZERO);

            assertEquals(all.keySet(), states.keySet());
            assertTrue(states.values().stream().allMatch(s -> s instanceof TaskState.Succeeded), states::toString);
            assertEquals(List.of("GET /cluster/tasks"), tail(before));
        }

        @Test
        @DisplayName("are found also when 25 others of their node have ended since")
        void pushedOut() {
            Task first = begin("pve1", "qmclone", work -> {});
            ended(first);
            for (int i = 0; i < 30; i++) {
                ended(begin("pve1", "qmstart", work -> {}));
            }
            int before = rig.fake.requests().size();

            assertInstanceOf(TaskState.Succeeded.class, rig.state(first.upid()));
            assertEquals(List.of("GET /cluster/tasks", "GET /nodes/{node}/tasks/{upid}/status"), tail(before));
        }

        private List<String> tail(int from) {
            List<String> all = rig.fake.requests();
            return all.subList(from, all.size());
        }
    }

    @Nested
    @DisplayName("that run")
    class Running {

        private final AtomicBoolean free = new AtomicBoolean();
        private final CountDownLatch written = new CountDownLatch(1);

        private Task held(String node, String type, String... lines) {
            return begin(node, type, task -> {
                for (String line : lines) {
                    task.log(line);
                }
                written.countDown();
                task.await(LONG, free::get);
            });
        }

        @Test
        @DisplayName("tell how far they are, where their log does")
        void progress() throws InterruptedException {
            Task task =
                    held("pve1", "vzdump", "INFO: starting", "INFO:  37% (3.0 GiB of 8.0 GiB) in 12s, read: 1 MiB/s");
            assertTrue(written.await(1, TimeUnit.MINUTES));

            assertEquals(new TaskState.Running(Optional.of(0.37)), rig.state(task.upid()));
        }

        @Test
        @DisplayName("cost one request more for their progress, however many they are")
        void bounded() {
            Set<String> upids = Set.of(
                    held("pve1", "qmclone").upid(),
                    held("pve1", "vzdump").upid(),
                    held("pve2", "qmmove").upid());
            int before = rig.fake.requests().size();
            rig.tasks.poll(upids, Duration.ZERO);

            assertEquals(before + 2, rig.fake.requests().size());
        }

        @Test
        @DisplayName("are stopped on demand")
        void cancelled() {
            Task task = held("pve1", "qmclone");
            rig.tasks.cancel(task.upid());

            assertInstanceOf(OperationCancelledException.class, rig.failure(task.upid()));
        }

        @Test
        @DisplayName("on a node that dies are not known to have failed")
        void deadNode() {
            Task task = held("pve2", "qmclone");
            rig.fake.kill("pve2");

            assertInstanceOf(TaskState.Running.class, rig.state(task.upid()));
        }

        @Test
        @DisplayName("on a dead node do not hold up those of others")
        void othersOnTime() {
            String dead = held("pve2", "qmclone").upid();
            String alive = begin("pve1", "qmstart", work -> {}).upid();
            rig.fake.kill("pve2");
            rig.state(dead);
            long before = rig.fake.requests("GET /nodes/{node}/tasks/{upid}/status");
            rig.end(alive);
            rig.tasks.poll(Set.of(dead, alive), Duration.ZERO);

            assertEquals(before, rig.fake.requests("GET /nodes/{node}/tasks/{upid}/status"));
        }
    }

    @Nested
    @DisplayName("that nobody knows any more")
    class Lost {

        @Test
        @DisplayName("are lost replies, not failures")
        void gone() {
            Task task = begin("pve1", "qmclone", work -> {});
            ended(task);
            rig.fake.world().change(() -> rig.fake.world().tasks().forget(task.upid()));
            EdgeVirtException e = rig.failure(task.upid());

            assertInstanceOf(ConnectionException.class, e);
            assertEquals(Outcome.UNKNOWN, e.outcome());
        }

        @Test
        @DisplayName("are told of though their name is none")
        void strange() {
            assertEquals(Outcome.UNKNOWN, rig.failure("no task").outcome());
        }
    }

    @Test
    @DisplayName("a node that does not answer is had patience with, and then no longer")
    void patience() {
        long[] now = {0};
        AbsentNodes absent = new AbsentNodes(() -> now[0], Duration.ofSeconds(10), Duration.ofSeconds(1));
        boolean[] asked = {false};
        Runnable ask = () -> {
            try {
                absent.ask("pve2", () -> {
                    asked[0] = true;
                    throw new ConnectionException(io.edgevirt.Failure.of("away"));
                });
            } catch (ConnectionException e) {
                // as expected
            }
        };
        ask.run();
        asked[0] = false;
        ask.run();
        assertFalse(asked[0], "it was asked again at once");
        assertTrue(absent.patient("pve2"));
        now[0] = Duration.ofSeconds(11).toNanos();
        ask.run();

        assertTrue(asked[0]);
        assertFalse(absent.patient("pve2"));
    }
}
