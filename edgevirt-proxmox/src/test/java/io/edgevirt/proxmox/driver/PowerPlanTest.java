package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Finding;
import io.edgevirt.OperationFailedException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.proxmox.fake.Ha;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.fake.Vm;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.PowerVerb;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.TaskState;
import io.edgevirt.spi.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("a power verb on Proxmox VE")
class PowerPlanTest {

    private static final Duration AGES = Duration.ofSeconds(600);

    private Rig rig = Rig.start();

    @AfterEach
    void close() {
        rig.close();
    }

    private Rig on(Release release) {
        rig.close();
        rig = Rig.start(s -> s.version(release).nodes("pve1", "pve2"));
        return rig;
    }

    private Work plan(PowerVerb verb) {
        return plan(verb, Duration.ofSeconds(1));
    }

    private Work plan(PowerVerb verb, Duration atMost) {
        return new PowerPlan(rig.site).plan(Rig.VM, verb, atMost);
    }

    private void run(PowerVerb verb) {
        rig.run(plan(verb));
    }

    private static Finding failing(Work work) {
        assertTrue(work.steps().isEmpty(), work::toString);
        return work.findings().stream()
                .filter(f -> f.status() == Finding.Status.FAIL)
                .findFirst()
                .orElseThrow();
    }

    private void managed(String state) {
        rig.fake
                .world()
                .change(() ->
                        rig.fake.world().ha().resources().put("vm:100", new Ha.Resource("vm:100", state, Map.of())));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    @DisplayName("leads to the state that it names, on every release")
    void all(Release release) {
        on(release);
        Vm vm = rig.machine();

        run(PowerVerb.START);
        assertEquals("running", vm.qmpStatus());
        run(PowerVerb.PAUSE);
        assertEquals("paused", vm.qmpStatus());
        run(PowerVerb.RESUME);
        run(PowerVerb.RESET);
        run(PowerVerb.REBOOT);
        assertEquals("running", vm.qmpStatus());
        run(PowerVerb.SAVE);
        assertEquals("suspended", vm.lock());
        assertEquals("stopped", vm.qmpStatus());
        run(PowerVerb.RESTORE);
        assertEquals("running", vm.qmpStatus());
        run(PowerVerb.SHUTDOWN);
        assertEquals("stopped", vm.qmpStatus());
        run(PowerVerb.START);
        run(PowerVerb.POWER_OFF);
        assertEquals("stopped", vm.qmpStatus());
    }

    @Test
    @DisplayName("costs one read beside its request")
    void requests() {
        rig.machine();
        rig.site.nodes().of("100");
        int before = rig.fake.requests().size();
        Work work = plan(PowerVerb.START);
        work.steps().get(0).start(Map.of());

        assertEquals(
                List.of("GET /nodes/{node}/qemu/{vmid}/status/current", "POST /nodes/{node}/qemu/{vmid}/status/start"),
                rig.fake.requests().subList(before, before + 2));
        assertEquals(before + 2, rig.fake.requests().size());
    }

    @Test
    @DisplayName("finds a machine that was moved meanwhile")
    void moved() {
        on(Release.PVE_9_1).machine();
        rig.site.nodes().learn("100", "pve2");
        run(PowerVerb.START);

        assertEquals("pve1", rig.site.nodes().of("100"));
    }

    @Nested
    @DisplayName("that powers off")
    class PowerOff {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("does not wait behind a graceful shutdown")
        void overtakes(Release release) {
            Vm vm = on(release).running();
            vm.deaf(true);
            Started asking = plan(PowerVerb.SHUTDOWN, AGES).steps().get(0).start(Map.of());
            run(PowerVerb.POWER_OFF);

            assertEquals("stopped", vm.qmpStatus());
            assertEquals(Map.of(), rig.end(((Started.Native) asking).task()));
        }

        @Test
        @DisplayName("drops saved memory, and the lock with it")
        void saved() {
            Vm vm = rig.running();
            run(PowerVerb.SAVE);
            run(PowerVerb.POWER_OFF);

            assertEquals("", vm.lock());
            assertFalse(vm.config().containsKey("vmstate"), vm.config()::toString);
        }
    }

    @Nested
    @DisplayName("that asks the guest")
    class Asking {

        @Test
        @DisplayName("is a time-out where the guest does not react, and pulls no plug")
        void deaf() {
            Vm vm = rig.running();
            vm.deaf(true);
            OperationTimeoutException e = assertThrows(OperationTimeoutException.class, () -> run(PowerVerb.SHUTDOWN));

            assertTrue(e.lastSeen().orElse("").contains("RUNNING"), e::toString);
            assertEquals("running", vm.qmpStatus());
            assertThrows(OperationTimeoutException.class, () -> run(PowerVerb.REBOOT));
        }

        @Test
        @DisplayName("is refused at once where its agent is switched on and does not run")
        void silentAgent() {
            Vm vm = rig.running("agent", "1");
            vm.guest().installed(false);
            Finding finding = failing(plan(PowerVerb.SHUTDOWN, AGES));

            assertEquals("guest.agent", finding.id());
            assertTrue(finding.remedy().contains("powerOff()"), finding::remedy);
        }

        @Test
        @DisplayName("goes on where the agent runs")
        void agent() {
            Vm vm = rig.running("agent", "enabled=1,fstrim_cloned_disks=1");
            run(PowerVerb.SHUTDOWN);

            assertEquals("stopped", vm.qmpStatus());
        }
    }

    @Nested
    @DisplayName("on a machine that HA manages")
    class Managed {

        @Test
        @DisplayName("has not ended when HA accepted it, but when the machine's own state holds")
        void accepted() {
            Vm vm = rig.machine();
            managed("stopped");
            Started begun = plan(PowerVerb.START).steps().get(0).start(Map.of());
            rig.end(((Started.Native) begun).task());

            assertEquals("running", vm.qmpStatus());
            run(PowerVerb.SHUTDOWN);
            assertEquals("stopped", vm.qmpStatus());
        }

        @Test
        @DisplayName("does not save it, which Proxmox VE refuses")
        void save() {
            rig.running();
            managed("started");

            assertEquals("vm.ha", failing(plan(PowerVerb.SAVE)).id());
        }

        @Test
        @DisplayName("fails when HA gives it up")
        void givenUp() {
            rig.machine();
            managed("stopped");
            String upid = ((Started.Native) plan(PowerVerb.START).steps().get(0).start(Map.of())).task();
            rig.fake
                    .routes()
                    .on(
                            "GET /nodes/{node}/qemu/{vmid}/status/current",
                            request -> io.edgevirt.proxmox.fake.Answer.of(
                                    Map.of("status", "stopped", "ha", Map.of("state", "error"))));

            assertInstanceOf(OperationFailedException.class, rig.failure(upid));
        }
    }

    @Nested
    @DisplayName("that cannot be")
    class Refused {

        @Test
        @DisplayName("is refused for a template")
        void template() {
            rig.machine("template", "1");

            assertEquals("vm.template", failing(plan(PowerVerb.START)).id());
        }

        @Test
        @DisplayName("does not start what an error holds in QEMU")
        void crashed() {
            Vm vm = rig.running();
            rig.fake.world().change(() -> vm.qmpStatus("io-error"));

            assertEquals("vm.state", failing(plan(PowerVerb.START)).id());
        }

        @Test
        @DisplayName("says that the machine's node is down")
        void nodeDown() {
            on(Release.PVE_9_1);
            rig.fake.world().machines().put("pve2", 100, Map.of("name", "edge-01"));
            rig.site.nodes().of("100");
            rig.fake.kill("pve2");

            assertEquals("host.state", failing(plan(PowerVerb.START)).id());
        }

        @Test
        @DisplayName("warns of a lock, which may be gone when it runs")
        void locked() {
            Vm vm = rig.machine();
            rig.fake.world().change(() -> vm.lock("backup"));
            Work work = plan(PowerVerb.START);

            assertEquals("vm.lock", work.findings().get(0).id());
            assertEquals(1, work.steps().size());
        }
    }

    @Nested
    @DisplayName("whose reply was lost")
    class Lost {

        @Test
        @DisplayName("is waited for by its task, if that runs")
        void running() {
            Vm vm = rig.running();
            vm.deaf(true);
            Work work = plan(PowerVerb.SHUTDOWN, AGES);
            String task = ((Started.Native) work.steps().get(0).start(Map.of())).task();
            Landed landed = work.steps().get(0).landed(Map.of());

            assertEquals(task, landed.task().orElseThrow());
            assertInstanceOf(TaskState.Running.class, rig.state(task));
            rig.fake.world().change(() -> vm.deaf(false));
        }

        @Test
        @DisplayName("is left to the machine's state, if no task runs")
        void ended() {
            rig.running();

            assertEquals(
                    Landed.unknown(), plan(PowerVerb.SHUTDOWN).steps().get(0).landed(Map.of()));
        }

        @Test
        @DisplayName("is never taken for another's, where it must not be done twice")
        void once() {
            Vm vm = rig.running();
            vm.deaf(true);
            Work work = plan(PowerVerb.REBOOT, AGES);
            work.steps().get(0).start(Map.of());

            assertEquals(Landed.unknown(), work.steps().get(0).landed(Map.of()));
            rig.fake.world().change(() -> vm.deaf(false));
        }
    }
}
