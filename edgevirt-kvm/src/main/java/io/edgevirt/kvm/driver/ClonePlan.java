package io.edgevirt.kvm.driver;

import io.edgevirt.DiskBus;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import io.edgevirt.kvm.libvirt.DomainName;
import io.edgevirt.kvm.read.DiskElement;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.read.OwnMetadata;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.kvm.translate.CloneXml;
import io.edgevirt.kvm.translate.DeviceXml;
import io.edgevirt.kvm.translate.DiskChoice;
import io.edgevirt.kvm.translate.MetadataXml;
import io.edgevirt.kvm.translate.NameRules;
import io.edgevirt.kvm.translate.Targets;
import io.edgevirt.spi.CloneSpec;
import io.edgevirt.spi.CloudSeed;
import io.edgevirt.spi.Defaults;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Plans a copy of a machine that is off. A full copy has volumes with the same content; a linked one has volumes that
 * build on the original's disks, which from then on nobody may write to: the original is marked, and refuses to start
 * and to be deleted as long as such volumes exist.
 */
final class ClonePlan {

    private static final String SEED = "-seed.iso";

    private final Node node;
    private final Reads reads;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Step> copies = new ArrayList<>();
    private final Map<String, String> paths = new LinkedHashMap<>();
    private final Map<String, String> formats = new LinkedHashMap<>();
    private final List<String> files = new ArrayList<>();

    ClonePlan(Node node, Reads reads) {
        this.node = node;
        this.reads = reads;
    }

    Work plan(UUID from, CloneSpec spec) {
        DomainName original = reads.domain(from);
        findings.addAll(new NameRules().fileName("name", spec.name()).findings());
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        refusals(from, original, spec);
        Definition before = new DomainSteps(reads, node).definition(from);
        List<PoolText> pools = reads.pools();
        DomainText domain = before.text();
        for (DiskElement disk : domain.disks()) {
            if (disk.isDisk() && disk.source().isPresent()) {
                disk(from, disk, disk.source().get(), spec, pools);
            }
        }
        domain.metadata().files().stream()
                .filter(f -> spec.cloudInit().isEmpty() || !f.endsWith(SEED))
                .forEach(f -> file(f, spec, pools));
        Optional<String> seed = spec.cloudInit().flatMap(data -> seed(data, spec, pools));
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        return new Work(findings, steps(from, original, before, spec, seed));
    }

    private void refusals(UUID from, DomainName original, CloneSpec spec) {
        CreatePlan.taken(reads, spec.name()).ifPresent(findings::add);
        if (reads.active(from) || reads.lib().power().hasManagedSave(from)) {
            findings.add(Finding.fail(
                    "vm.state",
                    Problem.STATE,
                    original.name(),
                    "a copy of disks that are in use would be torn",
                    "shut it down first"));
        }
        spec.host()
                .filter(h -> !h.equals(node.name()))
                .ifPresent(h -> findings.add(Finding.fail(
                        "host",
                        Problem.NOT_FOUND,
                        h,
                        "this connection is to the host " + node.name() + " alone",
                        "leave the host out, or migrate the clone")));
        spec.folder()
                .ifPresent(f -> findings.add(Finding.fail(
                        "folder", Problem.UNSUPPORTED, f, "libvirt has no folders for machines", "leave it out")));
    }

    private void disk(UUID from, DiskElement disk, String source, CloneSpec spec, List<PoolText> pools) {
        Optional<PoolText> at =
                PoolText.holding(pools, source).filter(p -> p.info().active());
        if (at.isEmpty() && !spec.linked()) {
            findings.add(Finding.fail(
                    "disk." + disk.id(),
                    Problem.UNSUPPORTED,
                    source,
                    "the disk lies in no active storage pool, so libvirt cannot copy it",
                    "define a pool for its folder"));
            return;
        }
        String format = disk.format().orElse("raw");
        Size size = Size.ofBytes(reads.sizes(from, disk).capacity());
        Optional<PoolText> to = target(at, spec, pools, spec.linked() ? Size.ZERO : size);
        if (to.isEmpty() || !(to.get().files() || (to.get().blocks() && !spec.linked()))) {
            findings.add(
                    to.isEmpty()
                            ? Defaults.noPool(
                                    spec.pool(),
                                    pools.stream().map(PoolText::info).toList())
                            : Finding.fail(
                                    "pool",
                                    Problem.UNSUPPORTED,
                                    to.get().info().name(),
                                    "the copy needs a pool of files",
                                    "name a pool of kind dir, fs or netfs"));
            return;
        }
        String own = spec.linked() ? "qcow2" : to.get().files() ? format : "raw";
        Optional<DiskChoice.Base> base =
                spec.linked() ? Optional.of(new DiskChoice.Base(source, format)) : Optional.empty();
        DiskChoice copy = choice(to.get(), spec, own, size, base);
        if (!own.equals(format)) {
            formats.put(source, own);
        }
        paths.put(source, copy.path());
        VolumeSteps volumes = new VolumeSteps(reads);
        copies.add(
                spec.linked()
                        ? volumes.create(copy, spec.token())
                        : volumes.copy(copy, at.orElseThrow(), name(source), spec.token()));
    }

