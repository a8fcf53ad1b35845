package io.edgevirt.kvm.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Around the domains of libvirt's test driver")
@ExtendWith(HandlesFreed.class)
class StorageAndNetworksTest {

    private final Counting counting = new Counting();
    private LibvirtConnection c;

    @BeforeEach
    void open() {
        c = LibvirtConnection.open("test:///default", OpenOptions.DEFAULT.calls(counting));
        counting.reset();
    }

    @AfterEach
    void close() {
        c.close();
    }

    @Nested
    @DisplayName("storage pools")
    class PoolsOfHost {

        @Test
        @DisplayName("are listed in one request")
        void list() {
            List<Named> all = c.pools().list(0);

            assertEquals(List.of("virConnectListAllStoragePools"), counting.requests());
            assertEquals(List.of("default-pool"), all.stream().map(Named::name).toList());
            assertEquals(Optional.of(all.get(0)), c.pools().find(all.get(0).uuid()));
        }

        @Test
        @DisplayName("say their size when they run")
        void info() {
            PoolInfo info = c.pools().info(c.pools().list(0).get(0).uuid());

            assertEquals(PoolInfo.RUNNING, info.state());
            assertEquals(100L << 30, info.capacity());
            assertEquals(info.capacity(), info.allocation() + info.available());
        }

        @Test
        @DisplayName("live from definition to removal")
        void life() {
            UUID p = c.pools()
                    .define("<pool type='dir'><name>p</name><target><path>/p</path></target></pool>")
                    .uuid();
            c.pools().build(p);
            c.pools().start(p, 0);
            c.pools().refresh(p);
            c.pools().autostart(p, true);
            assertTrue(c.pools().autostart(p));
            c.pools().stop(p);
            c.pools().undefine(p);

            assertEquals(Optional.empty(), c.pools().find("p"));
        }

        @Test
        @DisplayName("that do not exist are told by libvirt's code")
        void none() {
            LibvirtError e = assertThrows(LibvirtError.class, () -> c.pools().info(UUID.randomUUID()));

            assertEquals(LibvirtError.NO_STORAGE_POOL, e.code());
        }
    }

    @Nested
    @DisplayName("volumes")
    class VolumesOfPool {

        private UUID pool;

        @BeforeEach
        void pool() {
            pool = c.pools().list(0).get(0).uuid();
        }

        @Test
        @DisplayName("are made, found by name, path and key, and deleted")
        void life() {
            VolumeName v = c.volumes().create(pool, xml("v"), 0);

            assertEquals(new VolumeName(pool, "v", "/default-pool/v"), v);
            assertEquals(Optional.of(v), c.volumes().find(pool, "v"));
            assertEquals(Optional.of(v), c.volumes().findByPath(c.volumes().path(pool, "v")));
            assertEquals(Optional.of(v), c.volumes().findByKey(v.key()));
            assertEquals(1L << 20, c.volumes().info(pool, "v").capacity());
            assertEquals(List.of(v), c.volumes().list(pool));
            assertEquals(Map.of(v, c.volumes().xml(pool, "v")), c.volumes().listXml(pool));
            c.volumes().delete(pool, "v", 0);
            assertEquals(Optional.empty(), c.volumes().find(pool, "v"));
        }

        @Test
        @DisplayName("are copied")
        void clones() {
            c.volumes().create(pool, xml("v"), 0);

            VolumeName w = c.volumes().createFrom(pool, xml("w"), pool, "v", 0);

            assertEquals("w", w.name());
        }

        @Test
        @DisplayName("of a taken name are refused")
        void taken() {
            c.volumes().create(pool, xml("v"), 0);

            LibvirtError e = assertThrows(LibvirtError.class, () -> c.volumes().create(pool, xml("v"), 0));

            assertTrue(e.is(LibvirtError.STORAGE_VOL_EXIST, LibvirtError.OPERATION_FAILED), e::toString);
        }

        private String xml(String name) {
            return "<volume><name>" + name + "</name><capacity>" + (1 << 20) + "</capacity></volume>";
        }
    }

    @Nested
    @DisplayName("networks")
    class NetworksOfHost {

        @Test
        @DisplayName("are listed in one request, with their XML in one more each")
        void list() {
            Map<Named, String> all = c.networks().listXml(0);

            assertEquals(List.of("virConnectListAllNetworks", "virNetworkGetXMLDesc"), counting.requests());
            assertEquals("default", all.keySet().iterator().next().name());
        }

        @Test
        @DisplayName("live from definition to removal")
        void life() {
            UUID n = c.networks()
                    .define("<network><name>n</name><bridge name='br-n'/></network>")
                    .uuid();
            c.networks().start(n);
            assertTrue(c.networks().active(n));
            assertEquals(Optional.of("br-n"), c.networks().bridge(n));
            c.networks().autostart(n, true);
            assertTrue(c.networks().autostart(n));
            c.networks().stop(n);
            assertFalse(c.networks().active(n));
            c.networks().undefine(n);

            assertEquals(Optional.empty(), c.networks().find("n"));
        }
    }

    @Nested
    @DisplayName("the host")
    class HostItself {

        @Test
        @DisplayName("counts its CPUs")
        void cpus() {
            assertEquals(new NodeInfo("i686", 16, 1400, 2, 2, 2, 2), c.host().node());
        }

        @Test
        @DisplayName("reports no memory figures where the driver has none")
        void memory() {
            assertEquals(Map.of(), c.host().memory());
        }

        @Test
        @DisplayName("describes what it can")
        void capabilities() {
            assertTrue(c.host().capabilities().startsWith("<capabilities>"));
            assertTrue(c.host().sysinfo().isPresent());
            assertTrue(c.host().freeMemory() > 0);
        }

        @Test
        @DisplayName("lists its devices by what they are")
        void devices() {
            assertEquals(List.of("computer"), c.nodeDevices().list(NodeDevices.CAP_SYSTEM));
            assertTrue(c.nodeDevices().xml("computer").contains("<name>computer</name>"));
            assertTrue(c.nodeDevices().interfaces().orElseThrow().containsKey("eth1"));
        }
    }
}
