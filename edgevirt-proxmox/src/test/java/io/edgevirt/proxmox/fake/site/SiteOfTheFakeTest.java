package io.edgevirt.proxmox.fake.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.proxmox.fake.Release;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The fake Proxmox VE's surroundings")
class SiteOfTheFakeTest {

    private FakeProxmox fake = FakeProxmox.start(s -> s.nodes("pve1", "pve2", "pve3"));
    private Asking ask = new Asking(fake);

    private void poseAs(Release release, String... nodes) {
        close();
        fake = FakeProxmox.start(s -> s.version(release).nodes(nodes));
        ask = new Asking(fake);
    }

    @AfterEach
    void close() {
        ask.close();
        fake.close();
    }

    @Nested
    @DisplayName("Storages")
    class Storages {

        @Test
        @DisplayName("are told with their figures as a node sees them")
        void figures() {
            Map<String, Object> row = ask.get("/nodes/pve2/storage").row("storage", "local-lvm");
            assertEquals("lvmthin", row.get("type"));
            assertEquals(1, row.get("active"));
            long total = ((Number) row.get("total")).longValue();
            long used = ((Number) row.get("used")).longValue();
            assertEquals(total - used, ((Number) row.get("avail")).longValue());
        }

        @Test
        @DisplayName("are added, changed by digest and taken away")
        void configured() {
            assertEquals(
                    200,
                    ask.post("/storage", "storage", "fast", "type", "zfspool", "pool", "fast")
                            .status());
            assertEquals(
                    "storage ID 'fast' already defined",
                    ask.post("/storage", "storage", "fast", "type", "zfspool", "pool", "fast")
                            .reason());
            String digest = String.valueOf(ask.get("/storage/fast").map().get("digest"));
            assertEquals(
                    200,
                    ask.put("/storage/fast", "nodes", "pve1", "digest", digest).status());
            assertEquals(
                    500,
                    ask.put("/storage/fast", "nodes", "pve2", "digest", digest).status());
            assertFalse(ask.get("/nodes/pve2/storage").each("storage").contains("fast"));
            ask.delete("/storage/fast");
            assertEquals(
                    "storage 'fast' does not exist", ask.get("/storage/fast").reason());
        }

        @Test
        @DisplayName("that are away tell zeros, and refuse to be listed")
        void away() {
            fake.world()
                    .change(() -> fake.world().site().stores().get("nfs-iso").reachable(false));
            Map<String, Object> row = ask.get("/nodes/pve1/storage").row("storage", "nfs-iso");
            assertEquals(List.of(0, 0), List.of(row.get("active"), row.get("total")));
            assertEquals(
                    "storage 'nfs-iso' is not online",
                    ask.get("/nodes/pve1/storage/nfs-iso/content").reason());
        }
    }

    @Nested
    @DisplayName("Volumes")
    class VolumesOfStorages {

        private static final String LVM = "/nodes/pve1/storage/local-lvm/content";

        @Test
        @DisplayName("are made once under a name and removed by a task")
        void madeAndRemoved() {
            String[] asked = {"filename", "vm-105-disk-0", "size", "4G", "vmid", "105"};
            assertEquals("local-lvm:vm-105-disk-0", ask.post(LVM, asked).text());
            assertTrue(ask.post(LVM, asked).reason().contains("already exists in volume group"));
            assertEquals(
                    4L << 30,
                    ask.get(LVM).row("volid", "local-lvm:vm-105-disk-0").get("size"));
            assertEquals("OK", ask.ended(ask.delete(LVM + "/local-lvm:vm-105-disk-0")));
            assertFalse(ask.get(LVM).each("volid").contains("local-lvm:vm-105-disk-0"));
        }

        @Test
        @DisplayName("of a local storage are on their node alone, those of a shared one on all")
        void localAndShared() {
            ask.post(LVM, "filename", "vm-105-disk-0", "size", "4G", "vmid", "105");
            ask.post("/nodes/pve1/storage/ceph-vm/content", "filename", "vm-105-disk-0", "size", "1G", "vmid", "105");
            assertEquals(
                    List.of(), ask.get("/nodes/pve2/storage/local-lvm/content").each("volid"));
            assertEquals(
                    List.of("ceph-vm:vm-105-disk-0"),
                    ask.get("/nodes/pve2/storage/ceph-vm/content").each("volid"));
        }

        @Test
        @DisplayName("have slashes in their names where storages are folders")
        void slashes() {
            String iso = "/nodes/pve3/storage/local/content/local:iso/contract.iso";
            assertEquals(
                    "/var/lib/vz/template/iso/contract.iso", ask.get(iso).map().get("path"));
            assertEquals("OK", ask.ended(ask.delete(iso.replace("local:iso/", "iso%2F"))));
            assertEquals(500, ask.get(iso).status());
        }

        @Test
        @DisplayName("are uploaded, their names made plain, and checked by their sum")
        void uploaded() {
            byte[] bytes = "an image".getBytes(StandardCharsets.UTF_8);
            String to = "/nodes/pve1/storage/nfs-iso/upload";
            assertEquals("OK", ask.ended(ask.upload(to, "iso", "my image.iso", bytes)));
            assertTrue(ask.get("/nodes/pve2/storage/nfs-iso/content", "content", "iso")
                    .each("volid")
                    .contains("nfs-iso:iso/my_image.iso"));
            String ended =
                    ask.ended(ask.upload(to, "iso", "b.iso", bytes, "checksum-algorithm", "md5", "checksum", "00"));
            assertTrue(ended.startsWith("checksum mismatch"), ended);
            assertEquals(400, ask.upload(to, "iso", "b.txt", bytes).status());
        }

