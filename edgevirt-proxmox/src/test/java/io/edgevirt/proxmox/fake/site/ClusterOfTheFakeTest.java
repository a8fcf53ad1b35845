package io.edgevirt.proxmox.fake.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.proxmox.fake.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The fake Proxmox VE's cluster")
class ClusterOfTheFakeTest {

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

    private void machine(int vmid) {
        fake.world().machines().put("pve1", vmid, Map.of("name", "vm" + vmid, "memory", "512"));
    }

    private boolean comesTrue(BooleanSupplier what) {
        return fake.world().locked(() -> fake.world().await(Duration.ofMinutes(1), what));
    }

    private String at(int vmid) {
        return fake.world().machines().find(vmid).orElseThrow().node();
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    @DisplayName("answers every listing that its release has")
    void listings(Release release) {
        poseAs(release, "pve1", "pve2", "pve3");
        List<String> wrong = new ArrayList<>();
        for (String route : new TreeSet<>(fake.routes().names())) {
            String path = route.replace("GET ", "").replace("{node}", "pve1");
            boolean gone = path.startsWith("/cluster/ha/groups") && release.atLeast(9);
            if (route.startsWith("GET ")
                    && !path.contains("{")
                    && !gone
                    && release.table().names().contains(route)) {
                Asking.Reply reply = ask.get(path);
                // 400 where a parameter is needed: the table refused it, not the handler.
                if (reply.status() != 200 && reply.status() != 400) {
                    wrong.add(route + ": " + reply.status() + " " + reply.reason());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Nested
    @DisplayName("Members")
    class Members {

        @Test
        @DisplayName("are told with who is asked and who is down")
        void status() {
            fake.kill("pve2");
            Asking.Reply status = ask.get("/cluster/status");
            assertEquals(1, status.row("type", "cluster").get("quorate"));
            assertEquals(0, status.row("name", "pve2").get("online"));
            assertEquals(1, status.row("name", "pve1").get("local"));
        }

        @Test
        @DisplayName("are none before a cluster is made of a node")
        void made() {
            poseAs(Release.PVE_8_4, "alone");
            assertEquals(424, ask.get("/cluster/config/join").status());
            assertEquals("OK", ask.ended(ask.post("/cluster/config", "clustername", "edge")));
            assertEquals(
                    "edge", ask.get("/cluster/status").row("type", "cluster").get("name"));
            assertEquals(500, ask.post("/cluster/config", "clustername", "edge").status());
        }

        @Test
        @DisplayName("join by fingerprint and password, and leave")
        void joined() {
            try (FakeProxmox fourth = FakeProxmox.start(s -> s.nodes("pve4"));
                    Asking there = new Asking(fourth)) {
                String print =
                        String.valueOf(ask.get("/cluster/config/join").map().get("nodelist"));
                assertTrue(print.contains(fake.fingerprint()), print);
                String path = "/cluster/config/join";
                assertEquals(
                        "401 authentication failure",
                        there.ended(there.post(
                                path,
                                "hostname",
                                "127.0.0.1",
                                "fingerprint",
                                fake.fingerprint(),
                                "password",
                                "wrong")));
                assertEquals(
                        "OK",
                        there.ended(there.post(
                                path,
                                "hostname",
                                "127.0.0.1",
                                "fingerprint",
                                fake.fingerprint(),
                                "password",
                                fake.password())));
            }
            assertTrue(ask.get("/nodes").each("node").contains("pve4"));
            assertEquals(200, ask.get("/nodes/pve4/network").status());
            assertEquals(200, ask.delete("/cluster/config/nodes/pve4").status());
            assertFalse(ask.get("/cluster/config/nodes").each("node").contains("pve4"));
        }
    }

    @Nested
    @DisplayName("High availability")
    class Ha {

        @Test
        @DisplayName("accepts at once and moves a machine later")
        void moved() {
            machine(100);
            ask.post("/cluster/ha/resources", "sid", "vm:100", "state", "started");
            assertTrue(comesTrue(
                    () -> fake.world().machines().find(100).orElseThrow().running()));
            assertEquals(
                    200,
                    ask.post("/cluster/ha/resources/vm:100/migrate", "node", "pve2")
                            .status());
            assertEquals("pve1", at(100));
            assertTrue(comesTrue(() -> at(100).equals("pve2")));
            assertEquals(
                    "started",
                    ask.get("/cluster/ha/status/current").row("sid", "vm:100").get("state"));
        }

        @Test
        @DisplayName("has groups up to 8 and refuses them on 9")
        void groups() {
            machine(100);
            Asking.Reply refused = ask.get("/cluster/ha/groups");
            assertEquals("cannot index groups: ha groups have been migrated to rules", refused.reason());
            poseAs(Release.PVE_8_4, "pve1", "pve2");
            machine(100);
            ask.post("/cluster/ha/groups", "group", "first", "nodes", "pve1:2,pve2", "restricted", "1");
            ask.post("/cluster/ha/resources", "sid", "100", "group", "first");
            assertEquals("first", ask.get("/cluster/ha/resources/vm:100").map().get("group"));
            assertEquals(
                    "ha group is used by service 'vm:100'",
                    ask.delete("/cluster/ha/groups/first").reason());
        }

        @Test
        @DisplayName("has rules on 9 for resources that are managed")
        void rules() {
            machine(100);
            machine(101);
            String[] rule = {
                "rule", "apart", "type", "resource-affinity", "affinity", "negative", "resources", "vm:100,vm:101"
            };
            assertEquals(
                    "cannot use unmanaged resource(s) vm:100, vm:101.",
                    ask.post("/cluster/ha/rules", rule).reason());
            ask.post("/cluster/ha/resources", "sid", "vm:100", "state", "stopped");
            ask.post("/cluster/ha/resources", "sid", "vm:101", "state", "stopped");
            assertEquals(200, ask.post("/cluster/ha/rules", rule).status());
            assertEquals(
                    List.of("apart"),
                    ask.get("/cluster/ha/rules", "resource", "vm:101").each("rule"));
            assertTrue(ask.post("/cluster/ha/resources/vm:100/migrate", "node", "pve1")
                    .text()
                    .contains("blocking"));
            ask.delete("/cluster/ha/resources/vm:101");
            assertEquals("vm:100", ask.get("/cluster/ha/rules/apart").map().get("resources"));
        }
    }

    @Nested
    @DisplayName("Bulk actions")
    class Bulk {

        @Test
        @DisplayName("start, move and shut down many machines by one task each, on 9")
        void many() {
            machine(100);
            machine(101);
            String path = "/cluster/bulk-action/guest/";
            assertEquals("OK", ask.ended(ask.post(path + "start", "vms", "100", "vms", "101")));
            assertTrue(fake.world().machines().find(101).orElseThrow().running());
            assertEquals("OK", ask.ended(ask.post(path + "migrate", "target", "pve3", "vms", "101")));
            assertEquals("pve3", at(101));
            assertEquals("OK", ask.ended(ask.post(path + "shutdown")));
            assertFalse(fake.world().machines().find(100).orElseThrow().running());
        }
    }

    @Nested
    @DisplayName("Backups")
    class Backups {

        @Test
        @DisplayName("are made with progress, hold the configuration and are restored")
        void restored() {
            fake.world().change(() -> {
                String disk =
                        fake.world().site().stores().volumes().allocate("pve1", "local-lvm", 100, "raw", 1L << 30);
                fake.world().machines().put("pve1", 100, Map.of("name", "web", "scsi0", disk + ",size=1G"));
            });
            Asking.Reply started = ask.post(
                    "/nodes/pve1/vzdump",
                    "vmid",
                    "100",
                    "storage",
                    "local",
                    "compress",
                    "zstd",
                    "notes-template",
                    "{{guestname}}");
            assertEquals("OK", ask.ended(started));
            assertTrue(ask.get("/nodes/pve1/tasks/" + started.text() + "/log")
                    .text()
                    .contains("INFO:  37% ("));
            Map<String, Object> backup = ask.get("/nodes/pve1/storage/local/content", "content", "backup")
                    .list()
                    .get(0);
            assertEquals(List.of("web", "vma.zst"), List.of(backup.get("notes"), backup.get("format")));
            String volid = String.valueOf(backup.get("volid"));
            assertTrue(volid.matches("local:backup/vzdump-qemu-100-\\d{4}(_\\d\\d){2}-\\d\\d(_\\d\\d){2}\\.vma\\.zst"));
            assertTrue(ask.get("/nodes/pve1/vzdump/extractconfig", "volume", volid)
                    .text()
                    .contains("name: web"));
            assertEquals(
                    "OK",
                    ask.ended(ask.post("/nodes/pve1/qemu", "vmid", "200", "archive", volid, "storage", "ceph-vm")));
            assertTrue(ask.get("/nodes/pve1/qemu/200/config").text().contains("ceph-vm:vm-200-disk-0"));
        }

        @Test
        @DisplayName("of a locked machine fail, and the rest goes on")
        void locked() {
            machine(100);
            machine(101);
            fake.world()
                    .change(() ->
                            fake.world().machines().find(100).orElseThrow().lock("snapshot"));
            Asking.Reply started = ask.post("/nodes/pve1/vzdump", "vmid", "100,101", "storage", "nfs-iso");
            assertEquals("job errors", ask.ended(started));
            assertEquals(
                    1,
                    ask.get("/nodes/pve2/storage/nfs-iso/content", "content", "backup")
                            .list()
                            .size());
        }

        @Test
        @DisplayName("that are old are marked and pruned")
        void pruned() {
            machine(100);
            for (int i = 0; i < 3; i++) {
                assertEquals("OK", ask.ended(ask.post("/nodes/pve1/vzdump", "vmid", "100", "storage", "local")));
            }
            String path = "/nodes/pve1/storage/local/prunebackups";
            List<String> marks = ask.get(path, "prune-backups", "keep-last=1").each("mark");
            assertEquals(List.of("keep", "remove", "remove"), marks);
            assertEquals("OK", ask.ended(ask.delete(path, "prune-backups", "keep-last=1")));
            assertEquals(1, ask.get(path).list().size());
        }

        @Test
        @DisplayName("are made by jobs with a schedule")
        void jobs() {
            machine(100);
            assertEquals(
                    List.of("100"),
                    ask.get("/cluster/backup-info/not-backed-up").each("vmid"));
            ask.post("/cluster/backup", "id", "nightly", "all", "1", "schedule", "21:00", "storage", "nfs-iso");
            ask.put("/cluster/backup/nightly", "enabled", "0");
            assertEquals("0", ask.get("/cluster/backup").row("id", "nightly").get("enabled"));
            assertEquals(
                    List.of(), ask.get("/cluster/backup-info/not-backed-up").list());
        }
    }

    @Nested
    @DisplayName("Replication")
    class Replication {

        @Test
        @DisplayName("wants volumes on ZFS, runs later and goes later")
        void life() {
            machine(100);
            fake.world()
                    .change(() ->
                            fake.world().site().stores().volumes().allocate("pve1", "local-lvm", 101, "raw", 1 << 20));
            machine(101);
            String[] job = {"id", "100-0", "type", "local", "target", "pve2", "schedule", "*/5"};
            assertEquals(200, ask.post("/cluster/replication", job).status());
            assertTrue(ask.post("/cluster/replication", "id", "101-0", "type", "local", "target", "pve2")
                    .reason()
                    .startsWith("missing replicate feature"));
            assertEquals(
                    "There is a replication job '100-0' for guest '100'. Please remove that first.",
                    ask.delete("/nodes/pve1/qemu/100").reason());
            assertEquals(
                    0, ask.get("/nodes/pve1/replication").row("id", "100-0").get("last_sync"));
            ask.post("/nodes/pve1/replication/100-0/schedule_now");
            assertEquals(
                    0, ask.get("/nodes/pve1/replication/100-0/status").map().get("next_sync"));
            ask.delete("/cluster/replication/100-0");
            assertEquals("full", ask.get("/cluster/replication/100-0").map().get("remove_job"));
        }
    }

    @Nested
    @DisplayName("Ceph")
    class OfCeph {

        @Test
        @DisplayName("tells what is degraded and how a rebuild goes on")
        void degraded() {
            fake.world()
                    .change(() ->
                            fake.world().site().ceph().degraded(300, 90_000).recovering(52_428_800, 12));
            Map<String, Object> status = ask.get("/cluster/ceph/status").map();
            assertTrue(String.valueOf(status.get("health")).contains("PG_DEGRADED"));
            assertTrue(String.valueOf(status.get("pgmap")).contains("recovering_bytes_per_sec=52428800"));
            fake.world().change(() -> fake.world().site().ceph().well());
            assertTrue(ask.get("/nodes/pve2/ceph/status").text().contains("HEALTH_OK"));
        }

        @Test
        @DisplayName("makes OSDs of free disks, and destroys only what is out and down")
        void osds() {
            assertEquals("OK", ask.ended(ask.post("/nodes/pve1/ceph/osd", "dev", "/dev/sdc")));
            assertTrue(ask.get("/nodes/pve1/ceph/osd").text().contains("osd.3"));
            assertEquals(
                    "osd is in use (in == 1)",
                    ask.delete("/nodes/pve1/ceph/osd/3").reason());
            ask.post("/nodes/pve1/ceph/osd/3/out");
            assertEquals("OK", ask.ended(ask.post("/nodes/pve1/ceph/stop", "service", "osd.3")));
            assertEquals("OK", ask.ended(ask.delete("/nodes/pve1/ceph/osd/3")));
        }

        @Test
        @DisplayName("has its pools at pool, on 7 at pools too")
        void pools() {
            assertEquals(501, ask.get("/nodes/pve1/ceph/pools").status());
            assertEquals(
                    3,
                    ask.get("/nodes/pve1/ceph/pool").row("pool_name", "ceph-vm").get("size"));
            poseAs(Release.PVE_7_4, "pve1", "pve2", "pve3");
            assertEquals(
                    3,
                    ask.get("/nodes/pve1/ceph/pools")
                            .row("pool_name", "ceph-vm")
                            .get("size"));
        }
    }

    @Nested
    @DisplayName("Pools and mappings")
    class Names {

        @Test
        @DisplayName("of machines and storages are kept by both ways of naming a pool")
        void pools() {
            machine(100);
            ask.post("/pools", "poolid", "edge", "comment", "at the edge");
            assertEquals(
                    200,
                    ask.put("/pools", "poolid", "edge", "vms", "100", "storage", "ceph-vm")
                            .status());
            assertEquals(4, ((List<?>) ask.get("/pools/edge").map().get("members")).size());
            assertEquals(
                    "at the edge",
                    ask.get("/pools", "poolid", "edge").list().get(0).get("comment"));
            assertEquals(500, ask.delete("/pools/edge").status());
            assertEquals(
                    "edge",
                    ask.get("/cluster/resources", "type", "vm")
                            .row("vmid", "100")
                            .get("pool"));
        }

        @Test
        @DisplayName("of devices are checked for a node")
        void mappings() {
            String entry = "node=pve1,path=0000:01:00.0,id=10de:1eb8,iommugroup=14";
            assertEquals(
                    200,
                    ask.post("/cluster/mapping/pci", "id", "gpu", "map", entry, "mdev", "1")
                            .status());
            assertEquals(
                    List.of(entry), ask.get("/cluster/mapping/pci/gpu").map().get("map"));
            assertTrue(
                    ask.get("/cluster/mapping/pci", "check-node", "pve2").text().contains("No mapping for node"));
            assertEquals(
                    400,
                    ask.post("/cluster/mapping/pci", "id", "bad", "map", "node=pve1")
                            .status());
        }

        @Test
        @DisplayName("of privileges differ by release")
        void privileges() {
            assertFalse(ask.get("/access/permissions").text().contains("VM.Monitor"));
            poseAs(Release.PVE_8_4, "pve1");
            assertTrue(ask.get("/access/permissions").text().contains("VM.Monitor"));
        }
    }
}
