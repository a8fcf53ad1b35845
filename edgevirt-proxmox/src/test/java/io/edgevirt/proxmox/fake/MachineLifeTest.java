package io.edgevirt.proxmox.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A machine of the fake Proxmox VE")
class MachineLifeTest {
    private static final String VM = "/nodes/pve1/qemu/100";
    private FakeProxmox fake;
    private FakeClient client;

    @BeforeEach
    void start() {
        fake = FakeProxmox.start(settings -> settings.nodes("pve1", "pve2")
                .taskLength(Duration.ofMillis(1))
                .idle(Duration.ofMinutes(1))
                .lag(Duration.ZERO));
        client = FakeClient.root(fake);
    }

    @AfterEach
    void stop() {
        client.close();
        fake.close();
    }

    private void make(String... more) {
        String[] form = new String[more.length + 8];
        System.arraycopy(
                new String[] {"vmid", "100", "name", "web", "scsi0", "local-lvm:8", "net0", "virtio,bridge=vmbr0"},
                0,
                form,
                0,
                8);
        System.arraycopy(more, 0, form, 8, more.length);
        assertEquals("OK", client.ended(fake, client.post("/nodes/pve1/qemu", form)));
    }

    private void on() {
        assertEquals("OK", client.ended(fake, client.post(VM + "/status/start")));
    }

    private Map<String, Object> config() {
        return client.get(VM + "/config").map();
    }

    @Nested
    @DisplayName("when it is made")
    class Made {
        @Test
        @DisplayName("has real volumes, addresses and numbers where the request asked for new ones")
        void names() {
            make();

            assertEquals("local-lvm:vm-100-disk-0,size=8G", config().get("scsi0"));
            assertTrue(String.valueOf(config().get("net0")).matches("virtio=BC:24:11(:[0-9A-F]{2}){3},bridge=vmbr0"));
            assertTrue(String.valueOf(config().get("smbios1")).startsWith("uuid="));
            assertEquals("order=net0;scsi0", config().get("boot"));
        }

        @Test
        @DisplayName("is refused if its number is taken")
        void taken() {
            make();

            assertEquals(
                    "unable to create VM 100 - VM 100 already exists on node 'pve1'",
                    client.post("/nodes/pve2/qemu", "vmid", "100").reason());
        }

        @Test
        @DisplayName("leaves nothing behind if a disk does not fit")
        void full() {
            fake.world().full("local-lvm", true);
            FakeClient.Reply begun = client.post("/nodes/pve1/qemu", "vmid", "100", "scsi0", "local-lvm:8");

            assertTrue(client.ended(fake, begun).startsWith("unable to create VM 100 - lvcreate"));
            assertEquals(List.of(), fake.world().machines().all());
        }

        @Test
        @DisplayName("shows at first as unknown and without a name among the cluster's resources")
        void lag() {
            try (FakeProxmox slow = FakeProxmox.start(settings -> settings.lag(Duration.ofHours(1)));
                    FakeClient other = FakeClient.root(slow)) {
                other.ended(slow, other.post("/nodes/pve1/qemu", "vmid", "100", "name", "web"));
                Map<String, Object> row =
                        other.get("/cluster/resources", "type", "vm").rows().get(0);

                assertEquals("unknown", row.get("status"));
                assertFalse(row.containsKey("name"));
            }
        }
    }

    @Nested
    @DisplayName("when it is changed")
    class Changed {
        @Test
        @DisplayName("takes all at once while it is off")
        void off() {
            make();
            assertEquals(
                    200,
                    client.put(VM + "/config", "memory", "4096", "cores", "4").status());

            assertEquals("4", String.valueOf(config().get("cores")));
            assertEquals("4096", config().get("memory"));
        }