    /** The pool that is named, else the one that the original lies in, else the default one. */
    private static Optional<PoolText> target(Optional<PoolText> at, CloneSpec spec, List<PoolText> pools, Size room) {
        return spec.pool().isEmpty() && at.isPresent() && (at.get().files() || !spec.linked())
                ? at
                : DiskPlacement.pool(pools, spec.pool(), room);
    }

    private DiskChoice choice(PoolText pool, CloneSpec spec, String format, Size size, Optional<DiskChoice.Base> base) {
        int number = paths.size();
        String volume = spec.name() + "-" + DiskPlacement.mark(spec.token()) + (number == 0 ? "" : "-" + number)
                + (pool.files() ? "." + format : "");
        return new DiskChoice(
                pool, volume, pool.path(volume).orElseThrow(), format, size, true, DiskBus.VIRTIO, "", base);
    }

    /** A file that was made for the original, such as an uploaded kernel, goes when that goes: so it is copied. */
    private void file(String source, CloneSpec spec, List<PoolText> pools) {
        Optional<PoolText> pool =
                PoolText.holding(pools, source).filter(p -> p.info().active());
        Size size = pool.isEmpty()
                ? Size.ZERO
                : Size.ofBytes(reads.lib()
                        .volumes()
                        .info(VolumeSteps.id(pool.get()), name(source))
                        .capacity());
        pool.ifPresent(p -> {
            DiskChoice copy = choice(p, spec, "raw", size, Optional.empty());
            paths.put(source, copy.path());
            files.add(copy.path());
            copies.add(new VolumeSteps(reads).copy(copy, p, name(source), spec.token()));
        });
    }

    private Optional<String> seed(String data, CloneSpec spec, List<PoolText> pools) {
        byte[] image = CloudSeed.image(spec.name(), spec.token(), data);
        Optional<PoolText> pool = DiskPlacement.pool(pools, Optional.empty(), Size.ofBytes(image.length));
        if (pool.isEmpty()) {
            List<PoolInfo> all = pools.stream().map(PoolText::info).toList();
            findings.add(Defaults.noPool(Optional.empty(), all));
            return Optional.empty();
        }
        String volume = spec.name() + "-" + DiskPlacement.mark(spec.token()) + SEED;
        copies.add(new VolumeSteps(reads)
                .upload(pool.get(), volume, image.length, () -> new ByteArrayInputStream(image), spec.token()));
        return pool.get().path(volume);
    }

    private List<Step> steps(UUID from, DomainName original, Definition before, CloneSpec spec, Optional<String> seed) {
        DomainSteps domains = new DomainSteps(reads, node);
        List<Step> steps = new ArrayList<>();
        OwnMetadata own = before.text().metadata();
        if (spec.linked() && !own.linkedClones()) {
            Definition marked = before.edited(d -> MetadataXml.into(d, own.linked(true)));
            steps.add(domains.redefine("mark " + original.name() + " as the base of linked clones", before, marked));
        }
        steps.addAll(copies);
        if (before.text().firmware().filter(io.edgevirt.Firmware.UEFI::equals).isPresent()) {
            findings.add(Finding.warn(
                    "firmware",
                    spec.name(),
                    "the copy begins with fresh UEFI variables",
                    "boot entries are found anew"));
        }
        seed.ifPresent(files::add);
        Definition clone = before.edited(d -> {
            dropSeeds(d, own, seed);
            CloneXml.apply(
                    d,
                    spec.name(),
                    spec.token(),
                    paths,
                    formats,
                    own.linked(false).files(files));
        });
        steps.add(domains.define(
                spec.name(),
                spec.token(),
                clone.full().document(),
                clone.shown().document()));
        return steps;
    }

    /** New data for cloud-init take the place of the original's. */
    private static void dropSeeds(io.edgevirt.kvm.xml.XmlElement domain, OwnMetadata own, Optional<String> seed) {
        if (seed.isEmpty()) {
            return;
        }
        List<String> used = new ArrayList<>();
        for (DiskElement disk : DiskElement.of(domain)) {
            boolean old = disk.source()
                    .filter(s -> s.endsWith(SEED) && own.files().contains(s))
                    .isPresent();
            if (old) {
                domain.need("devices").remove(disk.xml());
            } else {
                used.add(disk.id());
            }
        }
        domain.need("devices").add(DeviceXml.cdrom(seed.get(), Targets.next(used, DiskBus.SCSI), DiskBus.SCSI));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
