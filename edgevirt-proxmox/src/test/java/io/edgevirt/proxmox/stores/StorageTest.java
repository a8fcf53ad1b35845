package io.edgevirt.proxmox.stores;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.Finding;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.StoragePool;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.Volume;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.fake.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Proxmox VE's storages")
class StorageTest {

    private Stage stage = new Stage(Release.PVE_9_1, "pve1", "pve2", "pve3");

    @AfterEach
    void close() {
        stage.close();
    }

    private void poseAs(Release release) {
        stage.close();
        stage = new Stage(release, "pve1", "pve2");
    }

    private StoragePool pool(String name) {
        return stage.hv.storage().get(name);
    }

    @Nested
    @DisplayName("are listed")
    class Listed {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("with one request, local ones for each node and shared ones once")
        void once(Release release) {
            poseAs(release);
            stage.fake.gate().restart();
            List<String> ids =
                    stage.hv.storage().list().stream().map(StoragePool::id).toList();

            assertTrue(ids.containsAll(List.of("pve1/local-lvm", "pve2/local-lvm")), ids::toString);
            assertEquals(1, ids.stream().filter("ceph-vm"::equals).count());
            assertEquals(List.of("GET /cluster/resources"), stage.fake.requests());
        }

        @Test
        @DisplayName("with a dead node's as not active, and without figures of theirs")
        void dead() {
            stage.fake.kill("pve3");
            StoragePool dead = pool("pve3/local-lvm");

            assertFalse(dead.info().active());
            assertEquals(Optional.empty(), dead.info().capacity());
            assertTrue(pool("pve1/local-lvm").info().active());
        }

        @Test
        @DisplayName("with figures that are a node's own when one is read again")
        void fresh() {
            StoragePool pool = pool("pve1/local-lvm");

            assertTrue(pool.capacity().free().isPresent());
            assertEquals(pool, pool.refresh());
        }
    }

    @Nested
    @DisplayName("hold volumes")
    class Held {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("that come back under the name they were made with, until they are deleted")
        void made(Release release) {
            poseAs(release);
            Volume volume =
                    pool("pve1/local-lvm").volumes().define("data").size(gib(1)).create();

            assertEquals("data", volume.name());
            assertEquals("local-lvm:vm-999999999-data", volume.id());
            assertEquals(Optional.of(gib(1)), volume.info().size());
            volume.delete();
            assertEquals(Optional.empty(), pool("pve1/local-lvm").volumes().find("data"));
            assertThrows(NotFoundException.class, volume::delete);
        }

        @Test
        @DisplayName("as files where they are files, under the same name")
        void files() {
            stage.fake.world().site().stores().get("local").options().put("content", "images,iso");
            Volume volume =
                    pool("pve2/local").volumes().define("data").size(mib(64)).create();

            assertEquals("data", volume.name());
            assertEquals("local:999999999/vm-999999999-data.qcow2", volume.id());
            assertEquals(Optional.of("qcow2"), volume.info().format());
            volume.delete();
        }

        @Test
        @DisplayName("of which no second has the name of another")
        void taken() {
            pool("ceph-vm").volumes().define("data").size(gib(1)).create();

            assertThrows(
                    AlreadyExistsException.class,
                    () -> pool("ceph-vm").volumes().define("data").size(gib(1)).create());
        }

        @Test
        @DisplayName("on a storage that is set to hold them alone")
        void content() {
            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> pool("pve1/local")
                            .volumes()
                            .define("data")
                            .size(gib(1))
                            .create());
        }

        @Test
        @DisplayName("of a whole number of KiB")
        void size() {
            assertThrows(
                    InvalidSpecException.class,
                    () -> pool("ceph-vm")
                            .volumes()
                            .define("data")
                            .size(io.edgevirt.Size.ofBytes(1025))
                            .create());
        }

