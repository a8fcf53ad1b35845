package io.edgevirt.proxmox.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.HCICapacity;
import io.edgevirt.HCIDisk;
import io.edgevirt.HCIHealth;
import io.edgevirt.HCIPool;
import io.edgevirt.HCIRebuild;
import io.edgevirt.proxmox.fake.Release;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Proxmox VE's hyperconverged pools")
class HyperPoolTest {

    private Stage stage = new Stage(Release.PVE_9_1, "pve1", "pve2", "pve3");

    @AfterEach
    void close() {
        stage.close();
    }

    private HCIPool pool(String name) {
        return stage.hv.hciPools().get(name);
    }

    @Nested
    @DisplayName("of Ceph")
    class OfCeph {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("are one, of the hosts of its OSDs, on every release")
        void one(Release release) {
            stage.close();
            stage = new Stage(release, "pve1", "pve2", "pve3");
            HCIPool ceph = pool("ceph");

            assertEquals("Ceph", ceph.system());
            assertEquals(List.of("pve1", "pve2", "pve3"), ceph.nodes());
            assertEquals(HCIHealth.Status.HEALTHY, ceph.health().status());
            assertEquals(HCICapacity.Basis.DERIVED_FROM_COPIES, ceph.capacity().basis());
            assertEquals("size 3/2", ceph.resiliency().nativeName());
            assertEquals(HCIRebuild.State.IDLE, ceph.rebuild().state());
        }

        @Test
        @DisplayName("that lack copies say so, survive nothing more, and tell whether they restore them")
        void degraded() {
            stage.fake.world().site().ceph().degraded(300, 90_000);
            HCIPool ceph = pool("ceph");

            assertEquals(HCIHealth.Status.DEGRADED, ceph.health().status());
            assertEquals(Optional.of(0), ceph.resiliency().toleratedNow());
            assertEquals(Optional.of(1), ceph.resiliency().toleratedByDesign());
            assertEquals(HCIRebuild.State.PAUSED, ceph.rebuild().state());
            stage.fake.world().site().ceph().recovering(100 << 20, 30);
            assertEquals(HCIRebuild.State.RUNNING, ceph.rebuild().state());
        }

        @Test
        @DisplayName("tell which disk is not well, and in which host it is")
        void disks() {
            stage.fake.world().site().ceph().osds().get(1).up(false);
            List<HCIDisk> disks = pool("ceph").disks();

            assertEquals(3, disks.size());
            assertEquals(Optional.of(false), disks.get(1).healthy());
            assertEquals(Optional.of("pve2"), disks.get(1).node());
        }

        @Test
        @DisplayName("are not there where Ceph is not installed")
        void none() {
            stage.fake.world().site().ceph().installed(false);

            assertEquals(Optional.empty(), stage.hv.hciPools().find("ceph"));
        }

        @Test
        @DisplayName("are told by the nodes that are left")
        void dead() {
            stage.fake.kill("pve3");

            assertTrue(pool("ceph").disks().stream().anyMatch(d -> d.node().equals(Optional.of("pve3"))));
        }
    }

    @Nested
    @DisplayName("of ZFS")
    class OfZfs {

        private HCIPool tank() {
            stage.fake.world().site().host("pve1").zfs("tank", "mirror", "/dev/sda", "/dev/sdb");
            return pool("pve1/tank");
        }

        @Test
        @DisplayName("are a node's")
        void node() {
            HCIPool tank = tank();

            assertEquals("ZFS", tank.system());
            assertEquals(List.of("pve1"), tank.nodes());
            assertEquals(HCIHealth.Status.HEALTHY, tank.health().status());
            assertEquals(Optional.of(2), tank.resiliency().copies());
            assertEquals(2, tank.disks().size());
            assertFalse(tank.disks().get(0).size().isEmpty());
        }
    }
}
