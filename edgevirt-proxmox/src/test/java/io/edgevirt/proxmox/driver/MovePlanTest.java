package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Gate.Fault;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.fake.Vm;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.spi.MigrationSpec;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A move to another node")
class MovePlanTest {

    private static final String MIGRATE = "POST /nodes/{node}/qemu/{vmid}/migrate";

    private ChangeRig rig = ChangeRig.of(Release.PVE_9_1);

    @AfterEach
    void close() {
        rig.close();
    }

    private Work plan(String to, boolean live, Optional<String> pool) {
        MigrationSpec spec = new MigrationSpec(rig.driver, Ref.of(Ref.Kind.HOST, to), live, pool);
        return new MovePlan(rig.driver.site()).plan(rig.ref(), spec);
    }

    private Work plan(boolean live) {
        return plan("pve2", live, Optional.empty());
    }

    private static Finding only(Work work) {
        assertEquals(List.of(), work.steps());
        assertEquals(1, work.findings().size(), () -> work.findings().toString());
        return work.findings().get(0);
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    @DisplayName("takes a running machine with its local disks, and a stopped one back")
    void bothWays(Release release) {
        rig.close();
        rig = ChangeRig.of(release);
        Vm vm = rig.on(rig.make("scsi0", "local-lvm:8", "net0", "virtio,bridge=vmbr0"));
        Work live = plan(true);
        assertTrue(live.steps().get(0).body().contains("with-local-disks=1"));
        assertEquals("100", rig.run(live).get(Step.VM));

        assertEquals("pve2", vm.node());
        assertEquals(Optional.of("pve2"), rig.driver.site().nodes().known("100"));
        rig.fake.world().change(() -> vm.qmpStatus("stopped"));
        Work back = plan("pve1", false, Optional.empty());
        assertFalse(back.steps().get(0).body().contains("online"));
        rig.run(back);
        assertEquals("pve1", vm.node());
    }

    @Test
    @DisplayName("reads how long the guest stood still of the task's log")
    void downtime() {
        rig.on(rig.make("scsi0", "ceph-vm:8"));
        rig.fake
                .routes()
                .on(
                        MIGRATE,
                        request -> rig.fake.world().task(request, "qmigrate", "100", task -> {
                            task.log("average migration speed: 1.2 GiB/s - downtime 45 ms");
                            rig.vm();
                        }));
        rig.fake
                .routes()
                .on("GET /nodes/{node}/qemu/{vmid}/status/current", r -> Answer.of(Map.of("status", "running")));

        assertEquals("45", rig.run(plan(true)).get(Step.DOWNTIME));
    }

    @Test
    @DisplayName("puts local disks on the storage that was named")
    void pool() {
        Vm vm = rig.make("scsi0", "local-lvm:8");
        rig.run(plan("pve2", false, Optional.of("ceph-vm")));

        assertTrue(vm.config().get("scsi0").startsWith("ceph-vm:"), vm.config().get("scsi0"));
    }

    @Test
    @DisplayName("is nothing where the machine is there")
    void there() {
        rig.make();
        Work work = plan("pve1", false, Optional.empty());

        assertEquals("100", rig.run(work).get(Step.VM));
        assertEquals(0, rig.fake.requests(MIGRATE));
    }

    @Test
    @DisplayName("is not asked for twice where the reply was lost, before the work or after")
    void lost() {
        Vm vm = rig.make("scsi0", "ceph-vm:8");
        Work first = plan(false);
        rig.fake.gate().next(new Fault.CutAfter());
        rig.run(first);
        assertEquals("pve2", vm.node());
        Work second = plan("pve1", false, Optional.empty());
        rig.fake.gate().next(new Fault.CutBefore());
        rig.run(second);
        assertEquals("pve1", vm.node());
    }

    @Test
    @DisplayName("of a machine that HA manages ends when the machine is there")
    void managed() {
        Vm vm = rig.on(rig.make("scsi0", "ceph-vm:8"));
        rig.driver.site().pve().send(Call.post("/cluster/ha/resources").with("sid", "vm:100"));
        rig.run(plan(true));

        assertEquals("pve2", vm.node());
    }

    @Test
    @DisplayName("of a running machine with local disks is not HA's")
    void managedLocal() {
        rig.on(rig.make("scsi0", "local-lvm:8"));
        rig.driver.site().pve().send(Call.post("/cluster/ha/resources").with("sid", "vm:100"));

        assertEquals(Problem.STATE, only(plan(true)).problem());
    }

    @Test
    @DisplayName("is refused to the wrong state, node, storage and connection")
    void refuses() {
        Vm vm = rig.make("scsi0", "ceph-vm:8");
        assertEquals(Problem.STATE, only(plan(true)).problem());
        assertEquals(
                Problem.NOT_FOUND, only(plan("pve9", false, Optional.empty())).problem());
        assertEquals(
                Problem.UNSUPPORTED,
                only(plan("pve2", false, Optional.of("ceph-vm"))).problem());
        rig.on(vm);
        assertEquals(Problem.STATE, only(plan(false)).problem());
        try (ChangeRig other = ChangeRig.of(Release.PVE_9_1)) {
            MigrationSpec spec = new MigrationSpec(other.driver, Ref.of(Ref.Kind.HOST, "pve2"), true, Optional.empty());
            Finding finding = only(new MovePlan(rig.driver.site()).plan(rig.ref(), spec));
            assertEquals(Problem.UNSUPPORTED, finding.problem());
        }
    }

    @Test
    @DisplayName("tells of an image in the drive, of a device of the node's, and of a bridge that is missing there")
    void inTheWay() {
        rig.make(
                "ide2",
                "local:iso/contract.iso,media=cdrom",
                "usb0",
                "host=1-1",
                "net0",
                "virtio,bridge=vmbr0",
                "scsi0",
                "ceph-vm:8");
        rig.fake.routes().on("GET /nodes/{node}/network", r -> Answer.of(List.of()));
        List<String> ids =
                plan(false).findings().stream().map(Finding::id).sorted().toList();

        assertEquals(List.of("device", "disk", "nic.network"), ids);
    }

    @Test
    @DisplayName("tells of snapshots on local storage")
    void snapshots() {
        rig.make("scsi0", "local-lvm:8");
        rig.snapshot("before");

        assertEquals(Problem.STATE, only(plan(false)).problem());
    }

    @Test
    @DisplayName("of a running replicated machine goes to where it is replicated to")
    void replicated() {
        rig.on(rig.make("scsi0", "local-lvm:8"));
        rig.fake
                .routes()
                .on("GET /cluster/replication", r -> Answer.of(List.of(Map.of("guest", 100, "target", "pve3"))));

        assertEquals("vm.replication", only(plan(true)).id());
    }
}
