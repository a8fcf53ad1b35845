package io.edgevirt.proxmox.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.NotFoundException;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.proxmox.Proxmox;
import io.edgevirt.proxmox.ProxmoxBackup;
import io.edgevirt.proxmox.fake.Release;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("a backup of a machine of Proxmox VE")
class BackupTest {

    private Stage stage = new Stage(Release.PVE_9_1, "pve1", "pve2");

    @AfterEach
    void close() {
        stage.close();
    }

    private Proxmox proxmox() {
        return stage.hv.unwrap(Proxmox.class);
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    @DisplayName("becomes another machine, with an identity of its own and the name that is asked for")
    void round(Release release) {
        stage.close();
        stage = new Stage(release, "pve1", "pve2");
        VM vm = stage.machine("pve1", 100);
        ProxmoxBackup backup = proxmox()
                .backup(
                        vm,
                        "local",
                        s -> s.notes("before\nthe upgrade \\ of it").shielded())
                .run();

        assertEquals("pve1/local", backup.pool());
        assertEquals(Optional.of("100"), backup.vmid());
        assertEquals(Optional.of(true), backup.shielded());
        assertEquals(List.of(backup), proxmox().backups("pve1/local"));
        VM restored = proxmox().restore(backup, s -> s.name("again")).run();
        assertEquals("again", restored.name());
        assertNotEquals(vm.id(), restored.id());
        assertNotEquals(
                stage.fake.world().machines().find(100).orElseThrow().config().get("smbios1"),
                stage.fake
                        .world()
                        .machines()
                        .find(Integer.parseInt(restored.id()))
                        .orElseThrow()
                        .config()
                        .get("smbios1"));
    }

    @Test
    @DisplayName("tells how far it is")
    void progress() {
        VM vm = stage.machine("pve1", 100);
        List<Double> seen = new CopyOnWriteArrayList<>();
        proxmox()
                .backup(vm, "local", s -> {})
                .submit()
                .onProgress(p -> p.fraction().ifPresent(seen::add))
                .join();

        assertTrue(seen.stream().allMatch(f -> f >= 0 && f <= 1), seen::toString);
    }

    @Test
    @DisplayName("is made where backups can be alone")
    void refused() {
        VM vm = stage.machine("pve1", 100);

        assertThrows(
                UnsupportedFeatureException.class,
                () -> proxmox().backup(vm, "ceph-vm", s -> {}).run());
        assertThrows(
                NotFoundException.class,
                () -> proxmox().backup(vm, "nowhere", s -> {}).run());
        assertThrows(
                InvalidSpecException.class,
                () -> proxmox()
                        .backup(vm, "local", s -> s.notes("{{guestname}}"))
                        .run());
        assertTrue(proxmox().backups("pve1/local").isEmpty());
    }

    @Test
    @DisplayName("prunes no other")
    void prunes() {
        VM vm = stage.machine("pve1", 100);

        assertTrue(proxmox().backup(vm, "local", s -> {}).explain().toString().contains("remove=0"));
    }
}
