package io.edgevirt.proxmox.faults;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.fake.Vm;
import io.edgevirt.proxmox.fake.site.Volume;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A fake cluster of three nodes with machines that are there before, and what it holds at the moment. */
final class Bed implements AutoCloseable {

    /** The node by which all is asked. */
    static final String ENTRY = "pve1";

    /** Where changes are made. */
    static final String NODE = "pve2";

    static final String OTHER = "pve3";

    /** A machine that nobody may touch. */
    private static final int STRANGER = 900;

    private static final int TEMPLATE = 800;
    private static final int MOVED = 700;

    final FakeProxmox fake;

    Bed(Release release) {
        this(release, Duration.ZERO);
    }

    /**
     * A cluster.
     *
     * @param lag how long its listing tells the old state after a change
     */
    Bed(Release release, Duration lag) {
        fake = FakeProxmox.start(s -> s.version(release)
                .nodes(ENTRY, NODE, OTHER)
                .taskLength(Duration.ofMillis(2))
                .lockTimeout(Duration.ofMillis(20))
                .lag(lag));
        put(NODE, STRANGER, "stranger", "local-lvm", "vm-900-disk-0");
        put(NODE, TEMPLATE, "template", "local-lvm", "base-800-disk-0").config().put("template", "1");
        Vm moved = put(NODE, MOVED, "moved", "ceph-vm", "vm-700-disk-0");
        fake.world().change(() -> moved.qmpStatus("running"));
    }

    Vm put(String node, int vmid, String name, String storage, String volume) {
        String volid = storage + ":" + volume;
        fake.world().site().stores().volumes().put(Volume.of(node, volid, "images", "raw", 1L << 30, vmid));
        Map<String, String> config = new LinkedHashMap<>();
        config.put("name", name);
        config.put("memory", "64");
        config.put("scsi0", volid + ",size=1G");
        config.put("scsihw", "virtio-scsi-single");
        config.put("smbios1", "uuid=" + new UUID(7, vmid));
        return fake.world().machines().put(node, vmid, config);
    }

    Hypervisor connect(Consumer<Settings.Builder> more) {
        return EdgeVirt.connect(fake.uri().toString(), settings -> {
            settings.username(fake.user())
                    .password(Secret.of(fake.password().toCharArray()))
                    .trust(Trust.pinnedSha256(fake.fingerprint()));
            more.accept(settings);
        });
    }

    Hypervisor connect() {
        return connect(s -> {});
    }

    Vm moved() {
        return fake.world().machines().find(MOVED).orElseThrow();
    }

    /** Waits until no task runs. */
    void settle() {
        fake.world()
                .locked(() -> fake.world()
                        .await(
                                Duration.ofMinutes(1),
                                () -> fake.world().tasks().all().stream().noneMatch(task -> task.running())));
    }

    /** What there is: machines by name, number and node, in the words in which leftovers are named, and the volumes. */
    State state() {
        return fake.world()
                .locked(() -> new State(
                        fake.world().machines().all().stream().collect(Collectors.toMap(Vm::vmid, Machine::of)),
                        fake.world().site().stores().volumes().all().stream()
                                .filter(v -> v.vmid() > 0 && v.content().equals("images"))
                                .collect(Collectors.toMap(
                                        v -> v.where() + "|" + v.volid(), Volume::vmid, (a, b) -> a))));
    }

    /** One machine as it is. */
    record Machine(String name, String node, String lock, boolean running, Map<String, String> config) {

        static Machine of(Vm vm) {
            return new Machine(vm.name(), vm.node(), vm.lock(), vm.running(), Map.copyOf(vm.config()));
        }

        boolean uses(String volid) {
            return config.values().stream().anyMatch(v -> v.equals(volid) || v.startsWith(volid + ","));
        }
    }

    /** Everything at one moment. */
    record State(Map<Integer, Machine> machines, Map<String, Integer> volumes) {

        /** Volumes of no machine, and those that their machine does not know. */
        Set<String> orphans() {
            Set<String> orphans = new TreeSet<>();
            volumes.forEach((place, vmid) -> {
                Machine owner = machines.get(vmid);
                if (owner == null || !owner.uses(place.substring(place.indexOf('|') + 1))) {
                    orphans.add(place);
                }
            });
            return orphans;
        }

        /** Machines by number that are not in another state. */
        Map<Integer, Machine> beyond(State before) {
            Map<Integer, Machine> more = new LinkedHashMap<>(machines);
            more.keySet().removeAll(before.machines.keySet());
            return more;
        }

        Set<String> names() {
            return machines.values().stream().map(Machine::name).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Override
    public void close() {
        fake.close();
    }
}
