package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.Secret;
import io.edgevirt.Size;
import io.edgevirt.Snapshot;
import io.edgevirt.Switch;
import io.edgevirt.Trust;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.VMConfig;
import io.edgevirt.VMDefinition;
import io.edgevirt.Volume;
import io.edgevirt.Volumes;
import io.edgevirt.proxmox.Proxmox;
import io.edgevirt.proxmox.ProxmoxCluster;
import io.edgevirt.proxmox.ProxmoxConfiguration;
import io.edgevirt.proxmox.ProxmoxNode;
import io.edgevirt.proxmox.ProxmoxVM;
import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.proxmox.fake.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

@Label("Names and texts of whatever kind, given to Proxmox VE")
class HostileNamesProperties {

    private static final List<String> HOSTILE = List.of(
            "edge",
            "a'b",
            "a\"b",
            "l\u2019autre",
            "a&b=c",
            "a;b",
            "a,b",
            "a=b",
            "a:b",
            "../../access/users",
            "..",
            ".",
            "a/b",
            "/",
            "%2F..%2F",
            "%00",
            "a\0b",
            "a\nb",
            "a\r\nX: y",
            "\n#scsi0: x",
            "[snap]\nname: x",
            "\ud83d\ude00",
            "\ud800",
            "\u00e4\u00f6\u00fc",
            "e\u0301",
            "-rf",
            "--help",
            " lead",
            "trail ",
            "trail\n",
            "\ttab\t",
            "",
            " ",
            "0",
            "{node}",
            "{vmid}",
            "$(id)",
            "`id`",
            "a|b",
            "a?b#c",
            "a+b%20c",
            "\\",
            "current",
            "100",
            "pve1/local-lvm",
            "local-lvm:vm-100-disk-0",
            "edgevirt",
            "edgevirt:tag=x",
            "#edgevirt a=b",
            "<!-- edgevirt -->",
            "edgevirt.a.b",
            "ev_0",
            "x".repeat(200),
            "y z".repeat(3_500));

    private static final Map<String, BiConsumer<Hypervisor, String>> LOOKUPS = new LinkedHashMap<>();
    private static final Map<String, BiConsumer<Hypervisor, String>> USES = new LinkedHashMap<>();

    private static FakeProxmox fake;
    private static Hypervisor hv;
    private static Hypervisor other;
    private static Path image;

