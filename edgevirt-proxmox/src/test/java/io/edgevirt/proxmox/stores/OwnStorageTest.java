package io.edgevirt.proxmox.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.Volume;
import io.edgevirt.proxmox.BackupMark;
import io.edgevirt.proxmox.ProxmoxBackup;
import io.edgevirt.proxmox.ProxmoxStorage;
import io.edgevirt.proxmox.ProxmoxVM;
import io.edgevirt.proxmox.StorageContent;
import io.edgevirt.proxmox.fake.Gate;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.fake.site.Volumes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a storage in Proxmox VE's own words")
class OwnStorageTest {

    private static final URI FROM = URI.create("https://images.example.com/linux.iso");
    private static final byte[] IMAGE = "image".getBytes(StandardCharsets.UTF_8);
    private static final String SUM = "sha256:6105d6cc76af400325e94d588ce511be5bfdbb73b437dc51eca43917d7a43e3d";

    private Stage stage = new Stage(Release.PVE_9_1, "pve1", "pve2");

    @AfterEach
    void close() {
        stage.close();
    }

    private void poseAs(Release release) {
        stage.close();
        stage = new Stage(release, "pve1", "pve2");
    }

    private ProxmoxStorage local() {
        return stage.hv.storage().get("pve1/local").unwrap(ProxmoxStorage.class);
    }

    private Volumes volumes() {
        return stage.fake.world().site().stores().volumes();
    }

    private void image(String name) {
        volumes().put(io.edgevirt.proxmox.fake.site.Volume.of("pve1", "local:iso/" + name, "iso", "iso", 1000, 0));
    }

    private void backup(int vmid, int number) {
        io.edgevirt.proxmox.fake.site.Volume plain = io.edgevirt.proxmox.fake.site.Volume.of(
                "pve1",
                "local:backup/vzdump-qemu-" + vmid + "-2024_01_0" + number + "-00_00_00.vma.zst",
                "backup",
                "vma.zst",
                1000,
                vmid);
        volumes()
                .put(new io.edgevirt.proxmox.fake.site.Volume(
                        plain.where(),
                        plain.volid(),
                        plain.content(),
                        plain.format(),
                        plain.size(),
                        plain.vmid(),
                        1_704_067_200L + number * 86_400L,
                        Optional.empty(),
                        "",
                        false));
    }

    private Set<String> ids() {
        return local().content().stream().map(StorageContent::id).collect(Collectors.toSet());
    }

    @Nested
    @DisplayName("tells")
    class Tells {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("what lies on it, by type")
        void content(Release release) {
            poseAs(release);
            image("a.iso");
            backup(100, 1);

            List<StorageContent> images = local().content("iso");
            assertTrue(images.stream().anyMatch(c -> c.id().equals("local:iso/a.iso")), images::toString);
            assertTrue(images.stream().allMatch(c -> c.type().equals("iso")), images::toString);
            assertEquals(Optional.of("100"), local().content("backup").get(0).vmid());
            assertTrue(ids().containsAll(
                            Set.of("local:iso/a.iso", local().backups().get(0).id())));
        }

        @Test
        @DisplayName("nothing of a type that there is not")
        void unknown() {
            assertThrows(EdgeVirtException.class, () -> local().content("no such type"));
        }
    }

    @Nested
    @DisplayName("takes")
    class Takes {

