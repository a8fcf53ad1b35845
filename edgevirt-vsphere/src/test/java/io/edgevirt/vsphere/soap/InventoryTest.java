package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Firmware;
import io.edgevirt.HostInfo;
import io.edgevirt.NotFoundException;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import io.edgevirt.SwitchInfo;
import io.edgevirt.VMConfig;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.vsphere.read.ClusterReader;
import io.edgevirt.vsphere.read.ConfigReader;
import io.edgevirt.vsphere.read.DatastoreReader;
import io.edgevirt.vsphere.read.HardwareOfHost;
import io.edgevirt.vsphere.read.HostReader;
import io.edgevirt.vsphere.read.MachineReader;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.NetworkReader;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import io.edgevirt.vsphere.sim.Simulator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The inventory of a vCenter")
@NeedsSimulator
class InventoryTest {

    private static Simulator simulator;
    private static Bed bed;

    @BeforeAll
    static void begin() {
        simulator = Simulator.vcenter(o -> o.vms(6));
        bed = new Bed(simulator);
    }

    @AfterAll
    static void end() {
        bed.close();
        simulator.close();
    }

    private static String root() {
        return bed.roots().rootFolder().id();
    }

    @Nested
    @DisplayName("is read in bulk:")
    class Bulk {

        @Test
        @DisplayName("machines, with host and path, in one request and the view's making")
        void machines() {
            try (Bed own = new Bed(simulator)) {
                List<VMInfo> machines = own.machines();

                assertEquals(6, machines.size());
                assertEquals(List.of("CreateContainerView", "RetrievePropertiesEx"), own.sent());
                VMInfo one = machines.stream()
                        .filter(m -> m.name().equals("DC0_H0_VM0"))
                        .findFirst()
                        .orElseThrow();
                assertEquals(VMState.RUNNING, one.state());
                assertEquals(Optional.of("DC0_H0"), one.host());
                assertEquals(Optional.of("/DC0/vm/DC0_H0_VM0"), one.path());
                assertEquals(Optional.of(1), one.cpus());
                assertEquals(Optional.of(Size.mib(32)), one.memory());
                assertEquals(Optional.of(false), one.template());
            }
        }

        @Test
        @DisplayName("a second listing uses the view again")
        void again() {
            try (Bed own = new Bed(simulator)) {
                own.machines();
                own.forget();

                own.machines();

                assertEquals(List.of("RetrievePropertiesEx"), own.sent());
            }
        }

        @Test
        @DisplayName("a view that was lost with its session is made anew")
        void lostView() {
            try (Bed own = new Bed(simulator)) {
                own.machines();
                own.vim().send(Request.on(own.vim().content().getSessionManager(), "Logout"));
                own.vim().renew();
                own.forget();

                assertEquals(6, own.machines().size());
                assertEquals(
                        List.of("RetrievePropertiesEx", "CreateContainerView", "RetrievePropertiesEx"), own.sent());
            }
        }

        @Test
        @DisplayName("closing it destroys its views")
        void closing() {
            try (Bed own = new Bed(simulator)) {
                own.machines();
                own.forget();

                own.inventory().close();

                assertEquals(List.of("DestroyView"), own.sent());
            }
        }