    static {
        LOOKUPS.put("machines", (h, n) -> h.vms().find(n));
        LOOKUPS.put("machine", (h, n) -> h.vms().byId(n).config());
        LOOKUPS.put("host", (h, n) -> h.hosts().byId(n).hardware());
        LOOKUPS.put("hosts", (h, n) -> h.hosts().find(n));
        LOOKUPS.put("pool", (h, n) -> h.storage().byId(n).volumes().list());
        LOOKUPS.put("pools", (h, n) -> h.storage().find(n));
        LOOKUPS.put("volume", (h, n) -> volumes(h).byId(n).info());
        LOOKUPS.put("volumes", (h, n) -> volumes(h).find(n));
        LOOKUPS.put("switch", (h, n) -> h.switches().byId(n).info());
        LOOKUPS.put("snapshot", (h, n) -> machine(h).snapshots().byId(n).info());
        LOOKUPS.put("cluster", (h, n) -> h.clusters().byId(n).info());
        LOOKUPS.put("pool of many hosts", (h, n) -> h.hciPools().byId(n).health());
        LOOKUPS.put("log", (h, n) -> h.unwrap(Proxmox.class).log(n));
        LOOKUPS.put("backups", (h, n) -> h.unwrap(Proxmox.class).backups(n));
        LOOKUPS.put("subnets", (h, n) -> h.unwrap(Proxmox.class).sdn().subnets(n));
        LOOKUPS.put("replication", (h, n) -> cluster(h).replicationState(n));

        USES.put("disk", (h, n) -> define(h).disk(Size.gib(1), d -> d.pool(n)).run());
        USES.put("nic", (h, n) -> define(h).nic(n).run());
        USES.put("mac", (h, n) -> define(h).nic("vmbr0", c -> c.mac(n)).run());
        USES.put("iso", (h, n) -> define(h).iso(n).run());
        USES.put("host of a new machine", (h, n) -> define(h).host(n).run());
        USES.put("cluster of a new machine", (h, n) -> define(h).cluster(n).run());
        USES.put("resource pool", (h, n) -> define(h).resourcePool(n).run());
        USES.put("folder", (h, n) -> define(h).folder(n).run());
        USES.put("guest system", (h, n) -> define(h).guestOs(n).run());
        USES.put("CPUs", (h, n) -> define(h).pinCpus(n).run());
        USES.put("profile", (h, n) -> define(h).vgpu(n).run());
        USES.put("image", (h, n) -> machine(h).attachIso(n));
        USES.put("target", (h, n) -> machine(h).migrate().pool(n).run());
        USES.put("clone's pool", (h, n) -> machine(h).cloneAs("copy").pool(n).create());
        USES.put("uplink", (h, n) -> h.switches().define("up").external(n).create());
        USES.put("range", (h, n) -> h.switches().define("nat").nat(n).create());
        USES.put("task", (h, n) -> h.unwrap(Proxmox.class).pickUp(n).run());
        USES.put(
                "network", (h, n) -> h.unwrap(Proxmox.class).sdn().removeVnet(n).run());
        USES.put("zone", (h, n) -> h.unwrap(Proxmox.class).sdn().removeZone(n).run());
        USES.put(
                "subnet",
                (h, n) -> h.unwrap(Proxmox.class).sdn().removeSubnet("none", n).run());
        USES.put(
                "mapping",
                (h, n) -> h.unwrap(Proxmox.class).mappings().removePci(n).run());
        USES.put("interface", (h, n) -> node(h).removeInterface(n).run());
        USES.put("rule", (h, n) -> cluster(h).removeHaRule(n).run());
        USES.put("group", (h, n) -> cluster(h).removeHaGroup(n).run());
        USES.put("job", (h, n) -> cluster(h).removeReplication(n).run());
        USES.put("disk moved", (h, n) -> own(h).moveDisk(n, "ceph-vm").run());
        USES.put("storage moved to", (h, n) -> own(h).moveDisk("scsi0", n).run());
        USES.put("text", (h, n) -> h.vms().defineNative(n));
        USES.put("key", (h, n) -> own(h).set(n.equals("edge") ? "" : n, "x").run());
    }

    private static Volumes volumes(Hypervisor h) {
        return h.storage().byId("pve1/local-lvm").volumes();
    }

    private static VM machine(Hypervisor h) {
        return h.vms().byId("100");
    }

    private static VMDefinition define(Hypervisor h) {
        return h.vms().define("new").cpus(1).memory(Size.mib(64));
    }

    private static ProxmoxCluster cluster(Hypervisor h) {
        return h.clusters().only().unwrap(ProxmoxCluster.class);
    }

    private static ProxmoxNode node(Hypervisor h) {
        return h.hosts().get("pve1").unwrap(ProxmoxNode.class);
    }

    private static ProxmoxConfiguration own(Hypervisor h) {
        return machine(h).unwrap(ProxmoxVM.class).configuration();
    }

    private static Hypervisor connect() {
        return EdgeVirt.connect(
                fake.uri().toString(),
                c -> c.username(fake.user())
                        .password(Secret.of(fake.password().toCharArray()))
                        .trust(Trust.pinnedSha256(fake.fingerprint())));
    }

    @BeforeContainer
    static void open() throws IOException {
        image = Files.writeString(Files.createTempFile("hostile", ".iso"), "an image");
        fake = FakeProxmox.start(s -> s.version(Release.PVE_8_4)
                .nodes("pve1", "pve2")
                .lag(Duration.ZERO)
                .loginDelay(Duration.ZERO)
                .taskLength(Duration.ZERO));
        fake.world()
                .machines()
                .put("pve1", 100, Map.of("name", "old", "memory", "512", "cores", "1", "description", "mine"));
        hv = connect();
        other = connect();
    }