        @Test
        @DisplayName("a file under its own name, with progress")
        void upload(@TempDir Path folder) throws IOException {
            Path file = Files.write(folder.resolve("linux-1.iso"), new byte[200_000]);
            List<Double> seen = new CopyOnWriteArrayList<>();
            Volume volume = local().upload(file)
                    .submit()
                    .onProgress(p -> p.fraction().ifPresent(seen::add))
                    .join();

            assertEquals("local:iso/linux-1.iso", volume.id());
            assertTrue(seen.stream().allMatch(f -> f >= 0 && f <= 1), seen::toString);
            assertThrows(
                    AlreadyExistsException.class, () -> local().upload(file).run());
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("a file that the node fetches, of the checksum that it is to have")
        void download(Release release) {
            poseAs(release);
            stage.fake.world().site().downloads().put(FROM.toString(), IMAGE);
            Volume volume = local().downloadUrl(FROM, "linux.iso", SUM).run();

            assertEquals("local:iso/linux.iso", volume.id());
            assertThrows(
                    AlreadyExistsException.class,
                    () -> local().downloadUrl(FROM, "linux.iso").run());
        }

        @Test
        @DisplayName("no file of another checksum, and none that is not there")
        void other() {
            stage.fake.world().site().downloads().put(FROM.toString(), "other".getBytes(StandardCharsets.UTF_8));

            assertThrows(
                    EdgeVirtException.class,
                    () -> local().downloadUrl(FROM, "linux.iso", SUM).run());
            assertThrows(
                    EdgeVirtException.class,
                    () -> local().downloadUrl(URI.create("http://example.com/no.iso"), "no.iso")
                            .run());
            assertFalse(ids().contains("local:iso/linux.iso") || ids().contains("local:iso/no.iso"));
        }

        @Test
        @DisplayName("a file once, where the reply to the request for it is lost")
        void lost() {
            stage.fake.world().site().downloads().put(FROM.toString(), IMAGE);
            AtomicBoolean due = new AtomicBoolean(true);
            String route = "POST /nodes/{node}/storage/{storage}/download-url";
            stage.fake.gate().when(r -> r.equals(route) && due.getAndSet(false), new Gate.Fault.CutAfter());

            assertEquals(
                    "local:iso/linux.iso",
                    local().downloadUrl(FROM, "linux.iso").run().id());
            assertEquals(1, stage.fake.requests(route));
        }

        @ParameterizedTest
        @ValueSource(strings = {"sha256:12", "crc32:12345678", "sha256", "md5:zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"})
        @DisplayName("no checksum that is none")
        void checksum(String sum) {
            assertThrows(
                    InvalidSpecException.class,
                    () -> local().downloadUrl(FROM, "linux.iso", sum).run());
        }

        @ParameterizedTest
        @ValueSource(strings = {"ftp://example.com/a.iso", "file:///etc/passwd", "a.iso", "mailto:a@example.com"})
        @DisplayName("no address that is not of the web")
        void address(String url) {
            assertThrows(
                    InvalidSpecException.class,
                    () -> local().downloadUrl(URI.create(url), "a.iso").run());
        }

        @Test
        @DisplayName("addresses with passwords and tickets, which a plan does not show")
        void secrets() {
            String plan = local().downloadUrl(URI.create("https://me:pass@example.com/a.iso?ticket=abc"), "a.iso")
                    .explain()
                    .toString();

            assertTrue(plan.contains("https://example.com/a.iso"), plan);
            assertFalse(plan.contains("pass") || plan.contains("abc"), plan);
        }
    }

    @Nested
    @DisplayName("removes")
    class Removes {

        @Test
        @DisplayName("what is no machine's, by its id or the part after the colon")
        void image() {
            OwnStorageTest.this.image("a.iso");
            OwnStorageTest.this.image("b.iso");

            assertEquals("pve1/local", local().delete("local:iso/a.iso").run().id());
            local().delete("iso/b.iso").run();
            assertFalse(ids().contains("local:iso/a.iso") || ids().contains("local:iso/b.iso"));
            assertThrows(
                    NotFoundException.class, () -> local().delete("iso/a.iso").run());
        }

        @Test
        @DisplayName("no disk that a machine has")
        void disk() {
            String volid = volumes().allocate("pve1", "ceph-vm", 100, "raw", 1 << 30);
            stage.fake.world().machines().put("pve1", 100, Map.of("name", "a", "scsi0", volid + ",size=1G"));
            ProxmoxStorage ceph = stage.hv.storage().get("ceph-vm").unwrap(ProxmoxStorage.class);

            assertThrows(InvalidStateException.class, () -> ceph.delete(volid).run());
            assertEquals(1, ceph.content("images").size());
        }
    }

    @Nested
    @DisplayName("keeps backups")
    class Backups {

