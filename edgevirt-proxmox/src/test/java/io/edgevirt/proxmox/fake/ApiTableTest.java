package io.edgevirt.proxmox.fake;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The table of the official API")
class ApiTableTest {
    private static Map<String, String> wrong(Release release, String verb, String path, String... pairs) {
        ApiTable.Asked asked = release.table().find(verb, path).orElseThrow();
        Map<String, List<String>> values = new LinkedHashMap<>();
        asked.values().forEach((key, value) -> values.put(key, List.of(value)));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], List.of(pairs[i + 1]));
        }
        return assertThrows(Refusal.class, () -> asked.method().check(values)).errors();
    }

    private static void right(Release release, String verb, String path, String... pairs) {
        ApiTable.Asked asked = release.table().find(verb, path).orElseThrow();
        Map<String, List<String>> values = new LinkedHashMap<>();
        asked.values().forEach((key, value) -> values.put(key, List.of(value)));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], List.of(pairs[i + 1]));
        }
        assertDoesNotThrow(() -> asked.method().check(values));
    }

    @Nested
    @DisplayName("knows of each release")
    class Releases {
        @Test
        @DisplayName("the paths that were added and dropped")
        void paths() {
            assertTrue(
                    Release.PVE_7_4.table().find("GET", "/cluster/mapping/pci").isEmpty());
            assertTrue(
                    Release.PVE_8_4.table().find("GET", "/cluster/mapping/pci").isPresent());
            assertTrue(Release.PVE_9_1.table().find("GET", "/cluster/ha/rules").isPresent());
            assertTrue(Release.PVE_8_4.table().find("GET", "/cluster/ha/rules").isEmpty());
        }

        @Test
        @DisplayName("the parameters that were added")
        void parameters() {
            String stop = "/nodes/pve1/qemu/100/status/stop";
            right(Release.PVE_8_4, "POST", stop, "overrule-shutdown", "1");

            assertEquals(
                    Set.of("overrule-shutdown"),
                    wrong(Release.PVE_7_4, "POST", stop, "overrule-shutdown", "1")
                            .keySet());
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("all that the fake answers, in one release at least")
        void answered(Release release) {
            try (FakeProxmox fake = FakeProxmox.start(settings -> settings.version(release))) {
                Set<String> unknown = new TreeSet<>(fake.routes().names());
                for (Release each : Release.values()) {
                    unknown.removeAll(each.table().names());
                }

                assertEquals(Set.of(), unknown);
            }
        }
    }

    @Nested
    @DisplayName("finds a method")
    class Finds {
        @Test
        @DisplayName("by fixed segments rather than by open ones")
        void fixed() {
            assertEquals(
                    "GET /nodes/{node}/qemu/{vmid}/status/current",
                    Release.PVE_9_1
                            .table()
                            .find("GET", "/nodes/pve1/qemu/100/status/current")
                            .orElseThrow()
                            .method()
                            .name());
        }

        @Test
        @DisplayName("though a volume's name holds slashes")
        void volume() {
            assertEquals(
                    "local:iso/x.iso",
                    Release.PVE_9_1
                            .table()
                            .find("DELETE", "/nodes/pve1/storage/local/content/local:iso/x.iso")
                            .orElseThrow()
                            .values()
                            .get("volume"));
        }
    }

    @Nested
    @DisplayName("refuses")
    class Refuses {
        @Test
        @DisplayName("what is not there and must be")
        void missing() {
            assertEquals(
                    Map.of("vmid", "property is missing and it is not optional"),
                    wrong(Release.PVE_9_1, "POST", "/nodes/pve1/qemu"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "onboot|true",
                    "cores|many",
                    "cores|0",
                    "name|not a name",
                    "name|under_score",
                    "bios|coreboot",
                    "net0|virtio,bridge=vmbr0,colour=red",
                    "net32|virtio",
                    "net01|virtio",
                    "scsi31|local-lvm:8",
                    "ide4|none",
                    "scsi0|local-lvm:8,speed=fast",
                    "tags|no%way",
                    "cpulimit|129",
                    "sshkeys|ssh-ed25519 AAAA",
                    "ipconfig0|ip=dhcp,mask=24",
                    "smbios1|uuid=x,colour=red",
                    "virtio[n]|local-lvm:8",
                    "startup|order=first",
                    "agent|enabled=1,,",
                    "searchdomain2|x"
                })
        @DisplayName("a value of a machine that is of no right form")
        void forms(String name, String value) {
            assertEquals(
                    Set.of(name),
                    wrong(Release.PVE_9_1, "POST", "/nodes/pve1/qemu", "vmid", "100", name, value)
                            .keySet());
        }

        @Test
        @DisplayName("a snapshot's name of one character")
        void shortName() {
            assertEquals(
                    Set.of("snapname"),
                    wrong(Release.PVE_9_1, "POST", "/nodes/pve1/qemu/100/snapshot", "snapname", "a")
                            .keySet());
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    @DisplayName("lets a usual machine through")
    void usual(Release release) {
        right(
                release,
                "POST",
                "/nodes/pve1/qemu",
                "vmid",
                "100",
                "name",
                "web-1.example.org",
                "scsi0",
                "local-lvm:8,discard=on,iothread=1,ssd=1",
                "net0",
                "virtio,bridge=vmbr0,tag=20,firewall=1",
                "ide2",
                "local:iso/x.iso,media=cdrom",
                "smbios1",
                "uuid=00000000-0000-4000-8000-000000000001",
                "agent",
                "enabled=1",
                "memory",
                "2048",
                "tags",
                "a;b",
                "onboot",
                "1",
                "boot",
                "order=scsi0;net0",
                "serial0",
                "socket",
                "efidisk0",
                "local-lvm:1,efitype=4m,pre-enrolled-keys=1",
                "cpu",
                "host",
                "startup",
                "order=1,up=30",
                "hostpci0",
                "0000:01:00,pcie=1",
                "sshkeys",
                "ssh-ed25519%20AAAA%0A");
    }
}
