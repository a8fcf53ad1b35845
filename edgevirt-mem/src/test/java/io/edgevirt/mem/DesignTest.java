package io.edgevirt.mem;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AmbiguousNameException;
import io.edgevirt.Cluster;
import io.edgevirt.Disk;
import io.edgevirt.DiskBus;
import io.edgevirt.EdgeVirt;
import io.edgevirt.Feature;
import io.edgevirt.Firmware;
import io.edgevirt.HCIHealth;
import io.edgevirt.HCIPool;
import io.edgevirt.HCIRebuild;
import io.edgevirt.Host;
import io.edgevirt.Hypervisor;
import io.edgevirt.Migrated;
import io.edgevirt.Nic;
import io.edgevirt.PciAddress;
import io.edgevirt.Snapshot;
import io.edgevirt.Support;
import io.edgevirt.Switch;
import io.edgevirt.SwitchInfo;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A fresh mem: has all that the first statements of a user need:")
class DesignTest extends MemTest {

    @Test
    @DisplayName("a machine with everything is made")
    void everything() {
        VM vm = hv.vms()
                .define("edge-ipc-01")
                .cpus(4)
                .memory(gib(8))
                .disk(gib(100))
                .disk(
                        gib(100),
                        d -> d.pool("vsan-datastore")
                                .path("C:\\VMs\\a.vhdx")
                                .thin(true)
                                .bus(DiskBus.VIRTIO))
                .nic("br0")
                .nic("VM-Network", n -> n.vlan(20).macSpoofing(true).mac("52:54:00:ab:cd:ef"))
                .iso("/isos/windows-iot.iso")
                .guestOs("windows2019srv_64Guest")
                .firmware(Firmware.UEFI)
                .secureBoot(true)
                .tpm(true)
                .nestedVirtualization(true)
                .device(PciAddress.parse("0000:65:00.0"))
                .vgpu("profile")
                .resourcePool("gold")
                .folder("sites/berlin")
                .reserve(2, gib(4))
                .pinCpus("0-3")
                .hugepages(true)
                .cloudInit("#cloud-config")
                .description("the first")
                .tag("site", "berlin")
                .autostart(true)
                .create();

        assertEquals(
                List.of("C:\\VMs\\a.vhdx"),
                vm.config().disks().stream()
                        .skip(1)
                        .map(d -> d.path().orElseThrow())
                        .toList());
        assertEquals(Optional.of("sites/berlin/edge-ipc-01"), vm.info().path());
        assertEquals(List.of(PciAddress.parse("0000:65:00.0")), vm.config().devices());
        assertEquals(Optional.of(20), vm.config().nics().get(1).vlan());
    }

    @Test
    @DisplayName("the template can be cloned, linked")
    void template() {
        VM two = hv.vms()
                .get("Windows-IoT-Template")
                .cloneAs("edge-ipc-02")
                .linked(true)
                .pool("vsan-datastore")
                .create();

        assertEquals(Optional.of("vsan-datastore"), two.config().disks().get(0).pool());
    }

    @Test
    @DisplayName("snapshots are taken, reverted to and deleted")
    void snapshots() {
        VM vm = running("edge-ipc-01");

        Snapshot s = vm.snapshots()
                .take("pre-upgrade")
                .description("Before K8s upgrade")
                .memory(true)
                .create();
        vm.shutdown(Duration.ofMinutes(2));
        vm.snapshots().get("pre-upgrade").revert();

        assertEquals(VMState.RUNNING, vm.refresh().state());
        s.delete();
        assertEquals(List.of(), vm.snapshots().list());
    }

    @Test
    @DisplayName("devices come and go")
    void devices() {
        VM vm = machine("edge-ipc-01");

        vm.attachIso("C:\\ISOs\\windows-iot.iso");
        vm.ejectIso();
        Disk disk = vm.addDisk(gib(50));
        disk.resize(gib(60));
        Nic nic = vm.addNic("br0");

        assertEquals(Optional.of(gib(60)), vm.disks().get(0).info().size());
        disk.remove();
        nic.remove();
        assertEquals(List.of(), vm.disks());
        assertEquals(List.of(), vm.nics());
    }

