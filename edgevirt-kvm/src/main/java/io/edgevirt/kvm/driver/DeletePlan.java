package io.edgevirt.kvm.driver;

import io.edgevirt.DeleteOptions;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.kvm.libvirt.DomainName;
import io.edgevirt.kvm.read.DiskElement;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Plans a machine's removal: its domain with what libvirt keeps for it, then those of its disks that lie in a pool, that
 * no other machine uses, and that no other volume builds on; for the last it is refused.
 */
final class DeletePlan {

    private final Node node;
    private final Reads reads;

    DeletePlan(Node node, Reads reads) {
        this.node = node;
        this.reads = reads;
    }

    Work plan(UUID uuid, DeleteOptions options) {
        DomainName domain = reads.domain(uuid);
        List<Finding> findings = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        steps.add(new DomainSteps(reads, node).undefine(uuid, domain.name()));
        Set<String> paths = options.disks() ? paths(reads.next(uuid)) : Set.of();
        if (!paths.isEmpty()) {
            List<PoolText> pools = reads.pools();
            List<String> built = new Backing(reads).builtOn(paths, pools);
            built.removeAll(paths);
            if (!built.isEmpty()) {
                return Work.stopped(Finding.fail(
                        "vm.linkedClones",
                        Problem.STATE,
                        domain.name(),
                        "linked clones build on its disks: " + built,
                        "delete the clones first, or keep the disks: DeleteOptions.keepDisks()"));
            }
            VolumeSteps volumes = new VolumeSteps(reads);
            own(uuid, paths, pools, findings).forEach(path -> steps.add(volumes.delete(path)));
        }
        return new Work(findings, steps);
    }

    /** Its disks, and the files that were made for it. */
    private static Set<String> paths(DomainText domain) {
        Set<String> paths = new LinkedHashSet<>();
        domain.disks().stream()
                .filter(DiskElement::isDisk)
                .forEach(d -> d.source().ifPresent(paths::add));
        paths.addAll(domain.metadata().files());
        return paths;
    }

    private Set<String> own(UUID uuid, Set<String> paths, List<PoolText> pools, List<Finding> findings) {
        Map<String, List<DomainName>> users = reads.disksInUse();
        Set<String> own = new LinkedHashSet<>();
        for (String path : paths) {
            Optional<DomainName> other = Backing.otherUser(users, path, uuid);
            if (other.isPresent()) {
                findings.add(Finding.warn(
                        "disk.shared", path, "it stays: " + other.get().name() + " uses it as well", ""));
            } else if (PoolText.holding(pools, path)
                    .filter(p -> p.info().active())
                    .isEmpty()) {
                findings.add(Finding.warn(
                        "disk.pool", path, "it stays: it lies in no active storage pool", "remove the file by hand"));
            } else {
                own.add(path);
            }
        }
        return own;
    }
}