        @Test
        @DisplayName("of a base are not removed while a linked clone lies on it")
        void based() {
            Volumes volumes = fake.world().site().stores().volumes();
            String base = fake.world().locked(() -> {
                String disk = volumes.allocate("pve1", "ceph-vm", 105, "raw", 1 << 30);
                String made = volumes.base("pve1", disk);
                assertEquals("ceph-vm:base-105-disk-0/vm-106-disk-0", volumes.link("pve1", made, 106));
                return made;
            });
            String ended = ask.ended(ask.delete("/nodes/pve1/storage/ceph-vm/content/" + base));
            assertTrue(ended.contains("still in use by linked clones"), ended);
        }
    }

    @Nested
    @DisplayName("Nodes")
    class Nodes {

        @Test
        @DisplayName("tell how they booted from 8 on")
        void boot() {
            Map<String, Object> status = ask.get("/nodes/pve1/status").map();
            assertEquals(Map.of("mode", "efi", "secureboot", 1), status.get("boot-info"));
            poseAs(Release.PVE_7_4, "pve1");
            assertFalse(ask.get("/nodes/pve1/status").map().containsKey("boot-info"));
        }

        @Test
        @DisplayName("that are down are listed without figures")
        void down() {
            fake.kill("pve3");
            Map<String, Object> row = ask.get("/nodes").row("node", "pve3");
            assertEquals("offline", row.get("status"));
            assertFalse(row.containsKey("maxmem"));
            assertEquals(595, ask.get("/nodes/pve3/status").status());
        }

        @Test
        @DisplayName("show devices with IOMMU groups, bridges left out")
        void pci() {
            assertEquals(
                    14,
                    ask.get("/nodes/pve1/hardware/pci")
                            .row("id", "0000:01:00.0")
                            .get("iommugroup"));
            assertFalse(ask.get("/nodes/pve1/hardware/pci").each("id").contains("0000:00:00.0"));
            assertEquals(
                    2,
                    ask.get("/nodes/pve1/hardware/pci/0000:01:00.0/mdev").list().size());
        }

        @Test
        @DisplayName("make a ZFS pool and a storage of free disks")
        void zfs() {
            String path = "/nodes/pve1/disks/zfs";
            String[] asked = {"name", "tank", "raidlevel", "mirror", "devices", "/dev/sda,/dev/sdb", "add_storage", "1"
            };
            assertEquals("OK", ask.ended(ask.post(path, asked)));
            assertEquals(
                    "device '/dev/sda' is already in use", ask.post(path, asked).reason());
            assertEquals("ONLINE", ask.get(path).row("name", "tank").get("health"));
            assertEquals(List.of("tank"), ask.get("/storage", "type", "zfspool").each("storage"));
            fake.world()
                    .change(() -> fake.world().site().host("pve1").zfs().get(0).disk("/dev/sdb", "UNAVAIL", 3));
            assertEquals("DEGRADED", ask.get(path + "/tank").map().get("state"));
        }
    }

    @Nested
    @DisplayName("Networks")
    class Networks {

        private static final String NET = "/nodes/pve1/network";

        @Test
        @DisplayName("show edits beside what is in effect until they are applied")
        void applied() {
            ask.post(NET, "iface", "vmbr1", "type", "bridge", "bridge_ports", "eno2");
            Asking.Reply edited = ask.get(NET);
            assertTrue(String.valueOf(edited.whole().get("changes")).contains("vmbr1"));
            assertFalse(edited.row("iface", "vmbr1").containsKey("active"));
            assertEquals("OK", ask.ended(ask.put(NET)));
            assertFalse(ask.get(NET).whole().containsKey("changes"));
            assertEquals(1, ask.get(NET).row("iface", "vmbr1").get("active"));
        }

        @Test
        @DisplayName("throw edits away, and refuse a port that is taken")
        void reverted() {
            assertEquals(
                    "port 'eno1' is already used on interface 'vmbr0'",
                    ask.post(NET, "iface", "vmbr1", "type", "bridge", "bridge_ports", "eno1")
                            .reason());
            ask.delete(NET + "/vmbr0");
            ask.delete(NET);
            assertTrue(ask.get(NET, "type", "any_bridge").each("iface").contains("vmbr0"));
        }

        @Test
        @DisplayName("of software are in effect on the nodes once applied")
        void software() {
            ask.post("/cluster/sdn/zones", "zone", "edge", "type", "vlan", "bridge", "vmbr0", "nodes", "pve1,pve2");
            ask.post("/cluster/sdn/vnets", "vnet", "prod", "zone", "edge", "tag", "20");
            ask.post("/cluster/sdn/vnets/prod/subnets", "subnet", "10.1.0.0/24", "type", "subnet");
            assertEquals(
                    "new",
                    ask.get("/cluster/sdn/vnets", "pending", "1")
                            .row("vnet", "prod")
                            .get("state"));
            assertEquals(List.of(), ask.get("/nodes/pve1/sdn/zones").list());
            assertEquals("OK", ask.ended(ask.put("/cluster/sdn")));
            assertEquals(
                    "available",
                    ask.get("/nodes/pve1/sdn/zones").row("zone", "edge").get("status"));
            assertEquals(List.of(), ask.get("/nodes/pve3/sdn/zones").list());
            assertEquals(500, ask.delete("/cluster/sdn/zones/edge").status());
        }
    }
}
