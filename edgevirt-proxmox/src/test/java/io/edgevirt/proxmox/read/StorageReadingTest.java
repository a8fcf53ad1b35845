package io.edgevirt.proxmox.read;

import static io.edgevirt.proxmox.read.Replies.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("reading storages")
class StorageReadingTest {

    /** As 7.4 to 9.1 give it; the third node is down. */
    private static final Json RESOURCES = json("""
            [{'content':'rootdir,images','disk':1073741824,'id':'storage/pve1/local-lvm','maxdisk':10737418240,
              'node':'pve1','plugintype':'lvmthin','shared':0,'status':'available','storage':'local-lvm','type':'storage'},
             {'content':'images,rootdir','disk':0,'id':'storage/pve2/local-lvm','maxdisk':'10737418240',
              'node':'pve2','plugintype':'lvmthin','shared':0,'status':'available','storage':'local-lvm','type':'storage'},
             {'content':'images','id':'storage/pve3/ceph-vm',
              'node':'pve3','plugintype':'rbd','shared':1,'status':'unknown','storage':'ceph-vm','type':'storage'},
             {'content':'images','disk':5,'id':'storage/pve1/ceph-vm','maxdisk':50,
              'node':'pve1','plugintype':'rbd','shared':1,'status':'available','storage':'ceph-vm','type':'storage'},
             {'content':'iso','disk':0,'id':'storage/pve3/local','maxdisk':0,
              'node':'pve3','plugintype':'dir','shared':0,'status':'unknown','storage':'local','type':'storage'}]
            """);

    private static Store store(String id) {
        return StoreReader.stores(RESOURCES).stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    @DisplayName("in the cluster's listing")
    class Listing {

        @Test
        @DisplayName("a local storage is one for each node, and a shared one is one")
        void ids() {
            assertEquals(
                    List.of("pve1/local-lvm", "pve2/local-lvm", "ceph-vm", "pve3/local"),
                    StoreReader.stores(RESOURCES).stream().map(Store::id).toList());
        }

        @Test
        @DisplayName("a local storage goes by its name, and by its node and name")
        void local() {
            PoolInfo info = store("pve1/local-lvm").info();

            assertEquals("local-lvm", info.name());
            assertEquals(Optional.of("pve1/local-lvm"), info.path());
            assertEquals("lvmthin", info.kind());
            assertEquals(Optional.of(false), info.shared());
            assertTrue(info.active());
        }

        @Test
        @DisplayName("figures that come as text are read as well")
        void text() {
            assertEquals(
                    Optional.of(Size.ofBytes(10737418240L)),
                    store("pve2/local-lvm").capacity().map(c -> c.total()));
        }

        @Test
        @DisplayName("a shared storage is asked for on a node that can use it, and has its figures of there")
        void shared() {
            Store ceph = store("ceph-vm");

            assertEquals("pve1", ceph.node());
            assertEquals(List.of("pve3", "pve1"), ceph.nodes());
            assertEquals(
                    Optional.of(Size.ofBytes(45)), ceph.capacity().orElseThrow().free());
            assertTrue(ceph.info().active());
        }

        @Test
        @DisplayName("a storage of a dead node is not active, and nobody knows what it holds: not zero")
        void dead() {
            PoolInfo info = store("pve3/local").info();

            assertFalse(info.active());
            assertEquals(Optional.empty(), info.capacity());
        }

        @Test
        @DisplayName("its contents are what its configuration lets it hold")
        void content() {
            assertEquals(Set.of("images", "rootdir"), store("pve1/local-lvm").content());
            assertFalse(store("pve1/local-lvm").holds("iso"));
        }
    }

    @Test
    @DisplayName("a node's own figures are taken as they are, and none where the storage is not active")
    void status() {
        assertEquals(
                "100 B, 30 B used, 60 B free",
                StoreReader.capacity(json("{'active':1,'total':100,'used':30,'avail':60,'enabled':1}"))
                        .orElseThrow()
                        .toString());
        assertEquals(
                Optional.empty(), StoreReader.capacity(json("{'active':0,'total':0,'used':0,'avail':0,'enabled':1}")));
    }

    @Nested
    @DisplayName("in a storage's content")
    class Content {

        private final List<Stored> content = ContentReader.stored(json("""
                [{'volid':'local:iso/debian.iso','content':'iso','format':'iso','size':400,'ctime':1700000000},
                 {'volid':'local-lvm:vm-100-disk-0','content':'images','format':'raw','size':'4194304','vmid':'100',
                  'ctime':'1700000000'},
                 {'volid':'local:backup/vzdump-qemu-100-2024_01_02-03_04_05.vma.zst','content':'backup',
                  'format':'vma.zst','size':7,'vmid':100,'subtype':'qemu','protected':1,'notes':'before\\nupgrade',
                  'verification':{'state':'ok','upid':'UPID:x'}},
                 {'volid':'tank:subvol-200-disk-0','content':'rootdir','format':'subvol','size':0,'vmid':200},
                 {'content':'iso'}, {'volid':'nonsense'}, 7]
                """));

        @Test
        @DisplayName("rows without an id are left out")
        void rows() {
            assertEquals(4, content.size());
        }

        @Test
        @DisplayName("a backup tells its notes, its protection and its verification")
        void backup() {
            Stored backup = content.get(2);

            assertEquals(Optional.of("before\nupgrade"), backup.notes());
            assertEquals(Optional.of(true), backup.shielded());
            assertEquals(Optional.of("ok"), backup.verified());
            assertEquals(Optional.of("qemu"), backup.guest());
        }

        @Test
        @DisplayName("numbers that come as text are numbers")
        void numbers() {
            assertEquals(Optional.of(Size.ofBytes(4194304)), content.get(1).size());
            assertEquals(Optional.of("100"), content.get(1).vmid());
            assertEquals(
                    Optional.of(Instant.ofEpochSecond(1700000000)),
                    content.get(1).made());
        }

        @Test
        @DisplayName("a folder without a quota has no size, rather than none at all")
        void unlimited() {
            assertEquals(Optional.empty(), content.get(3).size());
        }
    }

    @Provide
    Arbitrary<Json> replies() {
        return Trees.of("volid", "storage", "node", "status", "maxdisk", "disk", "size", "ctime", "content", "vmid");
    }

    @Property(tries = 300)
    @Label("any reply is read, or left out")
    void garbage(@ForAll("replies") Json reply) {
        StoreReader.stores(reply).forEach(s -> assertFalse(s.info().id().isEmpty()));
        StoreReader.capacity(reply);
        ContentReader.stored(reply).forEach(s -> assertFalse(s.storage().isEmpty()));
    }
}
