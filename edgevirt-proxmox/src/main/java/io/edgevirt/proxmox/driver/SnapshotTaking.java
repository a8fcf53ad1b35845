package io.edgevirt.proxmox.driver;

import io.edgevirt.ConflictException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.SnapshotInfo;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.SnapshotReader;
import io.edgevirt.proxmox.translate.SnapshotRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.SessionExpiredException;
import io.edgevirt.spi.SnapshotSpec;
import io.edgevirt.spi.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one snapshot, and knows it again: by the task {@code qmsnapshot} of this login on this machine that was not there
 * when the snapshot was planned, together with its name, which was not there either. A task of Proxmox VE bears no mark of
 * who sent its request, so where several such tasks fit, none is taken for this one's.
 */
final class SnapshotTaking {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaking.class);

    private final Site site;
    private final PowerFacts vm;
    private final SnapshotSpec spec;
    private final Set<String> tasks;

    /** One request. */
    SnapshotTaking(Site site, PowerFacts vm, SnapshotSpec spec, List<SnapshotInfo> before) {
        if (ProxmoxSnapshots.has(before, spec.name())) {
            throw new IllegalArgumentException(spec.name() + " is there already");
        }
        this.site = site;
        this.vm = vm;
        this.spec = spec;
        this.tasks = RecentTasks.read(site.pve()).names();
    }

    Step step() {
        String title = "snapshot " + spec.name() + " of " + vm.name();
        PveStep step = new PveStep(site.pve(), "take " + title, SnapshotRequests.take(vm.node(), vm.vmid(), spec))
                .task()
                .makes(title)
                .landed(results -> landed())
                .undo(this::undo);
        tells().forEach(step::tells);
        return step;
    }

    private Map<String, String> tells() {
        return spec.quiesce()
                ? Map.of(Step.SNAPSHOT, spec.name(), ProxmoxTasks.QUIESCED, "yes")
                : Map.of(Step.SNAPSHOT, spec.name());
    }

    private RecentTasks own() {
        return RecentTasks.read(site.pve()).of(Set.of("qmsnapshot"), vm.vmid()).own(site.pve(), tasks);
    }

    private boolean there() {
        return ProxmoxSnapshots.has(
                SnapshotReader.snapshots(site.nodes()
                        .at(vm.vmid(), node -> site.pve().send(SnapshotRequests.list(node, vm.vmid())))),
                spec.name());
    }

    private Landed landed() {
        RecentTasks own = own();
        boolean there = there();
        if (own.entries().isEmpty()) {
            return there ? Landed.unknown() : Landed.no();
        }
        boolean may = there || !own.running().entries().isEmpty();
        return own.entries().size() == 1 && may
                ? own.landed(tells()).orElseThrow()
                : may ? Landed.unknown() : Landed.no();
    }

    private void undo(Map<String, String> results) {
        boolean known = results.containsKey(Step.SNAPSHOT);
        Optional<String> unfinished = Optional.empty();
        if (!known) {
            RecentTasks own = own();
            unfinished = own.running().entries().stream()
                    .findFirst()
                    .map(e -> e.upid().text());
            if (own.entries().size() > 1) {
                throw doubtful();
            }
            if (own.entries().isEmpty()) {
                if (there()) {
                    throw doubtful();
                }
                return;
            }
        }
        TaskEnd end = new TaskEnd(site.pve());
        unfinished.ifPresent(upid -> over(end, upid));
        if (there()) {
            end.await(site.nodes()
                    .at(vm.vmid(), node -> site.pve().task(SnapshotRequests.delete(node, vm.vmid(), spec.name()))));
        }
    }

    /** How it ends does not matter: what it left is looked for. */
    private static void over(TaskEnd end, String upid) {
        try {
            end.await(upid);
        } catch (OperationTimeoutException | ConnectionException | SessionExpiredException e) {
            throw e;
        } catch (EdgeVirtException e) {
            LOG.debug("the task {} ended badly before it was taken back", upid, e);
        }
    }

    private ConflictException doubtful() {
        return new ConflictException(Failure.of("a snapshot of that name may be this one or somebody else's")
                .backend(Faults.BACKEND)
                .hint("look at the machine's snapshots, and delete it if it is yours"));
    }
}