    @Test
    @DisplayName("there is one host, which passes virtualization on")
    void host() {
        Host host = hv.hosts().only();

        assertEquals(
                Support.Status.YES, host.supports(Feature.NESTED_VIRTUALIZATION).status());
        assertEquals(Optional.of(gib(64)), host.hardware().memory());
    }

    @Test
    @DisplayName("a switch and a volume are made")
    void surroundings() {
        Switch sw = hv.switches()
                .define("External-Switch")
                .external("Ethernet")
                .allowManagement(true)
                .create();
        hv.storage().get("default").volumes().define("data").size(gib(10)).create();

        assertEquals(SwitchInfo.Kind.EXTERNAL, sw.info().kind());
        assertEquals(
                Optional.of(gib(10)),
                hv.storage().get("default").volumes().get("data").info().size());
    }

    @Test
    @DisplayName("hosts join a cluster, and a machine moves to one of them")
    void cluster() {
        Cluster edge = hv.clusters()
                .define("Edge-Cluster")
                .nodes("node1", "node2")
                .address("10.0.0.100")
                .create();
        VM vm = running("edge-ipc-01");

        edge.protect(vm).preferredHosts("node1", "node2").apply();
        edge.pin(vm, "node1").apply();
        Migrated m =
                vm.migrate().to(hv.hosts().get("node1")).live(true).submit().join(Duration.ofMinutes(10));

        assertEquals(Optional.of("node1"), m.vm().info().host());
        assertEquals(Optional.of(Duration.ofMillis(60)), m.downtime());
        assertThrows(AmbiguousNameException.class, () -> hv.hosts().only());
    }

    @Test
    @DisplayName("the hyperconverged pool tells how it is")
    void hci() {
        HCIPool hci = hv.hciPools().get("Edge-Cluster");

        assertEquals(HCIHealth.Status.HEALTHY, hci.health().status());
        assertEquals(HCIRebuild.State.IDLE, hci.rebuild().state());
        assertEquals(4, hci.disks().size());
        assertEquals(Optional.of(2), hci.resiliency().copies());
        assertTrue(hci.capacity()
                        .usableTotal()
                        .orElseThrow()
                        .compareTo(hci.capacity().rawTotal())
                < 0);
    }

    @Test
    @DisplayName("a guest boots, answers, is seen and shuts down")
    void inside() {
        VM vm = hv.vms()
                .define("edge-ipc-01")
                .memory(gib(1))
                .nic("br0")
                .create()
                .start();

        assertTrue(vm.serial().await("login:", Duration.ofSeconds(60)).contains("login:"));
        assertEquals(0, vm.guest().exec(Duration.ofSeconds(30), "uname", "-r").exitCode());
        assertEquals(1, vm.guest().addresses().size());
        assertTrue(vm.stats().uptime().isPresent());
        assertTrue(vm.display().ticket().isPresent());
        assertEquals((byte) 0x89, vm.screenshot()[0]);
        assertEquals(VMState.OFF, vm.shutdown(Duration.ofMinutes(2)).state());
    }

    @Nested
    @DisplayName("and named ones")
    class Named {

        @Test
        @DisplayName("are shared by all who name them, until they are forgotten")
        void shared() {
            try (Hypervisor one = EdgeVirt.connect("mem:shared-site");
                    Hypervisor two = EdgeVirt.connect("mem:shared-site")) {
                one.vms().define("a").create();
                assertTrue(two.vms().find("a").isPresent());
            } finally {
                assertTrue(InMemory.forget("shared-site"));
            }
            assertFalse(InMemory.forget("shared-site"));
        }

        @Test
        @DisplayName("are no other's business: fresh ones share nothing")
        void fresh() {
            machine("a");
            try (Hypervisor other = EdgeVirt.connect("mem:")) {
                assertTrue(other.vms().find("a").isEmpty());
            }
        }

        @Test
        @DisplayName("have things of their own: no handle of one equals one of another")
        void distinct() {
            try (Hypervisor other = EdgeVirt.connect("mem:")) {
                assertNotEquals(hv.hosts().only(), other.hosts().only());
                assertNotEquals(hv.switches().get("br0"), other.switches().get("br0"));
                assertNotEquals(hv.storage().get("default"), other.storage().get("default"));
                assertNotEquals(hv.hciPools().only(), other.hciPools().only());
            }
        }
    }
}
