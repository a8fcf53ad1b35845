package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Feature;
import io.edgevirt.InvalidStateException;
import io.edgevirt.Support.Status;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.proxmox.ProxmoxConfiguration;
import io.edgevirt.proxmox.ProxmoxImaging;
import io.edgevirt.proxmox.ProxmoxVM;
import io.edgevirt.proxmox.VMMetrics;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.fake.Vm;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("a machine in Proxmox VE's own words")
class OwnMachineTest {

    private NetworkBed bed = new NetworkBed(Release.PVE_9_1);

    @AfterEach
    void close() {
        bed.close();
    }

    private void poseAs(Release release) {
        bed.close();
        bed = new NetworkBed(release);
    }

    private VM machine(String... config) {
        Map<String, String> all =
                new LinkedHashMap<>(Map.of("name", "edge-01", "memory", "512", "vmstatestorage", "local-lvm"));
        for (int i = 0; i < config.length; i += 2) {
            all.put(config[i], config[i + 1]);
        }
        bed.fake.world().machines().put("pve1", 100, all);
        return bed.hv.vms().byId("100");
    }

    private Vm fake() {
        return bed.fake.world().machines().find(100).orElseThrow();
    }

    private ProxmoxVM running(String... config) {
        VM vm = machine(config);
        bed.fake.world().change(() -> fake().qmpStatus("running"));
        return vm.unwrap(ProxmoxVM.class);
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    @DisplayName("brings its guest's file systems to rest, and lets them go on")
    void freeze(Release release) {
        poseAs(release);
        ProxmoxVM vm = running("agent", "1");

        assertTrue(vm.freeze().run() > 0);
        assertTrue(vm.frozen());
        assertTrue(vm.thaw().run() > 0);
        assertFalse(vm.frozen());
    }

    @Test
    @DisplayName("brings nothing to rest where no agent answers")
    void deaf() {
        ProxmoxVM vm = running("agent", "1");
        fake().guest().installed(false);

        assertThrows(InvalidStateException.class, () -> vm.freeze().run());
        assertFalse(fake().guest().frozen());
    }

    @Test
    @DisplayName("trims its disks, and tells what its guest is")
    void guest() {
        ProxmoxVM vm = running("agent", "1");

        assertEquals("edge-01", vm.fstrim().run().name());
        assertEquals("debian", vm.guestOs().get("id"));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    @DisplayName("hibernates to a storage of one's choice, and starts from there")
    void hibernate(Release release) {
        poseAs(release);
        VM vm = running().hibernate("local-lvm").run();

        assertEquals(VMState.SAVED, vm.refresh().state());
        assertEquals(Optional.of("suspended"), vm.unwrap(ProxmoxVM.class).lock());
        vm.start();
        assertEquals(VMState.RUNNING, vm.refresh().state());
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    @DisplayName("is sent keys, while it runs alone")
    void keys(Release release) {
        poseAs(release);
        running().sendKey("ctrl-alt-delete").run();

        assertEquals(List.of("ctrl-alt-delete"), fake().keys());
        bed.fake.world().change(() -> fake().qmpStatus("stopped"));
        assertThrows(
                EdgeVirtException.class,
                () -> bed.hv
                        .vms()
                        .byId("100")
                        .unwrap(ProxmoxVM.class)
                        .sendKey("ret")
                        .run());
    }

    @Test
    @DisplayName("has a page with its screen, which names its node")
    void page() {
        URI page = machine().unwrap(ProxmoxVM.class).noVnc();

        assertEquals("https", page.getScheme());
        assertTrue(page.getQuery().contains("vmid=100"), page::toString);
        assertTrue(page.getQuery().contains("node=pve1"), page::toString);
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    @DisplayName("has figures of the past, oldest first")
    void metrics(Release release) {
        poseAs(release);
        List<VMMetrics> figures = running().metrics(ProxmoxVM.Timeframe.HOUR);

        assertFalse(figures.isEmpty());
        for (int i = 1; i < figures.size(); i++) {
            assertFalse(figures.get(i).at().isBefore(figures.get(i - 1).at()));
        }
    }

    @Test
    @DisplayName("has its configuration behind the same door, and no other")
    void doors() {
        VM vm = machine("cores", "1");
        ProxmoxVM own = vm.unwrap(ProxmoxVM.class);
        own.configuration().set("cores", "2").run();

        assertEquals("2", own.configuration().values().get("cores"));
        assertEquals(Optional.empty(), vm.unwrapIf(ProxmoxConfiguration.class));
        assertEquals(Optional.empty(), vm.unwrapIf(ProxmoxImaging.class));
    }

    @Nested
    @DisplayName("tells of itself, with one request, that it can")
    class Supports {

        private Status asked(VM vm, Feature feature) {
            bed.fake.gate().restart();
            Status told = vm.supports(feature).status();

            assertEquals(
                    1, bed.fake.requests().size(), () -> bed.fake.requests().toString());
            return told;
        }

        @ParameterizedTest
        @CsvSource({
            "agent, 1, GUEST_EXEC, CONDITIONAL",
            "agent, 'enabled=1,fstrim_cloned_disks=1', SNAPSHOT_QUIESCE, CONDITIONAL",
            "agent, 0, GUEST_FILES, NO",
            "cores, 1, GUEST_ADDRESSES, NO",
            "serial0, socket, SERIAL_CONSOLE, YES",
            "serial0, /dev/ttyS0, SERIAL_CONSOLE, NO",
            "cores, 1, SERIAL_CONSOLE, NO",
            "vga, none, SCREENSHOT, NO",
            "vga, type=none, REMOTE_DISPLAY, NO",
            "vga, std, REMOTE_DISPLAY, YES",
            "cores, 1, HOT_RECONFIGURE, NO",
            "hotplug, 'disk,cpu', HOT_RECONFIGURE, CONDITIONAL",
            "hotplug, memory, HOT_RECONFIGURE, NO",
            "hostpci0, 0000:01:00.0, SAVE, NO",
            "cores, 1, SAVE, YES",
            "template, 1, POWER, NO"
        })
        @DisplayName("what its configuration lets it, or not")
        void configured(String key, String value, Feature feature, Status told) {
            assertEquals(told, asked(machine(key, value), feature));
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("have processors and memory added, with hotplug and NUMA")
        void hot(Release release) {
            poseAs(release);

            assertEquals(
                    Status.YES,
                    asked(machine("hotplug", "network,disk,cpu,memory", "numa", "1"), Feature.HOT_RECONFIGURE));
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("have snapshots taken, where the storages of its disks take them")
        void snapshots(Release release) {
            poseAs(release);
            assertEquals(Status.YES, asked(machine("scsi0", "local-lvm:vm-100-disk-0,size=1G"), Feature.SNAPSHOTS));
            assertEquals(Status.NO, asked(machine("scsi0", "local:100/vm-100-disk-0.raw,size=1G"), Feature.SNAPSHOTS));
        }

        @Test
        @DisplayName("what every machine can, without asking")
        void general() {
            VM vm = machine();
            bed.fake.gate().restart();

            assertEquals(Status.YES, vm.supports(Feature.RENAME).status());
            assertEquals(List.of(), bed.fake.requests());
        }
    }
}