        @Test
        @DisplayName("that a plan does not make")
        void plan() {
            String plan = pool("ceph-vm")
                    .volumes()
                    .define("data")
                    .size(gib(1))
                    .explain()
                    .toString();

            assertTrue(plan.contains("vm-999999999-data"), plan);
            assertTrue(plan.contains("1048576"), plan);
            assertEquals(Optional.empty(), pool("ceph-vm").volumes().find("data"));
        }
    }

    @Nested
    @DisplayName("take files")
    class Uploads {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("whole, with progress, under the name they were given")
        void iso(Release release, @TempDir Path folder) throws IOException {
            poseAs(release);
            Path file = Files.write(folder.resolve("a.iso"), new byte[200_000]);
            List<Double> seen = new CopyOnWriteArrayList<>();
            Volume volume = pool("pve1/local")
                    .volumes()
                    .define("linux-1.iso")
                    .upload(file)
                    .submit()
                    .onProgress(p -> p.fraction().ifPresent(seen::add))
                    .join();

            assertEquals("linux-1.iso", volume.name());
            assertEquals("local:iso/linux-1.iso", volume.id());
            assertEquals(volume, pool("pve1/local").volumes().get("iso/linux-1.iso"));
            assertTrue(seen.stream().allMatch(f -> f >= 0 && f <= 1), seen::toString);
        }

        @Test
        @DisplayName("and write over none that is there")
        void taken(@TempDir Path folder) throws IOException {
            Path file = Files.write(folder.resolve("a.iso"), new byte[1000]);
            pool("pve1/local").volumes().define("a.iso").upload(file).create();

            assertThrows(
                    AlreadyExistsException.class,
                    () -> pool("pve1/local")
                            .volumes()
                            .define("a.iso")
                            .upload(file)
                            .create());
        }

        @Test
        @DisplayName("of the kinds that they can hold alone")
        void kinds(@TempDir Path folder) throws IOException {
            Path file = Files.write(folder.resolve("a.txt"), new byte[1000]);

            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> pool("pve1/local")
                            .volumes()
                            .define("a.txt")
                            .upload(file)
                            .create());
            assertThrows(
                    InvalidSpecException.class,
                    () -> pool("pve1/local")
                            .volumes()
                            .define("a b.iso")
                            .upload(file)
                            .create());
        }
    }

    @Nested
    @DisplayName("keep what machines need")
    class InUse {

        private Volume disk(Map<String, String> config) {
            String volid =
                    stage.fake.world().site().stores().volumes().allocate("pve1", "ceph-vm", 100, "raw", 1 << 30);
            assertEquals("ceph-vm:vm-100-disk-0", volid);
            stage.fake.world().machines().put("pve1", 100, config);
            return pool("ceph-vm").volumes().byId(volid);
        }

        @Test
        @DisplayName("a disk of a machine is not deleted")
        void used() {
            Volume disk = disk(Map.of("name", "a", "scsi0", "ceph-vm:vm-100-disk-0,size=1G"));

            InvalidStateException refused = assertThrows(InvalidStateException.class, disk::delete);
            assertTrue(refused.getMessage().contains("scsi0 of 100"), refused::getMessage);
            assertTrue(pool("ceph-vm").volumes().find("vm-100-disk-0").isPresent());
        }

        @Test
        @DisplayName("one that the machine keeps as unused goes, and the machine forgets it")
        void unused() {
            Volume disk = disk(Map.of("name", "a", "unused0", "ceph-vm:vm-100-disk-0"));
            disk.delete();

            assertEquals(Optional.empty(), pool("ceph-vm").volumes().find("vm-100-disk-0"));
            assertEquals(
                    1,
                    stage.fake.requests().stream()
                            .filter("PUT /nodes/{node}/qemu/{vmid}/config"::equals)
                            .count());
        }

        @Test
        @DisplayName("one that nobody owns is not deleted while any machine has it")
        void lent() {
            Volume data = pool("ceph-vm").volumes().define("data").size(gib(1)).create();
            stage.fake
                    .world()
                    .machines()
                    .put("pve2", 102, Map.of("name", "b", "scsi3", data.id() + ",iothread=1,size=1G"));

            InvalidStateException refused = assertThrows(InvalidStateException.class, data::delete);
            assertTrue(refused.getMessage().contains("scsi3 of 102"), refused::getMessage);
            assertTrue(pool("ceph-vm").volumes().find("data").isPresent());
        }

        @Test
        @DisplayName("one that nobody owns and a machine keeps as unused goes, and the machine forgets it")
        void given() {
            Volume data = pool("ceph-vm").volumes().define("data").size(gib(1)).create();
            stage.fake.world().machines().put("pve2", 102, Map.of("name", "b", "unused0", data.id()));
            data.delete();

            assertEquals(Optional.empty(), pool("ceph-vm").volumes().find("data"));
            assertEquals(
                    Optional.empty(),
                    Optional.ofNullable(stage.fake
                            .world()
                            .machines()
                            .get("pve2", 102)
                            .config()
                            .get("unused0")));
        }

        @Test
        @DisplayName("an image in a machine's drive is not deleted")
        void inserted(@TempDir Path folder) throws IOException {
            Path file = Files.write(folder.resolve("a.iso"), new byte[200_000]);
            Volume image = pool("pve1/local")
                    .volumes()
                    .define("boot.iso")
                    .upload(file)
                    .submit()
                    .join();
            stage.fake
                    .world()
                    .machines()
                    .put("pve1", 101, Map.of("name", "a", "ide2", image.id() + ",media=cdrom,size=1M"));

            InvalidStateException refused = assertThrows(InvalidStateException.class, image::delete);
            assertTrue(refused.getMessage().contains("ide2 of 101"), refused::getMessage);
        }

        @Test
        @DisplayName("a disk that only a snapshot still has is not deleted, although the machine stands on none")
        void kept() {
            Volume disk = disk(Map.of("name", "a"));
            snapshot("pve1", 100, "before", "scsi0", disk.id() + ",size=1G");

            InvalidStateException refused = assertThrows(InvalidStateException.class, disk::delete);
            assertTrue(refused.getMessage().contains("the snapshots before of 100 have it"), refused::getMessage);
            assertTrue(pool("ceph-vm").volumes().find("vm-100-disk-0").isPresent());
        }

        @Test
        @DisplayName("nor is one that nobody owns")
        void lentBefore() {
            Volume data = pool("ceph-vm").volumes().define("data").size(gib(1)).create();
            stage.fake.world().machines().put("pve2", 102, Map.of("name", "b"));
            snapshot("pve2", 102, "before", "scsi3", data.id());

            InvalidStateException refused = assertThrows(InvalidStateException.class, data::delete);
            assertTrue(refused.getMessage().contains("before of 102"), refused::getMessage);
        }

        @Test
        @DisplayName("an image that only snapshots have is deleted with a warning")
        void insertedBefore(@TempDir Path folder) throws IOException {
            Path file = Files.write(folder.resolve("a.iso"), new byte[200_000]);
            Volume image = pool("pve1/local")
                    .volumes()
                    .define("boot.iso")
                    .upload(file)
                    .submit()
                    .join();
            stage.fake.world().machines().put("pve1", 101, Map.of("name", "a"));
            snapshot("pve1", 101, "one", "ide2", image.id() + ",media=cdrom");
            snapshot("pve1", 101, "two", "ide2", image.id() + ",media=cdrom");
            snapshot("pve1", 101, "three", "ide2", "none,media=cdrom");

            List<Finding> findings = image.prepareDelete().check().all();
            assertTrue(
                    findings.stream().anyMatch(f -> f.reason().contains("the snapshots one, two of 101 have it")),
                    findings::toString);
            image.delete();
            assertEquals(Optional.empty(), pool("pve1/local").volumes().find("boot.iso"));
        }

        private void snapshot(String node, int vmid, String name, String key, String value) {
            stage.fake
                    .world()
                    .machines()
                    .get(node, vmid)
                    .snapshots()
                    .put(name, new Snapshot(name, "", 1, false, "", Map.of(key, value)));
        }

        @Test
        @DisplayName("one is deleted with a warning where the machines of a node that is away may have it")
        void unread() {
            Volume data = pool("ceph-vm").volumes().define("data").size(gib(1)).create();
            stage.machine("pve3", 103);
            stage.fake.kill("pve3");

            List<Finding> findings = data.prepareDelete().check().all();
            assertTrue(findings.stream().anyMatch(f -> f.reason().contains("[103]")), findings::toString);
        }

        @Test
        @DisplayName("one of a machine that is gone can be deleted")
        void orphan() {
            String volid =
                    stage.fake.world().site().stores().volumes().allocate("pve1", "ceph-vm", 100, "raw", 1 << 30);
            pool("ceph-vm").volumes().byId(volid).delete();

            assertEquals(Optional.empty(), pool("ceph-vm").volumes().find("vm-100-disk-0"));
        }
    }
}