        private ProxmoxBackup made() {
            VM vm = stage.machine("pve1", 100);
            return vm.unwrap(ProxmoxVM.class).backup("local", s -> {}).run();
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("from being removed until their protection is taken away")
        void shielded(Release release) {
            poseAs(release);
            ProxmoxBackup backup = made();

            assertEquals(Optional.of(true), local().shield(backup.id()).run().shielded());
            assertThrows(
                    InvalidStateException.class,
                    () -> local().delete(backup.id()).run());
            assertEquals(Optional.of(false), local().unshield(backup.id()).run().shielded());
            local().delete(backup.id()).run();
            assertTrue(local().backups().isEmpty());
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("with notes of several lines, which can be changed and taken away")
        void notes(Release release) {
            poseAs(release);
            ProxmoxBackup backup = made();
            String text = "äußerst\n{{wichtig}} \\ 100%";

            assertEquals(
                    Optional.of("äußerst"),
                    local().note(backup.id(), text).run().notes());
            assertEquals(text, local().notes(backup.id()));
            assertEquals(Optional.empty(), local().note(backup.id(), "").run().notes());
        }

        @Test
        @DisplayName("and asks for nothing that is so already")
        void already() {
            ProxmoxBackup backup = made();
            local().unshield(backup.id()).run();
            local().note(backup.id(), "").run();

            assertEquals(0, stage.fake.requests("PUT /nodes/{node}/storage/{storage}/content/{volume}"));
        }

        @Test
        @DisplayName("and notes on nothing else")
        void others() {
            image("a.iso");

            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> local().note("iso/a.iso", "x").run());
            assertThrows(
                    NotFoundException.class, () -> local().shield("backup/none").run());
        }
    }

    @Nested
    @DisplayName("prunes backups")
    class Prunes {

        private void some() {
            for (int day = 1; day <= 4; day++) {
                backup(100, day);
                backup(200, day);
            }
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("of all machines, and tells which went")
        void all(Release release) {
            poseAs(release);
            some();
            Set<String> marked = local().prunable(s -> s.keepLast(1)).stream()
                    .filter(BackupMark::removed)
                    .map(BackupMark::id)
                    .collect(Collectors.toSet());

            assertEquals(6, marked.size());
            assertEquals(8, local().backups().size());
            assertEquals(marked, new HashSet<>(local().prune(s -> s.keepLast(1)).run()));
            assertEquals(2, local().backups().size());
        }

        @Test
        @DisplayName("of one machine, protected ones staying")
        void one() {
            some();
            VM vm = stage.machine("pve1", 100);
            String oldest = "backup/vzdump-qemu-100-2024_01_01-00_00_00.vma.zst";
            local().shield(oldest).run();

            assertEquals(2, local().prune(s -> s.of(vm).keepDaily(1)).run().size());
            assertEquals(6, local().backups().size());
            assertTrue(ids().contains("local:" + oldest));
        }

        @Test
        @DisplayName("not, where all of them are kept")
        void none() {
            some();

            assertEquals(List.of(), local().prune(s -> s.keepLast(9)).run());
            assertEquals(0, stage.fake.requests("DELETE /nodes/{node}/storage/{storage}/prunebackups"));
        }

        @Test
        @DisplayName("once, where the reply is lost, and names them in a plan before")
        void lost() {
            some();
            AtomicBoolean due = new AtomicBoolean(true);
            String route = "DELETE /nodes/{node}/storage/{storage}/prunebackups";
            stage.fake.gate().when(r -> r.equals(route) && due.getAndSet(false), new Gate.Fault.CutAfter());
            String plan = local().prune(s -> s.keepLast(3)).explain().toString();

            assertTrue(plan.contains("local:backup/vzdump-qemu-100-2024_01_01"), plan);
            assertEquals(2, local().prune(s -> s.keepLast(3)).run().size());
            assertEquals(1, stage.fake.requests(route));
        }

        @Test
        @DisplayName("by no rule that keeps all or none")
        void rules() {
            assertThrows(
                    InvalidSpecException.class, () -> local().prune(s -> {}).run());
            assertThrows(
                    InvalidSpecException.class,
                    () -> local().prune(s -> s.keepLast(0).keepDaily(2)).run());
            assertThrows(InvalidSpecException.class, () -> local().prunable(s -> s.keepLast(-1)));
        }
    }
}
