package io.edgevirt.kvm.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.kvm.libvirt.DomainName;
import io.edgevirt.kvm.libvirt.JobStats;
import io.edgevirt.kvm.libvirt.Jobs;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.kvm.libvirt.VolumeName;
import io.edgevirt.kvm.read.DiskElement;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.kvm.read.VolumeText;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.MigrationSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Plans a move to another connection's host.
 *
 * <p>Whether the hosts share the disks is told by the files themselves: the same path with the same size and the same
 * time of change, to the nanosecond, is one file. libvirt holds a plain folder for not shared and refuses; only then is
 * {@code VIR_MIGRATE_UNSAFE} set. Disks that the target does not have are copied along, into a pool of the same folder
 * there. A file of that name that is another file stops the move.
 *
 * <p>The hosts talk to each other where the target is reached by TCP or TLS, so the move goes on if this program ends;
 * else this program leads it by its two connections.
 */
final class MigratePlan {

    private final Link link;
    private final Node node;
    private final Reads reads;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> copied = new ArrayList<>();

    MigratePlan(Link link, Node node, Reads reads) {
        this.link = link;
        this.node = node;
        this.reads = reads;
    }

    private LibvirtConnection lib() {
        return reads.lib();
    }

    Work plan(UUID uuid, MigrationSpec spec) {
        DomainName domain = reads.domain(uuid);
        if (!(spec.to() instanceof KvmDriver to) || to.link() == link) {
            return Work.stopped(Finding.fail(
                    "migrate.to",
                    Problem.UNSUPPORTED,
                    domain.name(),
                    "a libvirt connection is to one host, and the target is that host itself",
                    "connect to the other host, and hand over its host handle"));
        }
        boolean active = reads.active(uuid);
        refusals(uuid, domain, to, active, spec);
        boolean copy = disks(reads.now(uuid), to, active, spec);
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        int flags = Jobs.MIGRATE_PERSIST_DEST | Jobs.MIGRATE_UNDEFINE_SOURCE;
        if (active) {
            flags |= (spec.live() ? Jobs.MIGRATE_LIVE : 0) | Jobs.MIGRATE_ABORT_ON_ERROR;
            flags |= copy ? Jobs.MIGRATE_NON_SHARED_DISK : Jobs.MIGRATE_UNSAFE;
        } else {
            flags |= Jobs.MIGRATE_OFFLINE;
        }
        List<Step> steps = new ArrayList<>();
        steps.add(step(uuid, domain.name(), to, flags, copy));
        steps.addAll(originals(uuid));
        return new Work(findings, steps);
    }

    private void refusals(UUID uuid, DomainName domain, KvmDriver to, boolean active, MigrationSpec spec) {
        if (!lib().snapshots().list(uuid, 0).isEmpty()) {
            findings.add(Finding.fail(
                    "vm.snapshots",
                    Problem.STATE,
                    domain.name(),
                    "libvirt moves no machine that has snapshots",
                    "delete its snapshots first"));
        }
        if (!active && spec.live()) {
            findings.add(Finding.fail(
                    "vm.state", Problem.STATE, domain.name(), "it does not run", "start it, or choose live(false)"));
        }
        if (to.node().name().equals(node.name())) {
            findings.add(Finding.warn(
                    "migrate.to",
                    node.name(),
                    "both hosts have the same name: if it is one host, the move will be refused",
                    "check the target's connection"));
        }
        Optional<DomainName> there = to.link().lib().domains().find(domain.name());
        there.ifPresent(d -> findings.add(Finding.fail(
                "migrate.name",
                Problem.ALREADY_EXISTS,
                domain.name(),
                "the target has a machine of that name",
                "rename one of them")));
        spec.pool()
                .ifPresent(p -> findings.add(Finding.fail(
                        "pool",
                        Problem.UNSUPPORTED,
                        p,
                        "disks move to a pool of the same folder",
                        "define a pool for the folder at the target, and leave pool out")));
        if (!lib().domains().persistent(uuid)) {
            findings.add(Finding.warn("vm.transient", domain.name(), "it will be defined at the target", ""));
        }
    }

    /** Looks at each disk on both sides; true if they have to be copied. */
    private boolean disks(DomainText domain, KvmDriver to, boolean active, MigrationSpec spec) {
        int shared = 0;
        int missing = 0;
        for (DiskElement disk : domain.disks()) {
            Optional<String> path = disk.source();
            if (path.isPresent() && (disk.isDisk() || disk.isCdrom())) {
                switch (compare(path.get(), to)) {
                    case "same" -> shared++;
                    case "other" ->
                        findings.add(Finding.fail(
                                "disk." + disk.id(),
                                Problem.CONFLICT,
                                path.get(),
                                "the target has another file of that name",
                                "rename one of them"));
                    default -> {
                        missing++;
                        copied.add(path.get());
                        missing(disk, path.get(), to, active);
                    }
                }
            }
        }
        domain.xml()
                .textAt("os/kernel")
                .filter(k -> volume(to.link().lib(), k).isEmpty())
                .ifPresent(k -> findings.add(Finding.warn(
                        "bootKernel",
                        k,
                        "its kernel is not seen in a pool of the target's: it will not start there again without it",
                        "see that the kernel and the initial RAM disk are there")));
        if (shared > 0 && missing > 0) {
            findings.add(Finding.fail(
                    "disk",
                    Problem.UNSUPPORTED,
                    domain.name().orElse(""),
                    "some of its disks are shared with the target and some are not",
                    "move its disks to one kind of storage, and eject CDs"));
        }
        return missing > 0;
    }

