package io.edgevirt.vsphere;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.Disk;
import io.edgevirt.DiskBus;
import io.edgevirt.EdgeVirt;
import io.edgevirt.Firmware;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidStateException;
import io.edgevirt.Nic;
import io.edgevirt.NotFoundException;
import io.edgevirt.Secret;
import io.edgevirt.Trust;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.VMConfig;
import io.edgevirt.VMState;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import io.edgevirt.vsphere.sim.Simulator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Machines of a simulated vCenter and of a simulated host alone. */
@NeedsSimulator
class MachinesTest {

    /** What both kinds of servers do. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class OnBoth {

        private Simulator simulator;
        Hypervisor hv;

        abstract Simulator simulator();

        abstract String network();

        String uri(Simulator of) {
            return of.uri();
        }

        @BeforeAll
        void connect() {
            simulator = simulator();
            hv = EdgeVirt.connect(
                    uri(simulator),
                    c -> c.username(simulator.user())
                            .password(Secret.of(simulator.password().toCharArray()))
                            .trust(Trust.pinnedSha256(simulator.fingerprint())));
        }

        @AfterAll
        void close() {
            hv.close();
            simulator.close();
        }

        private VM machine(String name) {
            return hv.vms().define(name).cpus(1).memory(mib(128)).disk(gib(1)).create();
        }

        @Test
        @DisplayName("a machine reads back as it was wanted")
        void create() {
            VM vm = hv.vms()
                    .define("edge/ipc %01")
                    .cpus(2)
                    .memory(gib(1))
                    .disk(gib(2))
                    .disk(gib(1), d -> d.bus(DiskBus.SATA))
                    .nic(network(), n -> n.mac("52:54:00:AB:CD:01"))
                    .guestOs("windows2019srv_64Guest")
                    .firmware(Firmware.UEFI)
                    .nestedVirtualization(true)
                    .description("line 7")
                    .tag("Site/Line", "7 & 8")
                    .tag("empty", "")
                    .create();
            VMConfig config = vm.config();

            assertEquals("edge/ipc %01", vm.name());
            assertEquals(VMState.OFF, vm.state());
            assertEquals(vm, hv.vms().get("edge/ipc %01"));
            assertEquals(2, config.cpus());
            assertEquals(gib(1), config.memory());
            assertEquals(
                    List.of(Optional.of(gib(2)), Optional.of(gib(1))),
                    config.disks().stream().map(d -> d.size()).toList());
            assertEquals(
                    List.of(Optional.of(DiskBus.SCSI), Optional.of(DiskBus.SATA)),
                    config.disks().stream().map(d -> d.bus()).toList());
            assertEquals(Optional.of("52:54:00:ab:cd:01"), config.nics().get(0).mac());
            assertEquals(Optional.of(network()), config.nics().get(0).network());
            assertEquals(Optional.of("windows2019srv_64Guest"), config.guestOs());
            assertEquals(Optional.of(Firmware.UEFI), config.firmware());
            assertEquals(Optional.of(true), config.nestedVirtualization());
            assertEquals(Optional.of("line 7"), config.description());
            assertEquals(Map.of("Site/Line", "7 & 8", "empty", ""), config.tags());
            vm.delete();
        }

        @Test
        @DisplayName("a name that is taken is refused, and its owner stays")
        void taken() {
            VM owner = machine("taken");

            assertThrows(AlreadyExistsException.class, () -> machine("taken"));
            assertEquals(owner, hv.vms().get("taken"));
            owner.delete();
        }

        @Test
        @DisplayName("figures change while it is off, and those that need a stop are named while it runs")
        void reconfigure() {
            VM vm = machine("figures");
            vm.reconfigure()
                    .cpus(2)
                    .memory(mib(256))
                    .description("new")
                    .tag("a", "b")
                    .apply();

            assertEquals(2, vm.config().cpus());
            assertEquals(mib(256), vm.config().memory());
            assertEquals(Optional.of("new"), vm.config().description());
            assertEquals(Map.of("a", "b"), vm.config().tags());
            vm.start();
            InvalidStateException e = assertThrows(
                    InvalidStateException.class, () -> vm.reconfigure().cpus(4).apply());
            assertTrue(e.getMessage().contains("cpus"), e::getMessage);
            vm.powerOff();
            vm.delete();
        }

        @Test
        @DisplayName("disks are added, grow, and go")
        void disks() {
            VM vm = machine("disks");
            Disk disk = vm.addDisk(gib(1));
            assertEquals(2, vm.disks().size());
            assertEquals(Optional.of(gib(3)), disk.resize(gib(3)).info().size());
            vm.disks().get(1).remove();
            assertEquals(1, vm.disks().size());
            vm.delete();
        }

        @Test
        @DisplayName("adapters are added and go")
        void nics() {
            VM vm = machine("nics");
            Nic nic = vm.addNic(network());
            assertTrue(nic.info().mac().orElse("").startsWith("00:50:56:"), nic::toString);
            nic.remove();
            assertEquals(List.of(), vm.nics());
            assertThrows(UnsupportedFeatureException.class, () -> vm.addNic(network(), n -> n.vlan(20)));
            vm.delete();
        }

        @Test
        @DisplayName("it is renamed, and starts with its host")
        void rename() {
            VM vm = machine("before");
            vm.rename("after");
            assertEquals("after", vm.refresh().name());
            vm.delete();
            assertThrows(NotFoundException.class, vm::refresh);
        }

        @Test
        @DisplayName("a full copy has disks of its own")
        void copy() {
            VM vm = machine("original");
            VM copy = vm.cloneAs("copy").create();
            assertFalse(copy.config().disks().isEmpty());
            assertEquals(VMState.OFF, copy.state());
            copy.delete();
            vm.delete();
        }
    }

    @Nested
    @DisplayName("On a vCenter")
    class OnVCenter extends OnBoth {
        @Override
        Simulator simulator() {
            return Simulator.vcenter(o -> o);
        }

        @Override
        String network() {
            return "VM Network";
        }

        @Test
        @DisplayName("the guide's New-VM names a cluster as its resource pool, and DRS chooses the host")
        void guide() {
            VM vm = hv.vms()
                    .define("edge-ipc-01")
                    .cpus(4)
                    .memory(gib(8))
                    .resourcePool("DC0_C0")
                    .disk(gib(100), d -> d.pool("LocalDS_0"))
                    .nic("DC0_DVPG0")
                    .guestOs("windows2019srv_64Guest")
                    .create();
            assertEquals("/DC0/vm/edge-ipc-01", vm.info().path().orElse(""));
            assertEquals(Optional.of("DC0_DVPG0"), vm.config().nics().get(0).network());
            vm.delete();
        }

        @Test
        @DisplayName("a linked copy builds on a snapshot of the original")
        void linked() {
            VM vm = hv.vms()
                    .define("base")
                    .cpus(1)
                    .memory(mib(128))
                    .disk(gib(1))
                    .create();
            VM copy = vm.cloneAs("linked").linked(true).create();
            assertEquals(1, vm.snapshots().list().size());
            copy.delete();
        }
    }

    @Nested
    @DisplayName("On an ESXi host alone")
    class OnHost extends OnBoth {
        @Override
        Simulator simulator() {
            return Simulator.esxi(o -> o);
        }

        @Override
        String uri(Simulator of) {
            return "esxi://" + of.url().getAuthority();
        }

        @Override
        String network() {
            return "VM Network";
        }

        @Test
        @DisplayName("a linked copy is refused with the reason")
        void linked() {
            VM vm = hv.vms()
                    .define("base")
                    .cpus(1)
                    .memory(mib(128))
                    .disk(gib(1))
                    .create();
            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> vm.cloneAs("linked").linked(true).create());
            vm.delete();
        }
    }
}
