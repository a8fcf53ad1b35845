package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.edgevirt.EdgeVirt;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.HCIPool;
import io.edgevirt.Host;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Snapshot;
import io.edgevirt.StoragePool;
import io.edgevirt.Trust;
import io.edgevirt.VM;
import io.edgevirt.proxmox.Proxmox;
import io.edgevirt.proxmox.ProxmoxCluster;
import io.edgevirt.proxmox.ProxmoxConfiguration;
import io.edgevirt.proxmox.ProxmoxNode;
import io.edgevirt.proxmox.ProxmoxVM;
import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.proxmox.fake.Gate;
import io.edgevirt.proxmox.fake.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

@Label("Replies of Proxmox VE that were spoilt on their way")
class SpoiltRepliesProperties {

    private static final int HANGS = 60;
    private static final Map<String, Consumer<Hypervisor>> READS = new LinkedHashMap<>();
    private static final Map<String, Consumer<Hypervisor>> DEEDS = new LinkedHashMap<>();
    private static final List<FakeProxmox> FAKES = new ArrayList<>();
    private static final List<Hypervisor> CONNECTIONS = new ArrayList<>();

    static {
        READS.put("list", hv -> hv.vms().list().forEach(vm -> look(vm.info())));
        READS.put("machine", hv -> look(hv.vms().byId("100").refresh().info()));
        READS.put("config", hv -> look(machine(hv).config()));
        READS.put(
                "disks", hv -> look(machine(hv).disks().toString() + machine(hv).nics()));
        READS.put("stats", hv -> look(machine(hv).stats()));
        READS.put("addresses", hv -> look(machine(hv).guest().addresses()));
        READS.put("snapshots", hv -> machine(hv).snapshots().list().forEach(SpoiltRepliesProperties::snapshot));
        READS.put("current snapshot", hv -> look(machine(hv).snapshots().current()));
        READS.put("hosts", hv -> hv.hosts().list().forEach(host -> look(host.info())));
        READS.put("hardware", hv -> look(host(hv).hardware()));
        READS.put("switches", hv -> hv.switches().list().forEach(s -> look(s.info())));
        READS.put("pools", hv -> hv.storage().list().forEach(p -> look(p.info().toString() + p.capacity())));
        READS.put("volumes", hv -> hv.storage().list().forEach(SpoiltRepliesProperties::volumes));
        READS.put(
                "clusters",
                hv -> hv.clusters().list().forEach(c -> look(c.info().toString() + c.hosts())));
        READS.put("pools of many hosts", hv -> hv.hciPools().list().forEach(SpoiltRepliesProperties::pool));
        READS.put("tasks", hv -> look(hv.unwrap(Proxmox.class).tasks()));
        READS.put(
                "a task's log",
                hv -> hv.unwrap(Proxmox.class)
                        .tasks()
                        .forEach(t -> look(hv.unwrap(Proxmox.class).log(t.upid()))));
        READS.put("backups", hv -> look(hv.unwrap(Proxmox.class).backups("local")));
        READS.put(
                "networks of its own",
                hv -> look(hv.unwrap(Proxmox.class).sdn().zones().toString()
                        + hv.unwrap(Proxmox.class).sdn().vnets()
                        + hv.unwrap(Proxmox.class).sdn().subnets("vnet0")));
        READS.put(
                "mappings",
                hv -> look(hv.unwrap(Proxmox.class).mappings().pci().toString()
                        + hv.unwrap(Proxmox.class).mappings().usb()));
        READS.put("a machine's own", hv -> own(machine(hv)));
        READS.put("a host's own", hv -> own(host(hv)));
        READS.put("availability", hv -> hv.clusters().list().forEach(c -> own(c.unwrap(ProxmoxCluster.class))));
        DEEDS.put("start", hv -> machine(hv).start());
        DEEDS.put("power off", hv -> machine(hv).powerOff());
        DEEDS.put(
                "snapshot",
                hv -> machine(hv).snapshots().take("s" + System.nanoTime()).run());
        DEEDS.put("description", hv -> machine(hv).reconfigure().cpus(2).run());
    }

    private static void look(Object what) {
        assertNotNull(what.toString());
    }

    private static VM machine(Hypervisor hv) {
        return hv.vms().byId("100");
    }

    private static Host host(Hypervisor hv) {
        return hv.hosts().get("pve1");
    }

    private static void snapshot(Snapshot snapshot) {
        look(snapshot.info() + "" + snapshot.parent() + snapshot.children());
    }

    private static void volumes(StoragePool pool) {
        pool.volumes().list().forEach(volume -> look(volume.info()));
    }

    private static void pool(HCIPool pool) {
        look(pool.nodes() + "" + pool.health() + pool.capacity() + pool.resiliency() + pool.rebuild() + pool.disks());
    }

    private static void own(VM vm) {
        ProxmoxVM own = vm.unwrap(ProxmoxVM.class);
        look(own.metrics(ProxmoxVM.Timeframe.HOUR).toString() + own.lock());
        ProxmoxConfiguration config = own.configuration();
        look(config.values().toString() + config.pending());
    }

    private static void own(Host host) {
        ProxmoxNode own = host.unwrap(ProxmoxNode.class);
        look(own.interfaces().toString() + own.pendingChanges() + own.disks() + own.pciDevices());
    }

    private static void own(ProxmoxCluster own) {
        look(own.members().toString() + own.haState() + own.haResources() + own.replications());
        look(own.joinInformation());
    }

