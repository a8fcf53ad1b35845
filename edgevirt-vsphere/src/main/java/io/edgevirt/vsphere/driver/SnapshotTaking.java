package io.edgevirt.vsphere.driver;

import io.edgevirt.ConflictException;
import io.edgevirt.Failure;
import io.edgevirt.SnapshotInfo;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.SnapshotSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.SnapshotReader;
import io.edgevirt.vsphere.soap.Faults;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.SnapshotRequests;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes one snapshot, and knows it again. Its task bears this change's token; where a server does not keep that, nobody
 * can tell it from one of the same name that somebody else took meanwhile, and then it is neither adopted nor removed.
 */
final class SnapshotTaking {

    private static final String KIND = "VirtualMachine.createSnapshot";

    private final Site site;
    private final RecentTasks tasks;
    private final Reference vm;
    private final String title;
    private final SnapshotSpec spec;
    private final Set<String> before;

    SnapshotTaking(Site site, RecentTasks tasks, Managed machine, SnapshotSpec spec) {
        this.site = site;
        this.tasks = tasks;
        this.vm = machine.reference();
        this.title = "snapshot " + spec.name() + " of "
                + machine.text("name").map(Names::plain).orElse(machine.id());
        this.spec = spec;
        this.before = SnapshotReader.snapshots(machine).stream()
                .map(SnapshotInfo::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    Step step() {
        Request request = SnapshotRequests.take(Request.ref(vm.type(), vm.id()), spec);
        return new VimStep(site.vim(), "take " + title, request)
                .token(token())
                .tells(Step.SNAPSHOT)
                .makes(title)
                .landed(results -> landed())
                .undo(this::undo);
    }

    private String token() {
        return spec.token().toString();
    }

    private Landed landed() {
        RecentTasks.Seen seen = tasks.of(vm);
        Optional<Element> own = seen.own(token());
        if (own.isPresent()) {
            return Landed.running(TaskId.of(own.get().at("key").text(), Step.SNAPSHOT));
        }
        return seen.busy(KIND, vm.id()) || appeared() ? Landed.unknown() : Landed.no();
    }

    /** Whether there is a snapshot now that may be this one. */
    private boolean appeared() {
        Managed now = site.inventory().one(vm, SnapshotReader.WANTED.paths().toArray(String[]::new));
        return SnapshotReader.snapshots(now).stream()
                .anyMatch(s -> !before.contains(s.id()) && s.name().equals(spec.name()));
    }

    private void undo(Map<String, String> results) {
        Optional<String> made = Optional.ofNullable(results.get(Step.SNAPSHOT));
        if (made.isEmpty()) {
            RecentTasks.Seen seen = tasks.of(vm);
            Optional<Element> own = seen.own(token());
            made = own.flatMap(info -> info.text("result"));
            boolean failed =
                    own.filter(info -> info.at("state").text().equals("error")).isPresent();
            if (made.isEmpty() && !failed && (own.isPresent() || seen.busy(KIND, vm.id()) || appeared())) {
                throw doubtful();
            }
        }
        made.ifPresent(this::remove);
    }

    private void remove(String snapshot) {
        Request request = SnapshotRequests.remove(Request.ref("VirtualMachineSnapshot", snapshot), false);
        new TaskEnd(site.inventory()).await(site.vim().task(request));
    }

    private ConflictException doubtful() {
        return new ConflictException(Failure.of("a snapshot of that name may be this one or somebody else's")
                .backend(Faults.BACKEND)
                .hint("look at the machine's snapshots, and delete it if it is yours"));
    }
}
