package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Finding.Problem;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.Secret;
import io.edgevirt.proxmox.CloudInit;
import io.edgevirt.proxmox.fake.Gate.Fault;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.fake.Vm;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A change in Proxmox VE's own words")
class OptionPlanTest {

    private ChangeRig rig = ChangeRig.of(Release.PVE_8_4);

    @AfterEach
    void close() {
        rig.close();
    }

    private Machine machine() {
        return new ChangeReads(rig.driver.site()).machine(rig.ref());
    }

    private OptionPlan plan() {
        return new OptionPlan(rig.driver.site(), machine());
    }

    private static Problem problem(Work work) {
        assertEquals(List.of(), work.steps());
        return work.findings().get(0).problem();
    }

    @Test
    @DisplayName("sets a value and removes it")
    void sets() {
        Vm vm = rig.make();
        rig.run(plan().set("vga", "qxl,memory=32", false));
        assertEquals("qxl,memory=32", vm.config().get("vga"));
        assertEquals(List.of(), plan().set("vga", "qxl,memory=32", false).steps());
        rig.run(plan().unset("vga"));
        assertFalse(vm.config().containsKey("vga"));
        assertEquals(List.of(), plan().unset("vga").steps());
    }

    @Test
    @DisplayName("takes back what a running machine would only note, unless that is accepted")
    void running() {
        Vm vm = rig.on(rig.make("vga", "std"));
        Work work = plan().set("vga", "qxl", false);

        assertThrows(InvalidStateException.class, () -> rig.run(work));
        assertEquals(List.of(), machine().config().waiting(List.of("vga")));
        rig.run(plan().set("vga", "qxl", true));
        assertEquals(List.of("vga"), machine().config().waiting(List.of("vga")));
        assertEquals("std", vm.config().get("vga"));
    }

    @Test
    @DisplayName("refuses keys that are none, secrets, and what the server does not know")
    void refuses() {
        rig.make();
        for (String key : List.of("", "digest", "delete", "a b", "../x", "cipassword", "x&y=1")) {
            assertEquals(Problem.INVALID, problem(plan().set(key, "1", false)), key);
        }
        Work unknown = plan().set("nosuchkey", "1", false);
        assertThrows(InvalidSpecException.class, () -> rig.run(unknown));
        assertEquals(Problem.INVALID, problem(plan().hotplug(List.of("everything"))));
    }

    @Test
    @DisplayName("switches hot-plugging")
    void hotplug() {
        Vm vm = rig.make();
        rig.run(plan().hotplug(List.of("disk", "cpu")));
        assertEquals("disk,cpu", vm.config().get("hotplug"));
        rig.run(plan().hotplug(List.of()));
        assertEquals("0", vm.config().get("hotplug"));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    @DisplayName("moves a disk to another storage and removes the old volume")
    void moves(Release release) {
        rig.close();
        rig = ChangeRig.of(release);
        Vm vm = rig.make("scsi0", "local-lvm:8");
        Work work = new DiskMove(rig.driver.site(), machine()).plan("scsi0", "ceph-vm");
        rig.fake.gate().next(new Fault.CutAfter());
        rig.run(work);

        assertTrue(vm.config().get("scsi0").startsWith("ceph-vm:"), vm.config().get("scsi0"));
        assertFalse(vm.config().keySet().stream().anyMatch(k -> k.startsWith("unused")));
        assertEquals(
                List.of(),
                new DiskMove(rig.driver.site(), machine())
                        .plan("scsi0", "ceph-vm")
                        .steps());
        assertEquals(Problem.NOT_FOUND, problem(new DiskMove(rig.driver.site(), machine()).plan("scsi0", "none")));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    @DisplayName("copies a disk that lies elsewhere")
    void imports(Release release) {
        rig.close();
        rig = ChangeRig.of(release);
        Vm vm = rig.make("scsi0", "local-lvm:8", "scsihw", "virtio-scsi-pci");
        Work work = new DiskPlan(rig.driver.site(), machine())
                .copy("local-lvm:vm-100-disk-0", Optional.of("ceph-vm"), UUID.randomUUID());
        String key = rig.run(work).get(Step.DISK);

        assertEquals("scsi1", key);
        assertTrue(vm.config().get(key).contains("size=8G"), vm.config().get(key));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    @DisplayName("tells cloud-init what it tells the guest, and shows no password")
    void cloudInit(Release release) {
        rig.close();
        rig = ChangeRig.of(release);
        Vm vm = rig.make("ide2", "local-lvm:cloudinit", "net0", "virtio,bridge=vmbr0");
        CloudInit fields = CloudInit.fields()
                .user("admin")
                .password(Secret.of("hidden&word".toCharArray()))
                .sshKey("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGtleQ admin@edge")
                .address(0, "ip=10.0.0.5/24,gw=10.0.0.1")
                .nameserver("10.0.0.1")
                .searchDomain("example.com");
        Work work = plan().cloudInit(fields);
        assertFalse(
                work.toString().contains("hidden") || work.steps().get(0).body().contains("hidden"));
        rig.run(work);

        assertEquals("admin", vm.config().get("ciuser"));
        assertTrue(
                vm.config().get("sshkeys").startsWith("ssh-ed25519%20AAAA"),
                vm.config().get("sshkeys"));
        assertEquals("ip=10.0.0.5/24,gw=10.0.0.1", vm.config().get("ipconfig0"));
        assertTrue(vm.config().containsKey("cipassword"));
        rig.run(plan().regenerate());
    }

    @Test
    @DisplayName("tells cloud-init nothing where there is no drive of its, or nothing to tell")
    void noDrive() {
        rig.make();
        assertEquals(Problem.STATE, problem(plan().regenerate()));
        assertEquals(Problem.STATE, problem(plan().cloudInit(CloudInit.fields().user("admin"))));
        assertEquals(
                Problem.INVALID, problem(plan().cloudInit(CloudInit.fields().user("a\nb"))));
    }
}
