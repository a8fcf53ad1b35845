package io.edgevirt.kvm.driver;

import io.edgevirt.DiskBus;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.PoolInfo;
import io.edgevirt.kvm.read.DomainCapabilities;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.kvm.translate.DiskChoice;
import io.edgevirt.kvm.translate.HostFacts;
import io.edgevirt.kvm.translate.NameRules;
import io.edgevirt.kvm.translate.Targets;
import io.edgevirt.kvm.translate.VolumeXml;
import io.edgevirt.spi.Defaults;
import io.edgevirt.spi.DiskSpec;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Chooses pool, volume, bus and name of new disks. A volume whose path is not given has a part of the change's token in
 * its name: so it is never taken for a stranger's, and nobody's is taken for it.
 */
final class DiskPlacement {

    private final HostFacts host;
    private final List<PoolText> pools;
    private final String machine;
    private final UUID token;
    private final DiskBus usual;
    private final Set<String> targets;
    private final Placed<DiskChoice> placed = Placed.nothing();

    DiskPlacement(
            HostFacts host,
            List<PoolText> pools,
            String machine,
            UUID token,
            boolean windows,
            Collection<String> used) {
        this.host = host;
        this.pools = pools;
        this.machine = machine;
        this.token = token;
        this.usual = windows ? DiskBus.SATA : DiskBus.VIRTIO;
        this.targets = new HashSet<>(used);
    }

    Placed<DiskChoice> placed() {
        return placed;
    }

    /** The part of a token that makes a volume's name its own. */
    static String mark(UUID token) {
        return token.toString().substring(0, 8);
    }

    /** Places one disk. */
    void place(String field, DiskSpec disk) {
        DiskBus bus = disk.bus().orElse(usual);
        if (!buses().contains(word(bus))) {
            placed.refuse(Finding.fail(
                    field + ".bus",
                    Problem.UNSUPPORTED,
                    bus.name(),
                    "this host's machines have no disks on " + word(bus),
                    "choose one of " + buses()));
            return;
        }
        disk.path().ifPresentOrElse(path -> atPath(field, disk, bus, path), () -> byDefault(field, disk, bus));
    }

    /** What a driver without domain capabilities takes is what libvirt's schema has for every hypervisor. */
    private Set<String> buses() {
        return host.guest().map(DomainCapabilities::diskBuses).orElse(Set.of("virtio", "scsi", "sata", "ide", "usb"));
    }

    private static String word(DiskBus bus) {
        return bus.name().toLowerCase(Locale.ROOT);
    }

    private void byDefault(String field, DiskSpec disk, DiskBus bus) {
        Optional<PoolText> pool = pool(disk);
        if (pool.isEmpty()) {
            placed.refuse(Defaults.noPool(disk.pool(), infos()));
            return;
        }
        String format = VolumeXml.format(pool.get(), "");
        int number = placed.items().size();
        String volume = machine + "-" + mark(token) + (number == 0 ? "" : "-" + number)
                + (pool.get().files() ? "." + format : "");
        add(field, disk, bus, pool.get(), volume, format);
    }

    /** A path lies in the pool whose folder it names; a bare name lies in the pool that was named. */
    private void atPath(String field, DiskSpec disk, DiskBus bus, String path) {
        NameRules rules = new NameRules().path(field + ".path", path);
        placed.findings().addAll(rules.findings());
        Optional<PoolText> pool = path.contains("/") ? PoolText.holding(pools, path) : pool(disk);
        String volume = path.substring(path.lastIndexOf('/') + 1);
        boolean otherPool = disk.pool().isPresent()
                && pool.isPresent()
                && !pool(disk).map(PoolText::info).equals(pool.map(PoolText::info));
        if (pool.isEmpty() || otherPool || volume.isEmpty()) {
            placed.refuse(Finding.fail(
                    field + ".path",
                    Problem.NOT_FOUND,
                    path,
                    otherPool
                            ? "the path does not lie in the pool " + disk.pool().orElse("")
                            : "the path lies in no storage pool of libvirt's",
                    "give a path below one of " + folders() + ", or define a pool for that folder"));
            return;
        }
        add(field, disk, bus, pool.get(), volume, VolumeXml.format(pool.get(), path));
    }

    private void add(String field, DiskSpec disk, DiskBus bus, PoolText pool, String volume, String format) {
        Optional<String> path = pool.path(volume);
        if (!pool.info().active() || path.isEmpty() || (!pool.files() && !pool.blocks())) {
            placed.refuse(Finding.fail(
                    field + ".pool",
                    pool.info().active() ? Problem.UNSUPPORTED : Problem.STATE,
                    pool.info().name(),
                    pool.info().active()
                            ? "disks in a pool of kind " + pool.info().kind() + " are not made by EdgeVirt"
                            : "the pool is not active",
                    pool.info().active() ? "define the machine by defineNative" : "start it: virsh pool-start"));
            return;
        }
        String target = Targets.next(targets, bus);
        targets.add(target);
        placed.items()
                .add(new DiskChoice(
                        pool, volume, path.get(), format, disk.size(), disk.thin(), bus, target, Optional.empty()));
    }

    private Optional<PoolText> pool(DiskSpec disk) {
        return pool(pools, disk.pool(), disk.thin() ? io.edgevirt.Size.ZERO : disk.size());
    }

    /** The pool that is named, or the default one. */
    static Optional<PoolText> pool(List<PoolText> pools, Optional<String> wanted, io.edgevirt.Size room) {
        List<PoolText> usable = wanted.isPresent()
                ? pools
                : pools.stream().filter(p -> p.files() || p.blocks()).toList();
        return Defaults.pool(usable.stream().map(PoolText::info).toList(), wanted, room)
                .flatMap(chosen -> usable.stream()
                        .filter(p -> p.info().id().equals(chosen.id()))
                        .findFirst());
    }

    private List<PoolInfo> infos() {
        return pools.stream().map(PoolText::info).toList();
    }

    private List<String> folders() {
        return pools.stream().flatMap(p -> p.target().stream()).sorted().toList();
    }
}
