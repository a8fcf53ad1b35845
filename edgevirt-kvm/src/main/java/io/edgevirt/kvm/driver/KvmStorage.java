package io.edgevirt.kvm.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.PoolInfo;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.kvm.translate.NameRules;
import io.edgevirt.kvm.translate.VolumeXml;
import io.edgevirt.spi.Inventory;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.StorageRole;
import io.edgevirt.spi.VolumeSpec;
import io.edgevirt.spi.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Storage pools and their volumes. */
final class KvmStorage implements StorageRole {

    private final Node node;
    private final Reads reads;

    KvmStorage(Node node, Reads reads) {
        this.node = node;
        this.reads = reads;
    }

    private LibvirtConnection lib() {
        return reads.lib();
    }

    @Override
    public Page<PoolInfo> list(String from) {
        return Page.all(reads.pools().stream().map(PoolText::info).toList());
    }

    @Override
    public PoolInfo read(String id) {
        return pool(id).info();
    }

    private PoolText pool(String id) {
        UUID uuid = Reads.uuid("pool", id);
        boolean active = lib().pools().info(uuid).state() == io.edgevirt.kvm.libvirt.PoolInfo.RUNNING;
        return PoolText.of(lib().pools().xml(uuid), active);
    }

    @Override
    public Inventory<io.edgevirt.VolumeInfo> volumes(Ref pool) {
        return new PoolVolumes(reads, pool(pool.id()));
    }

    @Override
    public Work createVolume(Ref ref, VolumeSpec spec) {
        PoolText pool = pool(ref.id());
        List<Finding> findings =
                new ArrayList<>(new NameRules().fileName("name", spec.name()).findings());
        if (!pool.info().active()) {
            findings.add(Finding.fail(
                    "pool", Problem.STATE, pool.info().name(), "the pool is not active", "start it: virsh pool-start"));
        } else if (findings.isEmpty()
                && lib().volumes().find(VolumeSteps.id(pool), spec.name()).isPresent()) {
            findings.add(Finding.fail(
                    "name", Problem.ALREADY_EXISTS, spec.name(), "there is a volume of that name", "choose another"));
        }
        if (spec.upload().isPresent() && node.test()) {
            findings.add(Finding.fail(
                    "upload",
                    Problem.UNSUPPORTED,
                    spec.name(),
                    "libvirt's driver for tests has no volumes that hold anything",
                    "connect to a host with QEMU: qemu:///system"));
        }
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        VolumeSteps steps = new VolumeSteps(reads);
        UUID token = UUID.randomUUID();
        Step make = spec.upload().isPresent()
                ? upload(steps, pool, spec, spec.upload().get(), token)
                : steps.create(pool, spec.name(), xml(pool, spec), token);
        return Work.of(make, named(pool, spec.name()));
    }

    private static String xml(PoolText pool, VolumeSpec spec) {
        String format = pool.files() ? VolumeXml.format(pool, spec.name()) : "";
        return VolumeXml.of(spec.name(), spec.size(), spec.thin(), format).document();
    }

    private static Step upload(VolumeSteps steps, PoolText pool, VolumeSpec spec, Path file, UUID token) {
        try {
            long size = Math.max(spec.size().bytes(), Files.size(file));
            return steps.upload(pool, spec.name(), size, () -> Files.newInputStream(file), token);
        } catch (IOException e) {
            throw Errors.because(
                    io.edgevirt.InvalidSpecException::new,
                    "the file cannot be read: " + e.getMessage(),
                    "check " + file);
        }
    }

    /** Tells the engine which volume was made; its key is known only now. */
    private Step named(PoolText pool, String volume) {
        return new NativeStep(
                        "look up volume " + VolumeSteps.label(pool, volume), "virStorageVolLookupByName " + volume)
                .start(results -> Started.done(
                        Step.VOLUME,
                        lib().volumes()
                                .find(VolumeSteps.id(pool), volume)
                                .orElseThrow(() -> Errors.because(
                                        io.edgevirt.NotFoundException::new,
                                        "the volume " + volume + " was deleted meanwhile",
                                        ""))
                                .key()))
                .landed(results -> Landed.no());
    }

    @Override
    public Work deleteVolume(Ref ref, Ref volume) {
        PoolText pool = pool(ref.id());
        io.edgevirt.VolumeInfo info = new PoolVolumes(reads, pool).read(volume.id());
        String path = info.path().orElse(volume.id());
        List<io.edgevirt.kvm.libvirt.DomainName> users = reads.disksInUse().getOrDefault(path, List.of());
        if (!users.isEmpty()) {
            return Work.stopped(Finding.fail(
                    "volume.used",
                    Problem.STATE,
                    info.name(),
                    users.get(0).name() + " uses it as a disk",
                    "remove the disk from the machine first"));
        }
        List<String> built = new Backing(reads).builtOn(Set.of(path), reads.pools());
        if (!built.isEmpty()) {
            return Work.stopped(Finding.fail(
                    "volume.backing",
                    Problem.STATE,
                    info.name(),
                    "other volumes build on it: " + built,
                    "delete those first"));
        }
        UUID id = VolumeSteps.id(pool);
        return Work.of(new NativeStep(
                        "delete volume " + VolumeSteps.label(pool, info.name()), "virStorageVolDelete " + path)
                .send(() -> lib().volumes().delete(id, info.name(), 0))
                .landed(results ->
                        lib().volumes().find(id, info.name()).isPresent() ? Landed.no() : Landed.yes(Map.of())));
    }
}
