package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.SnapshotInfo;
import io.edgevirt.Violation;
import io.edgevirt.proxmox.translate.SnapshotRequests;
import io.edgevirt.spi.SnapshotSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands against a snapshot. */
final class SnapshotRefusals {

    private final Site site;

    SnapshotRefusals(Site site) {
        this.site = site;
    }

    /** One request, and one more to the guest's agent where it is needed. */
    List<Finding> of(PowerFacts vm, SnapshotSpec spec, List<SnapshotInfo> before) {
        List<Violation> wrong = SnapshotRequests.violations(spec);
        if (!wrong.isEmpty()) {
            throw InvalidSpecException.of(wrong);
        }
        List<Finding> findings = new ArrayList<>();
        if (ProxmoxSnapshots.has(before, spec.name())) {
            findings.add(Finding.fail(
                    "name",
                    Problem.ALREADY_EXISTS,
                    vm.name(),
                    "it has a snapshot " + spec.name() + ", and a name stands once in Proxmox VE",
                    "choose another name, or delete that one"));
        }
        if (spec.memory() && !vm.process()) {
            findings.add(state("memory", vm, "it does not run, so there is no memory to keep", "start it first"));
        }
        if (vm.saved()) {
            findings.add(state(
                    "vm.state",
                    vm,
                    "its memory is saved, and Proxmox VE takes no snapshot of such a machine",
                    "start it, or drop its memory by powerOff()"));
        }
        if (spec.quiesce()) {
            quiesce(vm, spec).ifPresent(findings::add);
        }
        if (!site.pve()
                .send(SnapshotRequests.feature(vm.node(), vm.vmid()))
                .flag("hasFeature")
                .orElse(true)) {
            findings.add(Finding.fail(
                    "storage.snapshot",
                    Problem.UNSUPPORTED,
                    vm.name(),
                    "the storage of one of its disks takes no snapshots",
                    "move its disks to LVM-thin, ZFS, Ceph or Btrfs, or to qcow2 files on a directory or NFS"));
        }
        return findings;
    }

    private Optional<Finding> quiesce(PowerFacts vm, SnapshotSpec spec) {
        if (!vm.process()) {
            return Optional.of(
                    state("quiesce", vm, "it does not run, so nothing is to be brought to rest", "leave it out"));
        }
        if (spec.memory()) {
            return Optional.of(Finding.fail(
                    "quiesce",
                    Problem.UNSUPPORTED,
                    vm.name(),
                    "Proxmox VE keeps the memory or brings the file systems to rest, not both",
                    "choose one of them: with the memory nothing is lost"));
        }
        Optional<String> deaf = vm.agent()
                ? new AgentCheck(site).deaf(vm.node(), vm.vmid())
                : Optional.of("the agent is not switched on in its options");
        return deaf.map(why -> state(
                "quiesce",
                vm,
                "its guest's agent brings the file systems to rest, and does not answer: " + why,
                "switch the agent on, and run qemu-guest-agent in its guest"));
    }

    private static Finding state(String id, PowerFacts vm, String reason, String remedy) {
        return Finding.fail(id, Problem.STATE, vm.name(), reason, remedy);
    }
}