        @Test
        @DisplayName("keeps memory and processors for its next start while it runs, and takes its name at once")
        void pending() {
            make();
            on();
            client.put(VM + "/config", "memory", "4096", "name", "other");

            assertEquals(
                    "other", fake.world().machines().find(100).orElseThrow().name());
            assertTrue(client.get(VM + "/pending").rows().stream()
                    .anyMatch(row -> "memory".equals(row.get("key")) && "4096".equals(row.get("pending"))));
            client.ended(fake, client.post(VM + "/status/stop"));
            assertEquals(
                    "4096",
                    fake.world().machines().find(100).orElseThrow().config().get("memory"));
        }

        @Test
        @DisplayName("keeps the volume of a disk that is taken away")
        void unused() {
            make();
            client.put(VM + "/config", "delete", "scsi0");

            assertEquals("local-lvm:vm-100-disk-0", config().get("unused0"));
        }

        @Test
        @DisplayName("refuses a stale digest")
        void digest() {
            make();
            String before = String.valueOf(config().get("digest"));
            client.put(VM + "/config", "cores", "2");

            assertTrue(client.put(VM + "/config", "cores", "3", "digest", before)
                    .reason()
                    .startsWith("detected modified configuration"));
        }

        @Test
        @DisplayName("refuses while something else holds its lock")
        void locked() {
            make();
            fake.world()
                    .change(() ->
                            fake.world().machines().find(100).orElseThrow().lock("backup"));

            assertEquals(
                    "VM is locked (backup)",
                    client.put(VM + "/config", "cores", "3").reason());
        }
    }

    @Nested
    @DisplayName("when it is started and stopped")
    class Powered {
        @Test
        @DisplayName("runs, pauses, goes on and ends")
        void round() {
            make();
            on();
            assertEquals("running", client.get(VM + "/status/current").map().get("qmpstatus"));
            client.ended(fake, client.post(VM + "/status/suspend"));
            assertEquals("paused", client.get(VM + "/status/current").map().get("qmpstatus"));
            client.ended(fake, client.post(VM + "/status/resume"));
            assertEquals("OK", client.ended(fake, client.post(VM + "/status/shutdown")));
            assertEquals("stopped", client.get(VM + "/status/current").map().get("status"));
        }

        @Test
        @DisplayName("keeps its memory on disk and its lock while it is hibernated")
        void hibernated() {
            make();
            on();
            client.ended(fake, client.post(VM + "/status/suspend", "todisk", "1"));
            assertEquals("suspended", client.get(VM + "/status/current").map().get("lock"));
            on();

            assertFalse(config().containsKey("vmstate"));
            assertFalse(config().containsKey("lock"));
        }

        @Test
        @DisplayName("does not end on a shutdown its guest ignores")
        void deaf() {
            make();
            on();
            fake.world().machines().find(100).orElseThrow().deaf(true);

            assertEquals(
                    "VM quit/powerdown failed - got timeout",
                    client.ended(fake, client.post(VM + "/status/shutdown", "timeout", "1")));
        }

        @Test
        @DisplayName("holds its lock for the whole of a shutdown, which a stop may overrule")
        void overruled() {
            make();
            on();
            fake.world().machines().find(100).orElseThrow().deaf(true);
            FakeClient.Reply asking = client.post(VM + "/status/shutdown", "timeout", "100000");
            fake.world()
                    .locked(() -> fake.world()
                            .await(
                                    Duration.ofSeconds(5),
                                    () -> fake.world().machines().locks().held(100)));

            assertTrue(client.ended(fake, client.post(VM + "/status/stop")).startsWith("can't lock file"));
            assertEquals("OK", client.ended(fake, client.post(VM + "/status/stop", "overrule-shutdown", "1")));
            assertEquals("received interrupt", client.ended(fake, asking));
        }

        @Test
        @DisplayName("cannot be deleted while it runs")
        void deleted() {
            make();
            on();
            assertEquals("VM 100 is running - destroy failed", client.delete(VM).reason());
            client.ended(fake, client.post(VM + "/status/stop"));

            assertEquals("OK", client.ended(fake, client.delete(VM, "purge", "1")));
            assertEquals(
                    "Configuration file 'nodes/pve1/qemu-server/100.conf' does not exist",
                    client.get(VM + "/config").reason());
        }
    }

