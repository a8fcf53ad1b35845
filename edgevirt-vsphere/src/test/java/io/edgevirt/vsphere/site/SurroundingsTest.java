package io.edgevirt.vsphere.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.Feature;
import io.edgevirt.Finding;
import io.edgevirt.Hardware;
import io.edgevirt.Host;
import io.edgevirt.HostInfo;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Plan;
import io.edgevirt.Size;
import io.edgevirt.StoragePool;
import io.edgevirt.Support;
import io.edgevirt.Switch;
import io.edgevirt.SwitchInfo;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.Volume;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What surrounds machines, at VMware's simulator")
@NeedsSimulator
class SurroundingsTest {

    /** What a vCenter and an ESXi host have in common. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Both {

        private SimulatedSite site;

        abstract SimulatedSite start();

        @BeforeAll
        void open() {
            site = start();
        }

        @AfterAll
        void close() {
            site.close();
        }

        Hypervisor hv() {
            return site.hv();
        }

        private StoragePool pool() {
            return hv().storage().list().get(0);
        }

        @Test
        @DisplayName("hosts tell name, state, processors and memory, in a listing and by path")
        void hosts() {
            List<Host> hosts = hv().hosts().list();

            for (Host host : hosts) {
                assertEquals(HostInfo.State.UP, host.info().state());
                assertTrue(host.info().cpus().orElseThrow() > 0);
                assertTrue(host.info().memory().orElseThrow().bytes() > 0);
                assertEquals(host, hv().hosts().get(host.info().path().orElseThrow()));
                assertEquals(host, hv().hosts().byId(host.id()));
            }
            assertThrows(NotFoundException.class, () -> hv().hosts().byId("host-none"));
        }

        @Test
        @DisplayName("a host tells what it is built of")
        void hardware() {
            Hardware hardware = hv().hosts().list().get(0).hardware();

            assertTrue(hardware.cpu().cores().orElseThrow() > 0);
            assertTrue(hardware.memory().orElseThrow().bytes() > 0);
            assertFalse(hardware.nics().isEmpty());
            assertFalse(hardware.pciDevices().isEmpty());
        }

        @Test
        @DisplayName("a host answers for itself what one host can and another cannot")
        void supports() {
            Host host = hv().hosts().list().get(0);

            assertEquals(Support.Status.NO, host.supports(Feature.PAUSE).status());
            assertNotEquals("", host.supports(Feature.NESTED_VIRTUALIZATION).reason());
        }

        @Test
        @DisplayName("a switch is made with a portgroup that machines are connected to, and both go with it")
        void isolated() {
            String host = hv().hosts().list().get(0).name();
            Switch made =
                    hv().switches().define("Lab").isolated().host(host).vlan(20).create();

            assertEquals(SwitchInfo.Kind.ISOLATED, made.info().kind());
            assertEquals(20, made.info().vlan().orElseThrow());
            assertEquals(host, made.info().host().orElseThrow());
            assertThrows(
                    AlreadyExistsException.class,
                    () -> hv().switches().define("Lab").isolated().host(host).create());
            made.delete();
            assertThrows(NotFoundException.class, made::refresh);
            hv().switches().define("Lab").isolated().host(host).create().delete();
        }

        @Test
        @DisplayName("a switch to the outside is planned with its uplink, and the plan makes nothing")
        void external() {
            String host = hv().hosts().list().get(0).name();
            Plan plan =
                    hv().switches().define("Out").external("vmnic0").host(host).explain();

            assertEquals(3, plan.steps().size());
            assertTrue(plan.steps().get(0).request().contains("<nicDevice>vmnic0</nicDevice>"), plan::toString);
            assertTrue(hv().switches().find("Out").isEmpty());
            assertThrows(
                    NotFoundException.class,
                    () -> hv().switches()
                            .define("Out")
                            .external("vmnic9")
                            .host(host)
                            .create());
        }

        @Test
        @DisplayName("a switch that translates addresses or meets its host is refused with the reason")
        void unsupported() {
            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> hv().switches().define("Nat").nat("192.168.9.0/24").create());
            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> hv().switches().define("In").internal().create());
        }

        @Test
        @DisplayName("a name that vSphere would not keep is refused")
        void names() {
            for (String name : List.of("a/b", "a%b", "a\nb", "n".repeat(81))) {
                assertThrows(
                        InvalidSpecException.class,
                        () -> hv().switches().define(name).isolated().create());
                assertThrows(
                        InvalidSpecException.class,
                        () -> pool().volumes()
                                .define(name + "n".repeat(120))
                                .size(Size.mib(1))
                                .create());
            }
        }

        @Test
        @DisplayName("a switch with a machine on it stays")
        void used() {
            Switch used = hv().switches().list().stream()
                    .filter(s -> s.prepareDelete().check().all().stream().anyMatch(f -> f.id().equals("switch.used")))
                    .findFirst()
                    .orElseThrow();

            assertThrows(InvalidStateException.class, used::delete);
        }

        @Test
        @DisplayName("a disk is made in EdgeVirt's own folder, found by its name, and removed")
        void volume() {
            Volume volume = pool().volumes().define("data ü").size(Size.mib(8)).create();

            assertEquals("data ü", volume.name());
            assertEquals("[" + pool().name() + "] edgevirt/data ü.vmdk", volume.id());
            assertEquals(volume.id(), pool().volumes().get("data ü").id());
            assertThrows(
                    AlreadyExistsException.class,
                    () -> pool().volumes().define("data ü").size(Size.mib(8)).create());
            volume.delete();
            assertThrows(NotFoundException.class, volume::delete);
            assertTrue(pool().volumes().find("data ü").isEmpty());
        }

        @Test
        @DisplayName("an uploaded file is a volume of its size")
        void upload(@TempDir Path folder) throws Exception {
            byte[] bytes = new byte[300_000];
            bytes[299_999] = 7;
            Path iso = Files.write(folder.resolve("linux.iso"), bytes);
            Volume volume = pool().volumes().define("linux.iso").upload(iso).create();

            assertEquals(bytes.length, volume.info().size().orElseThrow().bytes());
            assertEquals("iso", volume.info().format().orElseThrow());
            assertArrayEquals(bytes, Files.readAllBytes(iso));
            volume.delete();
        }

        @Test
        @DisplayName("a disk of a machine is a volume that is not deleted")
        void diskInUse() {
            Volume disk = pool().volumes().list().stream()
                    .filter(v -> v.info().format().filter("vmdk"::equals).isPresent())
                    .findFirst()
                    .orElseThrow();

            assertThrows(InvalidStateException.class, disk::delete);
        }

        @Test
        @DisplayName("a size that a disk cannot have is refused")
        void uneven() {
            Finding finding = pool().volumes()
                    .define("odd")
                    .size(Size.ofBytes(1500))
                    .check()
                    .failures()
                    .get(0);

            assertEquals("size", finding.id());
        }
    }

    @Nested
    @DisplayName("of a vCenter")
    class VCenter extends Both {
        @Override
        SimulatedSite start() {
            return SimulatedSite.vcenter();
        }
    }

    @Nested
    @DisplayName("of an ESXi host alone")
    class ESXi extends Both {
        @Override
        SimulatedSite start() {
            return SimulatedSite.esxi();
        }
    }
}