    /** What was copied along is not needed here any more, unless somebody else uses it. */
    private List<Step> originals(UUID uuid) {
        if (copied.isEmpty()) {
            return List.of();
        }
        List<PoolText> pools = reads.pools();
        Map<String, List<DomainName>> users = reads.disksInUse();
        List<String> built = new Backing(reads).builtOn(Set.copyOf(copied), pools);
        VolumeSteps volumes = new VolumeSteps(reads);
        return copied.stream()
                .filter(p ->
                        built.isEmpty() && Backing.otherUser(users, p, uuid).isEmpty())
                .filter(p -> PoolText.holding(pools, p)
                        .filter(q -> q.info().active())
                        .isPresent())
                .map(volumes::delete)
                .toList();
    }

    private void missing(DiskElement disk, String path, KvmDriver to, boolean active) {
        if (!active) {
            findings.add(Finding.fail(
                    "disk." + disk.id(),
                    Problem.UNSUPPORTED,
                    path,
                    "libvirt moves a definition alone while a machine is off, and the target does not have the disk",
                    "start it and move it live, or put its disks on shared storage"));
        } else if (disk.isCdrom()) {
            findings.add(Finding.fail(
                    "disk." + disk.id(),
                    Problem.NOT_FOUND,
                    path,
                    "the target does not have the image in its CD drive",
                    "eject it, or put the image there"));
        } else if (PoolText.holding(new Reads(to.link(), to.node()).pools(), path)
                .filter(p -> p.info().active())
                .isEmpty()) {
            findings.add(Finding.fail(
                    "disk." + disk.id(),
                    Problem.NOT_FOUND,
                    path,
                    "the target has no active pool for the disk's folder, to copy it to",
                    "define a pool for that folder there"));
        }
    }

    private String compare(String path, KvmDriver to) {
        Optional<VolumeText> here = volume(lib(), path);
        Optional<VolumeText> there = volume(to.link().lib(), path);
        if (there.isEmpty()) {
            return "missing";
        }
        boolean same = here.isPresent()
                && here.get().changed().isPresent()
                && here.get().changed().equals(there.get().changed())
                && here.get().info().used().equals(there.get().info().used());
        return same ? "same" : "other";
    }

    /** Asks the pool to look again, so that both sides tell of the file as it is now. */
    private static Optional<VolumeText> volume(LibvirtConnection lib, String path) {
        int slash = path.lastIndexOf('/');
        if (slash <= 0) {
            return Optional.empty();
        }
        try {
            lib.pools()
                    .findByTarget(path.substring(0, slash))
                    .ifPresent(p -> lib.pools().refresh(p.uuid()));
        } catch (LibvirtError e) {
            if (e.connectionLost()) {
                throw e;
            }
        }
        Optional<VolumeName> volume = lib.volumes().findByPath(path);
        return volume.map(v -> VolumeText.of(lib.volumes().xml(v.pool(), v.name()), ""));
    }

    private Step step(UUID uuid, String name, KvmDriver to, int flags, boolean copy) {
        boolean peers = to.link().endpoint().scheme().matches(".*\\+(tcp|tls)")
                && to.link().endpoint().host().filter(h -> !h.isEmpty()).isPresent();
        DomainJob job = new DomainJob(reads, uuid);
        String call = (peers ? "virDomainMigrateToURI3 " : "virDomainMigrate3 ")
                + to.link().endpoint()
                + (copy ? ", with its disks" : ", disks shared")
                + ((flags & Jobs.MIGRATE_LIVE) != 0 ? ", live" : "");
        return new NativeStep("move " + name + " to " + to.node().name(), call)
                .block(
                        () -> {
                            if (peers) {
                                lib().jobs().migrate(uuid, to.link().uri(), Map.of(), flags | Jobs.MIGRATE_PEER2PEER);
                            } else {
                                lib().jobs().migrate(uuid, to.link().lib(), Map.of(), flags);
                            }
                            return learned(uuid, to);
                        },
                        job::fraction,
                        job::abort)
                .landed(results -> to.link().lib().domains().find(uuid).isPresent()
                        ? lib().domains().find(uuid).isEmpty() ? Landed.yes(learned(uuid, to)) : Landed.unknown()
                        : Landed.no());
    }

    /** The source has forgotten the machine, so the target is asked how long it stood still. */
    private static Map<String, String> learned(UUID uuid, KvmDriver to) {
        Map<String, String> learned = new HashMap<>();
        learned.put(Step.VM, uuid.toString());
        try {
            JobStats job = to.link().lib().jobs().stats(uuid, Jobs.COMPLETED);
            job.values().number("downtime").ifPresent(ms -> learned.put(Step.DOWNTIME, String.valueOf(ms)));
        } catch (LibvirtError e) {
            if (e.connectionLost()) {
                throw e;
            }
        }
        return learned;
    }
}
