package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

@DisplayName("The inventory of an ESXi host")
@NeedsSimulator
class InventoryOfEsxiTest {

    private static Simulator simulator;
    private static Bed bed;

    @BeforeAll
    static void begin() {
        simulator = Simulator.esxi(o -> o.vms(6));
        bed = new Bed(simulator, "esxi");
    }

    @AfterAll
    static void end() {
        bed.close();
        simulator.close();
    }

    private static String root() {
        return bed.roots().rootFolder().id();
    }

    private static HostInfo host() {
        return HostReader.hosts(bed.inventory().all(HostReader.WANTED), root()).get(0);
    }

    @Nested
    @DisplayName("is read in bulk:")
    class Bulk {

        @Test
        @DisplayName("machines, with host and path, in one request and the view's making")
        void machines() {
            try (Bed own = new Bed(simulator, "esxi")) {
                List<VMInfo> machines = own.machines();

                assertEquals(6, machines.size());
                assertEquals(List.of("CreateContainerView", "RetrievePropertiesEx"), own.sent());
                VMInfo one = machines.stream()
                        .filter(m -> m.name().equals("ha-host_VM0"))
                        .findFirst()
                        .orElseThrow();
                assertEquals(VMState.RUNNING, one.state());
                assertEquals(Optional.of(host().name()), one.host());
                assertEquals(Optional.of("/ha-datacenter/vm/ha-host_VM0"), one.path());
                assertEquals(Optional.of(1), one.cpus());
                assertEquals(Optional.of(Size.mib(32)), one.memory());
            }
        }

        @Test
        @DisplayName("a second listing uses the view again, and closing destroys it")
        void again() {
            try (Bed own = new Bed(simulator, "esxi")) {
                own.machines();
                own.forget();

                own.machines();
                own.inventory().close();

                assertEquals(List.of("RetrievePropertiesEx", "DestroyView"), own.sent());
            }
        }

        @Test
        @DisplayName("the host itself, which is in no cluster")
        void hosts() {
            HostInfo host = host();

            assertEquals(HostInfo.State.UP, host.state());
            assertEquals(Optional.empty(), host.cluster());
            assertTrue(host.path().orElseThrow().startsWith("/ha-datacenter/host/"));
            assertTrue(host.version().isPresent());
        }

        @Test
        @DisplayName("datastores, with capacity and path")
        void datastores() {
            List<PoolInfo> pools = DatastoreReader.pools(bed.inventory().all(DatastoreReader.WANTED), root());

            assertEquals(
                    List.of("/ha-datacenter/datastore/LocalDS_0", "/ha-datacenter/datastore/LocalDS_1"),
                    pools.stream().map(p -> p.path().orElseThrow()).sorted().toList());
            assertTrue(pools.stream().allMatch(p -> p.active() && p.capacity().isPresent()));
        }

        @Test
        @DisplayName("networks, with what the host says of them: its switch has no adapter there")
        void networks() {
            List<Managed> listing = new ArrayList<>(bed.inventory().all(NetworkReader.WANTED));
            listing.addAll(bed.inventory().many(NetworkReader.systems(listing), NetworkReader.SYSTEMS));

            SwitchInfo plain = NetworkReader.switches(listing, root()).stream()
                    .filter(s -> s.name().equals("VM Network"))
                    .findFirst()
                    .orElseThrow();

            assertEquals(SwitchInfo.Kind.ISOLATED, plain.kind());
            assertEquals(Optional.empty(), plain.uplink());
            assertEquals(Optional.of(host().name()), plain.host());
        }

        @Test
        @DisplayName("no clusters, for it knows none")
        void clusters() {
            assertEquals(List.of(), ClusterReader.clusters(bed.inventory().all(ClusterReader.WANTED), root()));
        }
    }

    @Nested
    @DisplayName("of one thing")
    class One {

        @Test
        @DisplayName("tells a machine as the listing does, in one request")
        void machine() {
            VMInfo listed = bed.machines().get(0);
            bed.forget();

            assertEquals(
                    List.of(listed),
                    MachineReader.machines(
                            bed.inventory()
                                    .around(
                                            new Reference("VirtualMachine", listed.id()),
                                            MachineReader.WAYS,
                                            MachineReader.WANTED),
                            root(),
                            Instant.EPOCH));
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
            assertEquals(Optional.of(Firmware.BIOS), config.firmware());
            assertEquals(Optional.of("LocalDS_0"), config.disks().get(0).pool());
            assertEquals(Optional.of("VM Network"), config.nics().get(0).network());
        }

        @Test
        @DisplayName("tells the host's hardware")
        void hardware() {
            assertTrue(HardwareOfHost.read(bed.inventory()
                            .one(
                                    new Reference("HostSystem", host().id()),
                                    HardwareOfHost.WANTED.paths().toArray(String[]::new)))
                    .cpu()
                    .cores()
                    .isPresent());
        }

        @Test
        @DisplayName("is not found by an id that there is none of")
        void unknown() {
            assertThrows(
                    NotFoundException.class,
                    () -> bed.inventory().one(new Reference("VirtualMachine", "none"), "name"));
        }
    }
}