    @AfterContainer
    static void close() throws IOException {
        Files.delete(image);
        hv.close();
        other.close();
        fake.close();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(HOSTILE),
                Arbitraries.of(HOSTILE).map(t -> "a" + t),
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.strings().ascii().ofMaxLength(12));
    }

    @Provide
    Arbitrary<String> lookups() {
        return Arbitraries.of(LOOKUPS.keySet());
    }

    @Provide
    Arbitrary<String> uses() {
        return Arbitraries.of(USES.keySet());
    }

    private static List<String> changes() {
        return fake.requests().stream()
                .filter(r -> !r.startsWith("GET ") && !r.startsWith("POST /access"))
                .toList();
    }

    /** Every request so far was one of the API's, and none came to where nobody meant it to go. */
    private static void onlyKnownPaths() {
        Set<String> known = Release.PVE_8_4.table().names();
        List<String> strange = new ArrayList<>(
                fake.requests().stream().filter(r -> !known.contains(r)).toList());
        strange.removeIf(r -> r.equals("POST /access/ticket"));
        assertEquals(List.of(), strange);
    }

    /** Does it, or is refused before anything changed. */
    private static <T> Optional<T> done(Supplier<T> deed) {
        fake.gate().restart();
        try {
            return Optional.of(deed.get());
        } catch (InvalidSpecException | UnsupportedFeatureException e) {
            assertNotNull(e.getMessage());
            assertEquals(List.of(), changes(), e::toString);
            return Optional.empty();
        } finally {
            onlyKnownPaths();
        }
    }

    @Property(tries = 80)
    @Label("as a machine's name are the name another reads, or are refused before anything changed")
    void machines(@ForAll("texts") String name) {
        done(() -> hv.vms().define(name).cpus(1).memory(Size.mib(64)).create()).ifPresent(vm -> {
            try {
                assertEquals(name, other.vms().byId(vm.id()).refresh().name());
            } finally {
                vm.delete();
            }
        });
    }

    @Property(tries = 100)
    @Label("as description and tags are what another reads, or are refused before anything changed")
    void texts(@ForAll("texts") String text, @ForAll("texts") String key, @ForAll("texts") String value) {
        done(() -> machine(hv).reconfigure().description(text).apply())
                .ifPresent(vm ->
                        assertEquals(text, machine(other).config().description().orElse("")));
        done(() -> machine(hv).reconfigure().tag(key, value).apply())
                .ifPresent(
                        vm -> assertEquals(value, machine(other).config().tags().get(key)));
        done(() -> define(hv).description(text).tag(key, value).create()).ifPresent(vm -> {
            try {
                VMConfig config = other.vms().byId(vm.id()).config();
                assertEquals(text, config.description().orElse(""));
                assertEquals(Map.of(key, value), config.tags());
            } finally {
                vm.delete();
            }
        });
        fake.world().change(() -> machineOfTheFake().remove("tags"));
        fake.world().change(() -> machineOfTheFake().remove("description"));
    }

    @Property(tries = 60)
    @Label("as the name of a machine that is renamed or copied are the name another reads, or are refused")
    void renamed(@ForAll("texts") String name) {
        done(() -> machine(hv).rename(name)).ifPresent(vm -> {
            assertEquals(name, machine(other).refresh().name());
            vm.rename("old");
        });
        done(() -> machine(hv).cloneAs(name).create()).ifPresent(copy -> {
            try {
                assertEquals(name, other.vms().byId(copy.id()).refresh().name());
            } finally {
                copy.delete();
            }
        });
    }

    @Property(tries = 60)
    @Label("as the name of a file that is sent are the name another reads, or are refused before anything changed")
    void files(@ForAll("texts") String name) {
        String iso = name + ".iso";
        done(() -> files(hv).define(iso).upload(image).create()).ifPresent(volume -> {
            try {
                assertEquals(iso, files(other).get(iso).name());
            } finally {
                volume.delete();
            }
        });
    }

    private static Volumes files(Hypervisor h) {
        return h.storage().byId("pve1/local").volumes();
    }

    @Example
    @Label("are taken wherever Proxmox VE can keep them")
    void taken() {
        String text = "l\u2019autre & 50%; a,b=c \"x\"\n#edgevirt: '\ud83d\ude00' ../..";

        assertTrue(
                done(() -> machine(hv).reconfigure().description(text).apply()).isPresent());
        assertEquals(Optional.of(text), machine(other).config().description());
        assertTrue(done(() -> machine(hv).reconfigure().tag("site", "a b & c").apply())
                .isPresent());
        assertEquals(Map.of("site", "a b & c"), machine(other).config().tags());
        assertTrue(done(() ->
                        machine(hv).snapshots().take("a-b_c").description(text).create())
                .isPresent());
        look(machine(hv).snapshots().get("a-b_c"), "a-b_c", text);
        assertTrue(
                done(() -> files(hv).define("a-b.iso").upload(image).create()).isPresent());
        files(other).get("a-b.iso").delete();
        assertTrue(done(() -> hv.switches()
                        .define("a; b=c, (d)")
                        .isolated()
                        .host("pve1")
                        .create())
                .isPresent());
        other.switches().get("a; b=c, (d)").delete();
        fake.world().change(() -> machineOfTheFake().remove("tags"));
        fake.world().change(() -> machineOfTheFake().remove("description"));
    }

    private static Map<String, String> machineOfTheFake() {
        return fake.world().machines().get("pve1", 100).config();
    }

    @Property(tries = 60)
    @Label("as a snapshot's name and description are what another reads, or are refused before anything changed")
    void snapshots(@ForAll("texts") String name, @ForAll("texts") String text) {
        done(() -> machine(hv).snapshots().take(name).description(text).create())
                .ifPresent(snapshot -> look(snapshot, name, text));
        done(() -> machine(hv).snapshots().take("plain").description(text).create())
                .ifPresent(snapshot -> look(snapshot, "plain", text));
    }

    private static void look(Snapshot snapshot, String name, String text) {
        try {
            Snapshot read = machine(other).snapshots().get(name);
            assertEquals(name, read.name());
            assertEquals(text, read.info().description().orElse(""));
        } finally {
            snapshot.delete();
        }
    }

    @Property(tries = 60)
    @Label("as a volume's name are the name another reads, or are refused before anything changed")
    void volumes(@ForAll("texts") String name) {
        done(() -> volumes(hv).define(name).size(Size.mib(64)).create()).ifPresent(volume -> {
            try {
                Volume read = volumes(other).get(name);
                assertEquals(name, read.name());
            } finally {
                volume.delete();
            }
        });
    }

    @Property(tries = 40)
    @Label("as a switch's name are the name another reads, or are refused before anything changed")
    void switches(@ForAll("texts") String name) {
        done(() -> hv.switches().define(name).isolated().host("pve1").create()).ifPresent(made -> {
            try {
                Switch read = other.switches().byId(made.id());
                assertEquals(name, read.name());
            } finally {
                made.delete();
            }
        });
    }

    @Property(tries = 300)
    @Label("that are looked for find nothing else, and change nothing")
    void lookups(@ForAll("lookups") String what, @ForAll("texts") String name) {
        fake.gate().restart();
        try {
            LOOKUPS.get(what).accept(hv, name);
        } catch (EdgeVirtException e) {
            assertNotNull(e.getMessage());
        }
        assertEquals(List.of(), changes());
        onlyKnownPaths();
    }

    @Property(tries = 300)
    @Label("that nothing has change nothing where they are given for something")
    void uses(@ForAll("uses") String what, @ForAll("texts") String name) {
        Set<Integer> before = ids();
        fake.gate().restart();
        try {
            USES.get(what).accept(hv, name);
        } catch (EdgeVirtException e) {
            assertNotNull(e.getMessage());
            assertEquals(before, ids());
        } finally {
            onlyKnownPaths();
        }
        assertEquals(Optional.of("old"), Optional.ofNullable(machineOfTheFake().get("name")));
        clear();
        assertTrue(ids().contains(100));
    }

    private static Set<Integer> ids() {
        return fake.world().locked(() -> {
            Set<Integer> ids = new TreeSet<>();
            fake.world().machines().all().forEach(vm -> ids.add(vm.vmid()));
            return ids;
        });
    }

    private static void clear() {
        hv.vms().list().stream().filter(vm -> !vm.id().equals("100")).forEach(VM::delete);
    }
}
