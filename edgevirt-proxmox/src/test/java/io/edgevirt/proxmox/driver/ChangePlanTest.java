package io.edgevirt.proxmox.driver;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConflictException;
import io.edgevirt.DiskBus;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.InvalidStateException;
import io.edgevirt.MemoryRange;
import io.edgevirt.NotFoundException;
import io.edgevirt.Size;
import io.edgevirt.proxmox.fake.Gate.Fault;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.fake.Vm;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.translate.Edit;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.NicSpec;
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

@DisplayName("A change of a machine's configuration")
class ChangePlanTest {

    private static final String WRITE = "PUT /nodes/{node}/qemu/{vmid}/config";
    private static final String WRITE_BY_TASK = "POST /nodes/{node}/qemu/{vmid}/config";

    private ChangeRig rig = ChangeRig.of(Release.PVE_9_1);

    private void release(Release release) {
        rig.close();
        rig = ChangeRig.of(release);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static Change.Reconfigure figures(Optional<Integer> cpus, Optional<Size> memory, boolean atNextStart) {
        return new Change.Reconfigure(
                cpus,
                memory,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                atNextStart);
    }

    private static Change.Reconfigure figures(int cpus, Size memory) {
        return figures(Optional.of(cpus), Optional.of(memory), false);
    }

    private static Change.AddDisk disk(Optional<DiskBus> bus) {
        return new Change.AddDisk(
                new DiskSpec(gib(3), Optional.of("pve1/local-lvm"), Optional.empty(), true, bus), UUID.randomUUID());
    }

    private static Change.AddNic nic(String network, Optional<String> mac) {
        return new Change.AddNic(new NicSpec(network, Optional.of(20), Optional.empty(), mac));
    }

    private static Finding only(Work work) {
        assertEquals(List.of(), work.steps());
        assertEquals(1, work.findings().size(), () -> work.findings().toString());
        return work.findings().get(0);
    }

    @Nested
    @DisplayName("of figures")
    class OfFigures {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("is one request with the digest, and holds when it returns")
        void off(Release release) {
            release(release);
            Vm vm = rig.make("cores", "1", "memory", "512", "tags", "site.one");
            rig.fake.gate().restart();
            rig.driver.site().nodes().learn("100", "pve1");
            rig.run(new Change.Reconfigure(
                    Optional.of(4),
                    Optional.empty(),
                    Optional.of(new MemoryRange(gib(1), gib(4))),
                    Optional.of(true),
                    Optional.of("of two\nlines"),
                    Map.of("site", "two", "kind", "test"),
                    Optional.of(true),
                    false));

            assertEquals("4", vm.config().get("cores"));
            assertEquals("4096", vm.config().get("memory"));
            assertEquals("1024", vm.config().get("balloon"));
            assertEquals("host", vm.config().get("cpu"));
            assertEquals("of two\nlines", vm.config().get("description"));
            assertEquals("kind.test;site.two", vm.config().get("tags"));
            assertEquals("1", vm.config().get("onboot"));
            assertEquals(
                    List.of(
                            "GET /nodes/{node}/qemu/{vmid}/pending",
                            "GET /nodes/{node}/qemu/{vmid}/status/current",
                            WRITE),
                    rig.fake.requests());
        }

        @Test
        @DisplayName("is nothing where all is so already")
        void same() {
            rig.make("cores", "2", "memory", "512");

            assertEquals(List.of(), rig.plan(figures(2, mib(512))).steps());
        }

        @Test
        @DisplayName("needs a stop while the machine runs, and names the fields")
        void running() {
            rig.on(rig.make("cores", "1", "memory", "512"));
            Finding finding = only(rig.plan(figures(2, mib(640))));

            assertEquals(Problem.STATE, finding.problem());
            assertTrue(finding.reason().contains("cpus, memory"), finding.reason());
        }

        @Test
        @DisplayName("waits for the next start where that is accepted")
        void atNextStart() {
            Vm vm = rig.on(rig.make("cores", "1", "memory", "512"));
            rig.run(figures(Optional.of(2), Optional.of(mib(640)), true));

            assertEquals("1", vm.config().get("cores"));
            var config = new ChangeReads(rig.driver.site()).config("100");
            assertEquals(Optional.of("2"), config.later("cores"));
            assertEquals(Optional.of("640"), config.later("memory"));
        }

        @Test
        @DisplayName("plugs processors and memory where the machine was made for it")
        void plugs() {
            Vm vm = rig.on(rig.make(
                    "cores", "4", "vcpus", "1", "memory", "1024", "numa", "1", "hotplug", "network,disk,cpu,memory"));
            rig.run(figures(3, mib(2048)));

            assertEquals("3", vm.config().get("vcpus"));
            assertEquals("2048", vm.config().get("memory"));
        }

        @Test
        @DisplayName("is taken back where Proxmox VE only notes it for the next start")
        void noted() {
            Vm vm = rig.on(
                    rig.make("cores", "4", "memory", "1024", "boot", "order=net0", "net0", "virtio,bridge=vmbr0"));
            Machine read = new ChangeReads(rig.driver.site()).machine(rig.ref());
            Edit edit =
                    Edit.none().set("cores", "2").set("description", "another").delete("boot");
            ConfigStep step = ConfigStep.of(rig.driver.site(), read, "change", edit);
            InvalidStateException e = assertThrows(
                    InvalidStateException.class,
                    () -> rig.run(Work.of(ChangePlan.inEffect(rig.driver.site(), read, step, edit, now -> true)
                            .toArray(Step[]::new))));

            assertTrue(e.getMessage().contains("boot, cores"), e.getMessage());
            var config = new ChangeReads(rig.driver.site()).config("100");
            assertEquals(List.of(), config.waiting(List.of("cores", "boot", "description")));
            assertEquals("4", vm.config().get("cores"));
            assertEquals(Optional.empty(), config.get("description"));
        }

        @Test
        @DisplayName("is refused where somebody else changed the machine after it was planned")
        void stale() {
            Vm vm = rig.make("cores", "1", "memory", "512");
            Work work = rig.plan(figures(2, mib(640)));
            rig.fake.world().change(() -> vm.config().put("description", "another's"));
            ConflictException e = assertThrows(ConflictException.class, () -> rig.run(work));

            assertFalse(e.retryable());
            assertEquals("1", vm.config().get("cores"));
        }

        @Test
        @DisplayName("is refused for a while where a task holds the lock")
        void locked() {
            Vm vm = rig.make("cores", "1", "memory", "512");
            Work work = rig.plan(figures(2, mib(640)));
            rig.fake.gate().when(WRITE::equals, new Fault.Reply(500, "VM is locked (backup)"));
            ConflictException e = assertThrows(ConflictException.class, () -> rig.run(work));

            assertTrue(e.retryable());
            assertEquals("1", vm.config().get("cores"));
        }

        @Test
        @DisplayName("is known to have happened although the reply was lost, and is not sent again")
        void lost() {
            Vm vm = rig.make("cores", "1", "memory", "512");
            Work work = rig.plan(figures(2, mib(640)));
            rig.fake.gate().restart();
            rig.fake.gate().next(new Fault.CutAfter());
            rig.run(work);

            assertEquals("2", vm.config().get("cores"));
            assertEquals(1, rig.fake.requests(WRITE));
        }

        @Test
        @DisplayName("is refused for a machine whose memory is saved")
        void saved() {
            Vm vm = rig.make("cores", "1", "memory", "512");
            rig.fake.world().change(() -> vm.lock("suspended"));

            assertEquals(Problem.STATE, only(rig.plan(figures(2, mib(640)))).problem());
            assertEquals(
                    Problem.STATE, only(rig.plan(new Change.Rename("edge-02"))).problem());
        }
    }

    @Nested
    @DisplayName("of the name")
    class OfName {

        @Test
        @DisplayName("holds at once, while the machine runs as well")
        void renames() {
            Vm vm = rig.on(rig.make());
            rig.run(new Change.Rename("edge-02"));

            assertEquals("edge-02", vm.name());
            assertEquals(List.of(), rig.plan(new Change.Rename("edge-02")).steps());
        }

        @Test
        @DisplayName("is refused where it is no DNS name")
        void refuses() {
            rig.make();
            for (String name : List.of("", "a b", "ü", "-a", "a..b", "a/../b", "a\nb", "x".repeat(64))) {
                assertEquals(
                        Problem.INVALID, only(rig.plan(new Change.Rename(name))).problem(), name);
            }
        }
    }

    @Nested
    @DisplayName("of disks")
    class OfDisks {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("adds one, makes it larger, and removes it with its file")
        void whole(Release release) {
            release(release);
            Vm vm = rig.make("scsihw", "virtio-scsi-single", "scsi0", "local-lvm:8");
            int before = rig.fake.world().site().stores().volumes().all().size();
            String id = rig.run(disk(Optional.empty())).get(Step.DISK);

            assertEquals("scsi1", id);
            assertTrue(
                    vm.config().get(id).startsWith("local-lvm:vm-100-disk-1,"),
                    vm.config().get(id));
            assertTrue(vm.config().get(id).contains("size=3G"), vm.config().get(id));
            rig.run(new Change.ResizeDisk(id, gib(5)));
            assertTrue(vm.config().get(id).contains("size=5G"), vm.config().get(id));
            assertEquals(List.of(), rig.plan(new Change.ResizeDisk(id, gib(5))).steps());
            rig.run(new Change.RemoveDisk(id, false));
            assertFalse(vm.config().containsKey(id));
            assertEquals(
                    before, rig.fake.world().site().stores().volumes().all().size());
        }

        @Test
        @DisplayName("keeps the file of one that is detached, as unused")
        void detach() {
            Vm vm = rig.on(rig.make("scsi0", "local-lvm:8", "scsi1", "local-lvm:1"));
            rig.run(new Change.RemoveDisk("scsi1", true));

            assertFalse(vm.config().containsKey("scsi1"));
            assertEquals("local-lvm:vm-100-disk-1", vm.config().get("unused0"));
        }

        @Test
        @DisplayName("adds none twice where the reply was lost, before the work or after")
        void lost() {
            Vm vm = rig.make("scsi0", "local-lvm:8");
            for (Fault fault : List.of(new Fault.CutBefore(), new Fault.CutAfter())) {
                Work work = rig.plan(disk(Optional.of(DiskBus.SCSI)));
                rig.fake.gate().next(fault);
                String id = rig.run(work).get(Step.DISK);
                assertTrue(vm.config().containsKey(id), id);
            }

            assertEquals(
                    3,
                    vm.config().keySet().stream()
                            .filter(k -> k.matches("scsi\\d+"))
                            .count());
        }

        @Test
        @DisplayName("takes away what it made if the look at it fails")
        void takesBack() {
            Vm vm = rig.on(rig.make("scsi0", "local-lvm:8"));
            List<Step> steps = new java.util.ArrayList<>(
                    rig.plan(disk(Optional.of(DiskBus.SCSI))).steps());
            steps.set(
                    1,
                    new PveStep(
                            rig.driver.site().pve(),
                            "fail",
                            Call.get("/nodes/{node}/qemu/{vmid}/pending", "pve2", "100")));
            assertThrows(NotFoundException.class, () -> rig.run(new Work(List.of(), steps)));

            assertFalse(vm.config().containsKey("scsi1"));
            assertEquals(
                    1,
                    rig.fake.world().site().stores().volumes().all().stream()
                            .filter(v -> v.volid().contains("vm-100-disk"))
                            .count());
        }

        @Test
        @DisplayName("refuses those that a running machine could not take or let go")
        void hotplug() {
            Vm vm = rig.on(rig.make("scsi0", "local-lvm:8", "sata0", "local-lvm:1"));

            assertEquals(
                    Problem.STATE,
                    only(rig.plan(disk(Optional.of(DiskBus.SATA)))).problem());
            assertEquals(
                    Problem.STATE,
                    only(rig.plan(new Change.RemoveDisk("sata0", false))).problem());
            rig.fake.world().change(() -> vm.qmpStatus("paused"));
            assertEquals(
                    Problem.STATE,
                    only(rig.plan(new Change.RemoveDisk("scsi0", false))).problem());
        }

        @Test
        @DisplayName("refuses smaller ones, odd sizes, unknown ids, paths, and buses that are not there")
        void refuses() {
            rig.make("scsi0", "local-lvm:8");
            DiskSpec odd = new DiskSpec(Size.ofBytes(1025), Optional.empty(), Optional.empty(), true, Optional.empty());
            DiskSpec path = new DiskSpec(gib(1), Optional.empty(), Optional.of("/x"), true, Optional.empty());
            DiskSpec none = new DiskSpec(gib(1), Optional.of("none"), Optional.empty(), true, Optional.empty());

            assertEquals(
                    Problem.INVALID,
                    only(rig.plan(new Change.ResizeDisk("scsi0", gib(1)))).problem());
            assertEquals(
                    Problem.NOT_FOUND,
                    only(rig.plan(new Change.ResizeDisk("scsi9", gib(1)))).problem());
            assertEquals(
                    Problem.NOT_FOUND,
                    only(rig.plan(new Change.RemoveDisk("net0", false))).problem());
            UUID token = UUID.randomUUID();
            assertEquals(
                    Problem.INVALID,
                    only(rig.plan(new Change.AddDisk(odd, token))).problem());
            assertEquals(
                    Problem.UNSUPPORTED,
                    only(rig.plan(new Change.AddDisk(path, token))).problem());
            assertEquals(
                    Problem.NOT_FOUND,
                    only(rig.plan(new Change.AddDisk(none, token))).problem());
            assertEquals(
                    Problem.UNSUPPORTED,
                    only(rig.plan(disk(Optional.of(DiskBus.NVME)))).problem());
        }

        @Test
        @DisplayName("refuses to remove the file that a snapshot needs, and detaches it")
        void snapshot() {
            Vm vm = rig.make("scsi0", "local-lvm:8", "scsi1", "local-lvm:1");
            rig.snapshot("before");
            Finding finding = only(rig.plan(new Change.RemoveDisk("scsi1", false)));

            assertEquals(Problem.STATE, finding.problem());
            assertTrue(finding.reason().contains("before"), finding.reason());
            rig.run(new Change.RemoveDisk("scsi1", true));
            assertFalse(vm.config().containsKey("scsi1"));
        }

        @Test
        @DisplayName("refuses it too where the machine's own configuration names no snapshot any more")
        void branch() {
            Vm vm = rig.make("scsi0", "local-lvm:8", "scsi1", "local-lvm:1");
            rig.snapshot("before");
            vm.config().remove("parent");

            Finding finding = only(rig.plan(new Change.RemoveDisk("scsi1", false)));
            assertTrue(finding.reason().contains("before"), finding.reason());
        }
    }

    @Nested
    @DisplayName("of network adapters")
    class OfAdapters {

        @Test
        @DisplayName("adds one with the address that was given, and removes it")
        void given() {
            Vm vm = rig.on(rig.make("net0", "virtio,bridge=vmbr0"));
            String id = rig.run(nic("vmbr0", Optional.of("52:54:00:ab:cd:02"))).get(Step.NIC);

            assertEquals("net1", id);
            assertEquals(
                    "virtio=52:54:00:AB:CD:02,bridge=vmbr0,tag=20", vm.config().get(id));
            rig.run(new Change.RemoveNic(id));
            assertFalse(vm.config().containsKey(id));
        }

        @Test
        @DisplayName("adds none twice where the reply was lost, by an address of the plan's")
        void lost() {
            Vm vm = rig.make();
            Work work = rig.plan(nic("vmbr0", Optional.empty()));
            rig.fake.gate().next(new Fault.CutAfter());
            String id = rig.run(work).get(Step.NIC);

            assertTrue(
                    vm.config().get(id).startsWith("virtio=BC:24:11:"),
                    vm.config().get(id));
            assertEquals(
                    1,
                    vm.config().keySet().stream()
                            .filter(k -> k.matches("net\\d+"))
                            .count());
        }

        @Test
        @DisplayName("refuses networks that its node has not, and hostile names of them")
        void network() {
            rig.make();
            assertEquals(
                    Problem.NOT_FOUND,
                    only(rig.plan(nic("vmbr9", Optional.empty()))).problem());
            assertEquals(
                    Problem.INVALID,
                    only(rig.plan(nic("vmbr0,tag=1", Optional.empty()))).problem());
            assertEquals(
                    Problem.NOT_FOUND,
                    only(rig.plan(new Change.RemoveNic("scsi0"))).problem());
        }

        @Test
        @DisplayName("filters addresses only where the firewall is on")
        void filter() {
            rig.make();
            Change.AddNic guarded =
                    new Change.AddNic(new NicSpec("vmbr0", Optional.empty(), Optional.of(false), Optional.empty()));

            assertEquals(Problem.UNSUPPORTED, only(rig.plan(guarded)).problem());
            var pve = rig.driver.site().pve();
            pve.send(Call.put("/cluster/firewall/options").with("enable", 1));
            pve.send(Call.put("/nodes/{node}/qemu/{vmid}/firewall/options", "pve1", "100")
                    .with("enable", true));
            String id = rig.run(guarded).get(Step.NIC);
            assertTrue(rig.vm().config().get(id).contains("firewall=1"));
        }
    }

    @Nested
    @DisplayName("of the CD drive")
    class OfCdDrive {

        private String iso() {
            return "local:iso/contract.iso";
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("puts an image in, and out again, each once")
        void whole(Release release) {
            release(release);
            String volume = iso();
            Vm vm = rig.make();
            Change.AttachIso attach = new Change.AttachIso(new FileSource.Remote(volume));
            rig.run(attach);

            assertTrue(
                    vm.config().get("ide2").startsWith(volume + ",media=cdrom"),
                    vm.config().get("ide2"));
            assertEquals(List.of(), rig.plan(attach).steps());
            rig.on(vm);
            rig.run(new Change.EjectIso());
            assertEquals("none,media=cdrom", vm.config().get("ide2"));
            assertEquals(List.of(), rig.plan(new Change.EjectIso()).steps());
        }

        @Test
        @DisplayName("finds an image by the server's path")
        void path() {
            String volume = iso();
            Vm vm = rig.make();
            rig.run(new Change.AttachIso(new FileSource.Remote("/var/lib/vz/template/iso/contract.iso")));

            assertTrue(vm.config().get("ide2").startsWith(volume), vm.config().get("ide2"));
        }

        @Test
        @DisplayName("leaves the drive of cloud-init alone")
        void cloudInit() {
            Vm vm = rig.make("ide2", "local-lvm:cloudinit");
            rig.run(new Change.AttachIso(new FileSource.Remote(iso())));

            assertTrue(
                    vm.config().get("ide2").contains("cloudinit"), vm.config().get("ide2"));
            assertTrue(
                    vm.config().get("ide0").contains("contract.iso"),
                    vm.config().get("ide0"));
        }

        @Test
        @DisplayName("refuses images that are not there, and a new drive while the machine runs")
        void refuses() {
            Vm vm = rig.make();
            for (String path : List.of("local:iso/none.iso", "/etc/passwd", "contract.iso")) {
                Change.AttachIso change = new Change.AttachIso(new FileSource.Remote(path));
                assertEquals(Problem.NOT_FOUND, only(rig.plan(change)).problem(), path);
            }
            rig.on(vm);
            Change.AttachIso change = new Change.AttachIso(new FileSource.Remote("local:iso/contract.iso"));
            assertEquals(Problem.STATE, only(rig.plan(change)).problem());
        }
    }

    @Test
    @DisplayName("of a machine that is gone is not found")
    void gone() {
        assertThrows(NotFoundException.class, () -> rig.plan(new Change.EjectIso()));
    }

    @Test
    @DisplayName("ends the same wherever the connection is cut: it happened once, or did not")
    void cuts() {
        Vm vm = rig.make("scsi0", "local-lvm:8");
        for (int at = 0; at < 8; at++) {
            long before = disks(vm);
            Work work = rig.plan(disk(Optional.of(DiskBus.SCSI)));
            rig.fake.gate().restart();
            rig.fake.gate().at(at, new Fault.CutAfter());
            try {
                rig.run(work);
                assertEquals(before + 1, disks(vm), "cut at " + at);
            } catch (EdgeVirtException e) {
                assertTrue(disks(vm) <= before + 1, "cut at " + at);
            }
            rig.fake.gate().restart();
        }
    }

    private static long disks(Vm vm) {
        return vm.config().keySet().stream().filter(k -> k.matches("scsi\\d+")).count();
    }
}