        @Test
        @DisplayName("hosts, with cluster and path")
        void hosts() {
            List<HostInfo> hosts = HostReader.hosts(bed.inventory().all(HostReader.WANTED), root());

            assertEquals(4, hosts.size());
            HostInfo member = hosts.stream()
                    .filter(h -> h.name().equals("DC0_C0_H0"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(Optional.of("DC0_C0"), member.cluster());
            assertEquals(Optional.of("/DC0/host/DC0_C0/DC0_C0_H0"), member.path());
            assertEquals(HostInfo.State.UP, member.state());
            assertTrue(member.freeMemory().orElseThrow().bytes()
                    < member.memory().orElseThrow().bytes());
            HostInfo alone = hosts.stream()
                    .filter(h -> h.name().equals("DC0_H0"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(Optional.empty(), alone.cluster());
        }

        @Test
        @DisplayName("datastores, with capacity")
        void datastores() {
            List<PoolInfo> pools = DatastoreReader.pools(bed.inventory().all(DatastoreReader.WANTED), root());

            assertEquals(
                    List.of("LocalDS_0", "LocalDS_1"),
                    pools.stream().map(PoolInfo::name).sorted().toList());
            assertTrue(pools.stream().allMatch(p -> p.active() && p.capacity().isPresent()));
            assertEquals(
                    Optional.of("/DC0/datastore/LocalDS_0"),
                    pools.stream()
                            .filter(p -> p.name().equals("LocalDS_0"))
                            .findFirst()
                            .orElseThrow()
                            .path());
        }

        @Test
        @DisplayName("networks, with what their hosts say of them")
        void networks() {
            List<Managed> listing = new ArrayList<>(bed.inventory().all(NetworkReader.WANTED));
            listing.addAll(bed.inventory().many(NetworkReader.systems(listing), NetworkReader.SYSTEMS));

            List<SwitchInfo> switches = NetworkReader.switches(listing, root());

            SwitchInfo plain = switches.stream()
                    .filter(s -> s.name().equals("VM Network"))
                    .findFirst()
                    .orElseThrow();
            assertNotEquals(SwitchInfo.Kind.UNKNOWN, plain.kind());
            assertEquals(Optional.of("/DC0/network/VM Network"), plain.path());
            assertTrue(switches.stream().anyMatch(s -> s.name().equals("DC0_DVPG0")));
        }

        @Test
        @DisplayName("clusters, with their hosts")
        void clusters() {
            assertEquals(
                    List.of("DC0_C0_H0", "DC0_C0_H1", "DC0_C0_H2"),
                    ClusterReader.clusters(bed.inventory().all(ClusterReader.WANTED), root()).get(0).nodes().stream()
                            .sorted()
                            .toList());
        }
    }

    @Nested
    @DisplayName("of one thing")
    class One {

        @Test
        @DisplayName("tells a machine with host and path in one request")
        void machine() {
            VMInfo listed = bed.machines().get(0);
            bed.forget();

            List<VMInfo> read = MachineReader.machines(
                    bed.inventory()
                            .around(
                                    new Reference("VirtualMachine", listed.id()),
                                    MachineReader.WAYS,
                                    MachineReader.WANTED),
                    root(),
                    Instant.EPOCH);

            assertEquals(List.of(listed), read);
            assertEquals(List.of("RetrievePropertiesEx"), bed.sent());
        }

        @Test
        @DisplayName("tells a machine's whole configuration in one request")
        void config() {
            String id = bed.machines().get(0).id();
            bed.forget();

            VMConfig config = ConfigReader.read(
                    id,
                    bed.inventory()
                            .around(new Reference("VirtualMachine", id), ConfigReader.WAYS, ConfigReader.WANTED));

            assertEquals(List.of("RetrievePropertiesEx"), bed.sent());
            assertEquals(1, config.cpus());
            assertEquals(Size.mib(32), config.memory());
            assertEquals(Optional.of(Firmware.BIOS), config.firmware());
            assertEquals(Optional.of("LocalDS_0"), config.disks().get(0).pool());
            assertEquals(Optional.of("DC0_DVPG0"), config.nics().get(0).network());
        }

        @Test
        @DisplayName("tells a host's hardware")
        void hardware() {
            String id = HostReader.hosts(bed.inventory().all(HostReader.WANTED), root())
                    .get(0)
                    .id();

            assertEquals(
                    Optional.of(2),
                    HardwareOfHost.read(bed.inventory()
                                    .one(
                                            new Reference("HostSystem", id),
                                            HardwareOfHost.WANTED.paths().toArray(String[]::new)))
                            .cpu()
                            .cores());
        }

        @Test
        @DisplayName("is not found by an id that there is none of")
        void unknown() {
            assertThrows(
                    NotFoundException.class,
                    () -> bed.inventory().one(new Reference("VirtualMachine", "vm-none"), "name"));
        }

        @Test
        @DisplayName("is not found by an id that XML cannot carry, and nothing is asked")
        void hostileId() {
            bed.forget();

            assertThrows(
                    NotFoundException.class,
                    () -> bed.inventory().one(new Reference("VirtualMachine", "vm-\u0000"), "name"));
            assertEquals(List.of(), bed.sent());
        }

        @Test
        @DisplayName("among several is left out where it is gone")
        void gone() {
            String id = bed.machines().get(0).id();

            assertEquals(
                    List.of(id),
                    bed
                            .inventory()
                            .many(List.of(new Reference("VirtualMachine", id)), Selection.of("VirtualMachine", "name"))
                            .stream()
                            .map(Managed::id)
                            .toList());
        }
    }
}