    @Nested
    @DisplayName("when it is copied, kept and moved")
    class Copied {
        @Test
        @DisplayName("is copied in full with addresses of its own")
        void clone_() {
            make();
            assertEquals("OK", client.ended(fake, client.post(VM + "/clone", "newid", "101", "name", "two")));
            Map<String, Object> copy = client.get("/nodes/pve1/qemu/101/config").map();

            assertEquals("local-lvm:vm-101-disk-0,size=8G", copy.get("scsi0"));
            assertFalse(copy.get("net0").equals(config().get("net0")));
            assertFalse(copy.containsKey("lock"));
        }

        @Test
        @DisplayName("is linked only to a template")
        void linked() {
            make();
            assertEquals(
                    "Linked clone feature is not supported for drive 'scsi0'",
                    client.post(VM + "/clone", "newid", "101", "full", "0").reason());
            assertEquals("OK", client.ended(fake, client.post(VM + "/template")));
            assertEquals("OK", client.ended(fake, client.post(VM + "/clone", "newid", "101")));

            assertEquals("local-lvm:base-100-disk-0,size=8G", config().get("scsi0"));
        }

        @Test
        @DisplayName("goes back to a snapshot")
        void snapshot() {
            make();
            client.ended(fake, client.post(VM + "/snapshot", "snapname", "before"));
            client.put(VM + "/config", "cores", "4");
            assertEquals("OK", client.ended(fake, client.post(VM + "/snapshot/before/rollback")));

            assertFalse(config().containsKey("cores"));
            assertEquals("before", config().get("parent"));
            assertEquals(2, client.get(VM + "/snapshot").rows().size());
        }

        @Test
        @DisplayName("moves with its local disks, and is not where it was")
        void migrated() {
            make();
            on();
            assertEquals(
                    "can't migrate running VM without --online",
                    client.post(VM + "/migrate", "target", "pve2").reason());
            assertTrue(client.ended(fake, client.post(VM + "/migrate", "target", "pve2", "online", "1"))
                    .contains("with-local-disks"));
            assertEquals(
                    "OK",
                    client.ended(
                            fake,
                            client.post(VM + "/migrate", "target", "pve2", "online", "1", "with-local-disks", "1")));
            assertEquals(
                    "running",
                    client.get("/nodes/pve2/qemu/100/status/current").map().get("status"));
            assertEquals(500, client.get(VM + "/config").status());
        }

        @Test
        @DisplayName("gets larger disks, never smaller ones")
        void resized() {
            make();
            client.ended(fake, client.put(VM + "/resize", "disk", "scsi0", "size", "+2G"));
            assertEquals("local-lvm:vm-100-disk-0,size=10G", config().get("scsi0"));

            assertEquals(
                    "shrinking disks is not supported",
                    client.ended(fake, client.put(VM + "/resize", "disk", "scsi0", "size", "5G")));
        }
    }

