package io.edgevirt.vsphere.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.Host;
import io.edgevirt.HostInfo;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.PciAddress;
import io.edgevirt.Progress;
import io.edgevirt.StoragePool;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.vsphere.DatastoreEntry;
import io.edgevirt.vsphere.VSphereDatastore;
import io.edgevirt.vsphere.VSphereHost;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What vSphere alone can do with hosts and files, at VMware's simulator")
@NeedsSimulator
class HostsAndFilesTest {

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

        private Host host() {
            return site.hv().hosts().list().get(0);
        }

        private VSphereHost own() {
            return host().unwrap(VSphereHost.class);
        }

        private StoragePool pool() {
            return site.hv().storage().list().get(0);
        }

        private VSphereDatastore files() {
            return pool().unwrap(VSphereDatastore.class);
        }

        @Test
        @DisplayName("a host is set aside and taken back into use; what is so already is left")
        void maintenance() {
            assertThrows(InvalidStateException.class, () -> own().reboot().run());
            Host aside = own().enterMaintenance(Duration.ofMinutes(1), false).run();
            assertEquals(HostInfo.State.MAINTENANCE, aside.info().state());
            assertEquals(
                    0,
                    own().enterMaintenance(Duration.ZERO, false)
                            .explain()
                            .steps()
                            .size());
            assertEquals(
                    HostInfo.State.UP,
                    own().exitMaintenance(Duration.ZERO).run().info().state());
            assertEquals(
                    0, own().exitMaintenance(Duration.ZERO).explain().steps().size());
        }

        @Test
        @DisplayName("a standard switch is made, gets a portgroup, and both are removed")
        void switches() {
            own().addSwitch("Halle", 9000).run();
            assertThrows(
                    AlreadyExistsException.class,
                    () -> own().addSwitch("Halle", 0).run());
            own().addPortgroup("Halle 1", "Halle", 7).run();
            assertTrue(own().switches().stream()
                    .anyMatch(s -> s.name().equals("Halle") && s.portgroups().equals(List.of("Halle 1"))));
            assertThrows(
                    InvalidStateException.class,
                    () -> own().removeSwitch("Halle").run());
            own().removePortgroup("Halle 1").run();
            own().removeSwitch("Halle").run();
            assertTrue(own().switches().stream().noneMatch(s -> s.name().equals("Halle")));
        }

        @Test
        @DisplayName("switches and portgroups that cannot be are refused by field")
        void refused() {
            assertThrows(
                    InvalidSpecException.class,
                    () -> own().addSwitch("x".repeat(32), 0).run());
            assertThrows(
                    InvalidSpecException.class, () -> own().addSwitch("x", 100).run());
            assertThrows(
                    NotFoundException.class,
                    () -> own().addSwitch("x", 0, "vmnic77").run());
            assertThrows(
                    NotFoundException.class,
                    () -> own().addPortgroup("p", "none", 0).run());
            assertThrows(
                    InvalidSpecException.class,
                    () -> own().addPortgroup("p", "vSwitch0", 4096).run());
            assertThrows(
                    NotFoundException.class, () -> own().removePortgroup("none").run());
            assertThrows(
                    NotFoundException.class, () -> own().removeSwitch("none").run());
        }

        @Test
        @DisplayName("a device that the host does not know for passthrough is refused")
        void passthrough() {
            assertThrows(
                    NotFoundException.class,
                    () -> own().passthrough(PciAddress.parse("0000:65:00.0"), true)
                            .run());
        }

        @Test
        @DisplayName("a file goes up and comes down again as it was, with progress")
        void files(@TempDir Path folder) throws Exception {
            byte[] bytes = new byte[3_000_000];
            new Random(1).nextBytes(bytes);
            Path file = Files.write(folder.resolve("a.bin"), bytes);
            Path back = folder.resolve("b.bin");
            ConcurrentLinkedQueue<Progress> seen = new ConcurrentLinkedQueue<>();

            files().makeFolder("up loads/ü").run();
            assertEquals(0, files().makeFolder("up loads/ü").explain().steps().size());
            String path = files().upload(file, "up loads/ü/a & b.bin")
                    .submit()
                    .onProgress(seen::add)
                    .join(Duration.ofMinutes(1));

            assertEquals("[" + pool().name() + "] up loads/ü/a & b.bin", path);
            assertFalse(seen.isEmpty());
            assertEquals(back, files().download(path, back).run());
            assertArrayEquals(bytes, Files.readAllBytes(back));
            assertEquals(
                    List.of("up loads/ü/a & b.bin"),
                    files().list("up loads/ü").stream()
                            .map(DatastoreEntry::path)
                            .toList());
            assertThrows(
                    AlreadyExistsException.class,
                    () -> files().upload(file, "up loads/ü/a & b.bin").run());
            assertThrows(
                    AlreadyExistsException.class,
                    () -> files().download(path, back).run());
            files().delete("up loads").run();
            assertThrows(NotFoundException.class, () -> files().list("up loads"));
            try (var left = Files.list(folder)) {
                assertEquals(2, left.count());
            }
        }

        @Test
        @DisplayName("an upload into a folder that is not there leaves nothing")
        void nowhere(@TempDir Path folder) throws Exception {
            Path file = Files.write(folder.resolve("a.bin"), new byte[10]);
            List<DatastoreEntry> before = files().list("");

            assertThrows(
                    NotFoundException.class,
                    () -> files().upload(file, "no/such/folder/a.bin").run());
            assertEquals(before, files().list(""));
        }

        @Test
        @DisplayName("ways that leave the datastore, and files of machines, are left alone")
        void strangers() {
            assertThrows(
                    InvalidSpecException.class, () -> files().delete("../x").run());
            assertThrows(InvalidSpecException.class, () -> files().delete("").run());
            assertThrows(
                    InvalidSpecException.class,
                    () -> files().delete("[other] x").run());
            assertThrows(
                    NotFoundException.class, () -> files().delete("none.iso").run());
            String folder = files().list("").stream()
                    .filter(e -> e.folder() && e.path().contains("VM"))
                    .findFirst()
                    .orElseThrow()
                    .path();
            assertThrows(
                    InvalidStateException.class, () -> files().delete(folder).run());
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

        @Test
        @DisplayName("moves no machines to other hosts, for it knows none")
        void evacuate() {
            try (SimulatedSite site = SimulatedSite.esxi()) {
                VSphereHost own = site.hv().hosts().only().unwrap(VSphereHost.class);

                assertThrows(
                        UnsupportedFeatureException.class,
                        () -> own.enterMaintenance(Duration.ZERO, true).run());
            }
        }
    }
}
