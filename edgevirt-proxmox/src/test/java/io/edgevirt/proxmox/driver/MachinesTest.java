package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.ConflictException;
import io.edgevirt.DeleteOptions;
import io.edgevirt.EdgeVirt;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Firmware;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Secret;
import io.edgevirt.Size;
import io.edgevirt.Trust;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.VMConfig;
import io.edgevirt.VMState;
import io.edgevirt.proxmox.ProxmoxVM;
import io.edgevirt.proxmox.fake.Gate;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.http.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Machines of a fake Proxmox VE")
class MachinesTest {

    @ParameterizedTest(name = "of {0}")
    @EnumSource(Release.class)
    @DisplayName("are listed with one request, those of a dead node among them")
    void listing(Release release) {
        try (NetworkBed bed = new NetworkBed(release)) {
            for (int i = 0; i < 40; i++) {
                bed.fake.world().machines().put(i % 2 == 0 ? "pve1" : "pve2", 100 + i, Map.of("name", "m" + i));
            }
            bed.hv.vms().list();
            bed.fake.kill("pve2");
            bed.fake.gate().restart();
            List<VM> listed = bed.hv.vms().list();

            assertEquals(40, listed.size());
            assertEquals(List.of("GET /cluster/resources"), bed.fake.requests());
            assertEquals(
                    20,
                    listed.stream().filter(vm -> vm.state() == VMState.UNKNOWN).count());
        }
    }

    @ParameterizedTest(name = "of {0}")
    @EnumSource(Release.class)
    @DisplayName("are made whole by one request, and read back as they were asked for")
    void whole(Release release) {
        try (NetworkBed bed = new NetworkBed(release)) {
            VM vm = bed.hv
                    .vms()
                    .define("edge-01")
                    .cpus(2)
                    .memory(Size.gib(1))
                    .disk(Size.mib(300))
                    .disk(Size.gb(2), d -> d.pool("local-lvm"))
                    .nic("vmbr0", n -> n.vlan(20).mac("bc:24:11:0a:0b:0c"))
                    .firmware(Firmware.UEFI)
                    .secureBoot(true)
                    .tpm(true)
                    .guestOs("l26")
                    .description("100% ours\n  second line")
                    .tag("Site", "Berlin Mitte")
                    .autostart(true)
                    .create();
            assertEquals(1, bed.fake.requests("POST /nodes/{node}/qemu"));
            VMConfig config = vm.config();

            assertEquals(Size.mib(300), config.disks().get(0).size().orElseThrow());
            assertEquals(Size.gb(2), config.disks().get(1).size().orElseThrow());
            assertEquals(Optional.of(20), config.nics().get(0).vlan());
            assertEquals(Optional.of("bc:24:11:0a:0b:0c"), config.nics().get(0).mac());
            assertEquals(Optional.of(true), config.secureBoot());
            assertEquals(Optional.of(true), config.tpm());
            assertEquals(Optional.of("100% ours\n  second line"), config.description());
            assertEquals(Map.of("Site", "Berlin Mitte"), config.tags());
            assertEquals(Optional.of(true), config.autostart());
        }
    }

    @ParameterizedTest(name = "{0} of them")
    @ValueSource(ints = {12, 64})
    @DisplayName("made at the same time, by two connections, have ids of their own, and none is lost")
    void parallel(int count) throws Exception {
        try (NetworkBed bed = new NetworkBed(Release.PVE_9_1);
                Hypervisor other = another(bed)) {
            List<Callable<VM>> work = IntStream.range(0, count)
                    .<Callable<VM>>mapToObj(i -> () -> (i % 2 == 0 ? bed.hv : other)
                            .vms()
                            .define("p" + i)
                            .memory(Size.mib(64))
                            .create())
                    .toList();
            Map<String, String> made = new HashMap<>();
            for (VM vm : ends(work)) {
                made.put(vm.id(), vm.name());
            }

            assertEquals(count, made.size());
            assertEquals(count, bed.fake.world().machines().all().size());
        }
    }

    @ParameterizedTest(name = "{0} of them")
    @ValueSource(ints = {12, 64})
    @DisplayName("copied at the same time, by two connections, have ids of their own, and none is lost")
    void parallelCopies(int count) throws Exception {
        try (NetworkBed bed = new NetworkBed(Release.PVE_9_1);
                Hypervisor other = another(bed)) {
            VM original = bed.hv.vms().define("o").memory(Size.mib(64)).create();
            VM same = other.vms().byId(original.id());
            List<Callable<VM>> work = IntStream.range(0, count)
                    .<Callable<VM>>mapToObj(i -> () ->
                            (i % 2 == 0 ? original : same).cloneAs("c" + i).create())
                    .toList();
            Set<String> ids = new HashSet<>();
            for (VM vm : ends(work)) {
                ids.add(vm.id());
            }

            assertEquals(count, ids.size());
            assertEquals(count + 1, bed.fake.world().machines().all().size());
        }
    }