    @Nested
    @DisplayName("with an agent in its guest")
    class Inside {
        @Test
        @DisplayName("runs commands, and says why it cannot")
        void exec() {
            make("agent", "1");
            String agent = VM + "/agent";
            assertEquals("VM 100 is not running", client.post(agent + "/ping").reason());
            on();
            Object pid = client.post(agent + "/exec", "command", "echo", "command", "hello")
                    .map()
                    .get("pid");
            assertEquals(
                    "hello\n",
                    client.get(agent + "/exec-status", "pid", String.valueOf(pid))
                            .map()
                            .get("out-data"));
            fake.world().machines().find(100).orElseThrow().guest().installed(false);

            assertEquals(
                    "QEMU guest agent is not running",
                    client.post(agent + "/ping").reason());
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    @DisplayName("lives on every release")
    void everywhere(Release release) {
        try (FakeProxmox other = FakeProxmox.start(settings -> settings.version(release));
                FakeClient asking = FakeClient.root(other)) {
            asking.ended(
                    other, asking.post("/nodes/pve1/qemu", "vmid", "100", "scsi0", "local-lvm:1", "memory", "512"));
            asking.ended(other, asking.post(VM + "/status/start"));
            asking.ended(other, asking.post(VM + "/snapshot", "snapname", "s1", "vmstate", "1"));
            Object memory = asking.get(VM + "/config").map().get("memory");
            Object vmid = asking.get("/nodes/pve1/qemu").rows().get(0).get("vmid");

            assertEquals(release == Release.PVE_7_4 ? (Object) 512 : "512", memory);
            assertEquals(release == Release.PVE_7_4 ? "100" : (Object) 100, vmid);
            asking.ended(other, asking.post(VM + "/status/stop"));
            assertEquals("OK", asking.ended(other, asking.delete(VM, "purge", "1")));
            assertEquals(List.of(), other.world().site().stores().volumes().of(100));
        }
    }

    @Nested
    @DisplayName("with devices of the node")
    class Passed {
        @Test
        @DisplayName("does not start without the mapping of its device on that node")
        void mapped() {
            make("hostpci0", "mapping=gpu");

            assertEquals(
                    "PCI device mapping not found for 'gpu'", client.ended(fake, client.post(VM + "/status/start")));
            client.post(
                    "/cluster/mapping/pci",
                    "id",
                    "gpu",
                    "map",
                    "node=pve1,path=0000:01:00,id=10de:2204,subsystem-id=1043:87d5,iommugroup=1");
            on();
        }
    }

    @Nested
    @DisplayName("that crashed")
    class Crashed {
        @Test
        @DisplayName("heeds no shutdown, but a stop")
        void deaf() {
            make();
            on();
            fake.world()
                    .change(() ->
                            fake.world().machines().find(100).orElseThrow().qmpStatus("guest-panicked"));

            assertEquals(
                    "guest-panicked", client.get(VM + "/status/current").map().get("qmpstatus"));
            assertEquals(
                    "VM quit/powerdown failed - got timeout",
                    client.ended(fake, client.post(VM + "/status/shutdown", "timeout", "1")));
            assertEquals("OK", client.ended(fake, client.post(VM + "/status/stop")));
        }
    }

    @Nested
    @DisplayName("among many")
    class Many {
        @Test
        @DisplayName("is started with the others by one task, which tells of those that did not")
        void bulk() {
            make();
            fake.world().machines().put("pve2", 101, Map.of("name", "two"));
            fake.world()
                    .change(() ->
                            fake.world().machines().find(101).orElseThrow().startError("no"));

            assertEquals(
                    "WARNINGS: 1",
                    client.ended(fake, client.post("/cluster/bulk-action/guest/start", "vms", "100", "vms", "101")));
            assertTrue(fake.world().machines().find(100).orElseThrow().running());
        }

        @Test
        @DisplayName("cannot be changed while another holds its lock file")
        void blocked() {
            make();
            fake.world().machines().block(100, true);

            assertEquals(
                    "can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout",
                    client.put(VM + "/config", "cores", "2").reason());
        }
    }

    @Nested
    @DisplayName("that the HA manager keeps")
    class Kept {
        @Test
        @DisplayName("starts some time after the task of the start ended")
        void later() {
            make();
            fake.world()
                    .change(() -> fake.world()
                            .ha()
                            .resources()
                            .put("vm:100", new Ha.Resource("vm:100", "stopped", Map.of())));
            FakeClient.Reply begun = client.post(VM + "/status/start");

            assertTrue(begun.text().contains(":hastart:100:"));
            assertEquals("OK", client.ended(fake, begun));
            Vm vm = fake.world().machines().find(100).orElseThrow();
            assertTrue(fake.world().locked(() -> fake.world().await(Duration.ofMinutes(1), vm::running)));
        }
    }
}