    /** Whose changes are not waited for: their replies may never tell an end. */
    private static Hypervisor connect(FakeProxmox fake) {
        return connect(fake, Duration.ofMillis(300));
    }

    private static Hypervisor connect(FakeProxmox fake, Duration operation) {
        return EdgeVirt.connect(
                fake.uri().toString(),
                c -> c.username(fake.user())
                        .password(Secret.of(fake.password().toCharArray()))
                        .requestTimeout(Duration.ofSeconds(20))
                        .operationTimeout(operation)
                        .trust(Trust.pinnedSha256(fake.fingerprint())));
    }

    @BeforeContainer
    static void open() {
        for (Release release : List.of(Release.PVE_7_4, Release.PVE_9_1)) {
            FakeProxmox fake = FakeProxmox.start(s -> s.version(release)
                    .nodes("pve1", "pve2")
                    .lag(Duration.ZERO)
                    .loginDelay(Duration.ZERO)
                    .taskLength(Duration.ZERO));
            FAKES.add(fake);
            put(fake);
            try (Hypervisor patient = connect(fake, Duration.ofMinutes(1))) {
                machine(patient).snapshots().take("base").run();
            }
            CONNECTIONS.add(connect(fake));
            fake.world().change(() -> fake.world().machines().get("pve1", 100).qmpStatus("running"));
        }
    }

    private static void put(FakeProxmox fake) {
        fake.world()
                .machines()
                .put(
                        "pve1",
                        100,
                        new LinkedHashMap<>(Map.of(
                                "name", "edge-01",
                                "memory", "512",
                                "agent", "1",
                                "tags", "a.b;c",
                                "net0", "virtio=BC:24:11:00:00:01,bridge=vmbr0,tag=5,firewall=1",
                                "scsi0", "local-lvm:vm-100-disk-0,size=4G,discard=on",
                                "smbios1", "uuid=6f2c6ad2-6a38-4b3c-9f7a-2f6a7ffb1c11",
                                "boot", "order=scsi0;net0",
                                "cpu", "host,flags=+aes")));
    }

    @AfterContainer
    static void close() {
        for (Hypervisor hv : CONNECTIONS) {
            try {
                hv.close();
            } catch (EdgeVirtException e) {
                assertTrue(e.getMessage().contains("unfinished changes"), e::getMessage);
            }
        }
        FAKES.forEach(FakeProxmox::close);
        CONNECTIONS.clear();
        FAKES.clear();
    }

    @Provide
    Arbitrary<String> reads() {
        return Arbitraries.of(READS.keySet());
    }

    @Provide
    Arbitrary<String> deeds() {
        return Arbitraries.of(DEEDS.keySet());
    }

    private static void spoil(FakeProxmox fake, long seed, Predicate<String> which) {
        fake.gate().restart();
        fake.gate().when(r -> !r.contains("/access/") && which.test(r), new Gate.Fault.Spoil(new Spoiler(seed)));
    }

    @Example
    @Label("are read whole where nobody spoilt them")
    void whole() {
        for (int i = 0; i < FAKES.size(); i++) {
            FAKES.get(i).gate().restart();
            Hypervisor hv = CONNECTIONS.get(i);
            READS.forEach((name, read) -> read.accept(hv));
        }
    }

    @Property(tries = 250)
    @Label("are read, or are an error of EdgeVirt's, and nothing else")
    void reading(@ForAll("reads") String read, @ForAll long seed, @ForAll boolean old) {
        int which = old ? 0 : 1;
        spoil(FAKES.get(which), seed, route -> true);
        survives(read, () -> READS.get(read).accept(CONNECTIONS.get(which)));
    }

    @Property(tries = 12)
    @Label("leave an operation with an end, that is one of EdgeVirt's")
    void doing(@ForAll("deeds") String deed, @ForAll long seed, @ForAll boolean old) {
        int which = old ? 0 : 1;
        spoil(FAKES.get(which), seed, route -> route.contains("/tasks") || !route.startsWith("GET"));
        survives(deed, () -> DEEDS.get(deed).accept(CONNECTIONS.get(which)));
    }

    private static void survives(String what, Runnable work) {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            Future<?> future = one.submit(() -> {
                try {
                    work.run();
                } catch (EdgeVirtException e) {
                    assertNotNull(e.getMessage());
                }
            });
            future.get(HANGS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(what + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            fail(what + " hangs");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted");
        } finally {
            one.shutdownNow();
        }
    }

    private static TreeSet<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("edgevirt"))
                .map(t -> t.getName() + " " + t.getId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Property(tries = 2)
    @Label("leave neither thread nor connection behind when all is closed")
    void leaving(@ForAll long seed) {
        try (FakeProxmox fake = FakeProxmox.start(s -> s.loginDelay(Duration.ZERO))) {
            put(fake);
            TreeSet<String> before = threads();
            Hypervisor hv = connect(fake);
            spoil(fake, seed, route -> true);
            READS.forEach((name, read) -> survives(name, () -> read.accept(hv)));
            hv.close();

            survives("closing", () -> {
                while (fake.open() > 0 || !before.containsAll(threads())) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    @Property(tries = 20)
    @Label("make connecting fail as EdgeVirt fails, or not at all")
    void connecting(@ForAll long seed) {
        FakeProxmox fake = FAKES.get(1);
        fake.gate().restart();
        fake.gate().when(route -> true, new Gate.Fault.Spoil(new Spoiler(seed)));
        survives("connecting", () -> connect(fake).close());
    }
}