    private static List<VM> ends(List<Callable<VM>> work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<VM> ends = new java.util.ArrayList<>();
            for (Future<VM> end : threads.invokeAll(work)) {
                ends.add(end.get());
            }
            return ends;
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest(name = "of {0}")
    @EnumSource(Release.class)
    @DisplayName("that others made a moment ago are known by name")
    void fresh(Release release) {
        try (NetworkBed bed = new NetworkBed(release)) {
            bed.hv.vms().list();
            bed.fake.world().machines().put("pve1", 105, Map.of("name", "theirs"));

            assertThrows(
                    AlreadyExistsException.class,
                    () -> bed.hv.vms().define("theirs").create());
        }
    }

    @ParameterizedTest(name = "of {0}")
    @EnumSource(Release.class)
    @DisplayName("get their data for cloud-init on an image of their own, which goes with them and is never shown")
    void cloudInit(Release release) {
        try (NetworkBed bed = new NetworkBed(release)) {
            String data = "#cloud-config\npassword: not-to-be-printed\n";
            var definition = bed.hv.vms().define("edge-01").cloudInit(data);
            assertFalse(definition.explain().toString().contains("not-to-be-printed"));
            VM vm = definition.create();
            VM copy = vm.cloneAs("edge-02").cloudInit(data).create();
            VM plain = vm.cloneAs("edge-03").create();

            assertEquals(2, seeds(bed).size());
            assertTrue(vm.config().isos().isEmpty());
            assertFalse(plain.config().nativeText().orElse("").contains("cloudinit"));
            vm.delete();
            assertEquals(1, seeds(bed).size());
            copy.delete();
            assertEquals(Set.of(), seeds(bed));
        }
    }

    @ParameterizedTest(name = "of {0}")
    @EnumSource(Release.class)
    @DisplayName("boot an image of this machine, which is sent beforehand and removed if the create fails")
    void localIso(Release release, @TempDir Path folder) throws IOException {
        Path image = Files.writeString(folder.resolve("my image.iso"), "data");
        try (NetworkBed bed = new NetworkBed(release)) {
            VM vm = bed.hv.vms().define("edge-01").iso(image).create();
            assertTrue(vm.config().isos().get(0).matches(".*:iso/my_image-[0-9a-f]{8}\\.iso"));

            Set<String> before = isos(bed);
            bed.once("POST /nodes/{node}/qemu", new Gate.Fault.Reply(500, "out of luck"));
            EdgeVirtException failed = assertThrows(
                    EdgeVirtException.class,
                    () -> bed.hv.vms().define("edge-02").iso(image).create());
            assertEquals(List.of(), failed.leftovers());
            assertEquals(before, isos(bed));
        }
    }

    @ParameterizedTest(name = "of {0}")
    @EnumSource(Release.class)
    @DisplayName("of another uuid are not deleted by a handle of an earlier machine of their VMID")
    void stranger(Release release) {
        try (NetworkBed bed = new NetworkBed(release)) {
            VM ours = bed.hv.vms().define("ours").create();
            bed.fake.world().machines().remove(Integer.parseInt(ours.id()));
            bed.fake
                    .world()
                    .machines()
                    .put(
                            "pve1",
                            Integer.parseInt(ours.id()),
                            Map.of("name", "theirs", "smbios1", "uuid=1b4e28ba-2fa1-41d2-883f-0016d3cca427"));

            assertThrows(NotFoundException.class, ours::delete);
            assertThrows(NotFoundException.class, ours::delete, "nor the second time");
            assertTrue(bed.fake.world().machines().named("theirs").isPresent());
            bed.hv.vms().get("theirs").delete();
        }
    }

    @ParameterizedTest(name = "of {0}")
    @EnumSource(Release.class)
    @DisplayName("are not deleted while they are protected or locked; their disks cannot be kept")
    void refused(Release release) {
        try (NetworkBed bed = new NetworkBed(release)) {
            VM vm = bed.hv.vms().define("edge-01").disk(Size.gib(1)).create();
            var config = bed.fake
                    .world()
                    .machines()
                    .find(Integer.parseInt(vm.id()))
                    .orElseThrow()
                    .config();

            assertThrows(UnsupportedFeatureException.class, () -> vm.delete(DeleteOptions.keepDisks()));
            config.put("protection", "1");
            assertThrows(InvalidStateException.class, vm::delete);
            config.remove("protection");
            config.put("lock", "backup");
            assertThrows(ConflictException.class, vm::delete);
            config.remove("lock");
            vm.delete();
            assertThrows(NotFoundException.class, vm::refresh);
        }
    }

    @ParameterizedTest(name = "of {0}")
    @EnumSource(Release.class)
    @DisplayName("come back from their own text, uuid and all")
    void roundTrip(Release release) {
        try (NetworkBed bed = new NetworkBed(release)) {
            VM vm = bed.hv
                    .vms()
                    .define("edge-01")
                    .description("50% #1\n#2")
                    .tag("a", "b")
                    .create();
            String text = vm.config().nativeText().orElseThrow();
            vm.delete();
            VM again = bed.hv.vms().defineNative(text);

            assertEquals(
                    text.replaceAll("meta: .*\n", ""),
                    again.config().nativeText().orElseThrow().replaceAll("meta: .*\n", ""));
        }
    }

    @ParameterizedTest(name = "of {0}")
    @EnumSource(Release.class)
    @DisplayName("become templates for good, of which linked copies are made; those keep the template")
    void templates(Release release) {
        try (NetworkBed bed = new NetworkBed(release)) {
            VM vm = bed.hv
                    .vms()
                    .define("edge-01")
                    .disk(Size.gib(1), d -> d.pool("local-lvm"))
                    .create();
            var linked = vm.cloneAs("edge-02").linked(true);
            assertThrows(InvalidStateException.class, linked::create);
            vm.unwrap(ProxmoxVM.class).imaging().convertToTemplate().run();
            VM copy = vm.cloneAs("edge-02").linked(true).create();

            assertEquals(Optional.of(true), vm.refresh().info().template());
            assertEquals(Optional.of(false), copy.info().template());
            assertThrows(InvalidStateException.class, vm::delete);
            copy.delete();
            vm.delete();
        }
    }

    @ParameterizedTest(name = "of {0}")
    @EnumSource(Release.class)
    @DisplayName("get disks that are copies of other machines' disks")
    void imports(Release release) {
        try (NetworkBed bed = new NetworkBed(release)) {
            VM one = bed.hv
                    .vms()
                    .define("edge-01")
                    .disk(Size.mib(96), d -> d.pool("local-lvm"))
                    .create();
            VM two = bed.hv.vms().define("edge-02").create();
            String volume = one.config().disks().get(0).path().orElseThrow();
            two.unwrap(ProxmoxVM.class)
                    .imaging()
                    .importDisk("local-lvm", volume)
                    .run();

            assertEquals(Optional.of(Size.mib(96)), two.config().disks().get(0).size());
        }
    }

    @ParameterizedTest(name = "of {0}")
    @EnumSource(Release.class)
    @DisplayName("are kept from sending from other addresses by the firewall, if the cluster has it on")
    void spoofing(Release release) {
        try (NetworkBed bed = new NetworkBed(release)) {
            var guarded = bed.hv.vms().define("edge-01").nic("vmbr0", n -> n.macSpoofing(false));
            assertThrows(InvalidStateException.class, guarded::create);
            bed.strange(Call.put("/cluster/firewall/options").with("enable", 1));
            VM vm = bed.hv
                    .vms()
                    .define("edge-01")
                    .nic("vmbr0", n -> n.macSpoofing(false))
                    .nic("vmbr0")
                    .create();

            assertEquals(Optional.of(false), vm.config().nics().get(0).macSpoofing());
            assertEquals(Optional.of(true), vm.config().nics().get(1).macSpoofing());
        }
    }

    private static Hypervisor another(NetworkBed bed) {
        return EdgeVirt.connect(
                bed.fake.uri().toString(),
                c -> c.username(bed.fake.user())
                        .password(Secret.of(bed.fake.password().toCharArray()))
                        .trust(Trust.pinnedSha256(bed.fake.fingerprint())));
    }

    private static Set<String> isos(NetworkBed bed) {
        return bed.hv.storage().list().stream()
                .filter(pool -> pool.info().active())
                .flatMap(pool -> pool.volumes().list().stream())
                .map(v -> v.id())
                .filter(id -> id.contains(":iso/"))
                .collect(Collectors.toSet());
    }

    private static Set<String> seeds(NetworkBed bed) {
        return isos(bed).stream().filter(id -> id.contains("cloudinit")).collect(Collectors.toSet());
    }
}
