package io.edgevirt.mem;

import io.edgevirt.DiskBus;
import io.edgevirt.Event;
import io.edgevirt.Feature;
import io.edgevirt.Finding.Problem;
import io.edgevirt.VMState;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Plans changes of a machine's configuration. */
final class ChangePlan {

    private final Session session;
    private final World world;
    private final Checks checks;
    private final Machine machine;

    ChangePlan(Session session, Checks checks, Machine machine) {
        this.session = session;
        this.world = session.world();
        this.checks = checks;
        this.machine = machine;
    }

    Work plan(Change change) {
        if (change instanceof Change.Reconfigure r) {
            return reconfigure(r);
        } else if (change instanceof Change.Rename r) {
            return rename(r.name());
        } else if (change instanceof Change.AttachIso a) {
            return attach(a.image());
        } else if (change instanceof Change.EjectIso) {
            return eject();
        } else if (change instanceof Change.AddDisk a) {
            return addDisk(a);
        } else if (change instanceof Change.ResizeDisk r) {
            return resize(r);
        } else if (change instanceof Change.RemoveDisk r) {
            return removeDisk(r);
        } else if (change instanceof Change.AddNic a) {
            return addNic(a);
        }
        return removeNic(((Change.RemoveNic) change).nic());
    }

    private Act act(Op op, String key, String title, String body, Function<Machine, Map<String, String>> work) {
        String id = machine.id();
        return new Act(session, op, key, title, "vm: " + id + "\n" + body, results -> {
            Machine now = world.machine(id);
            now.needUnlocked();
            Map<String, String> learned = work.apply(now);
            world.happened(Event.Kind.CHANGED, now, op.request());
            return learned;
        });
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }

    private Work reconfigure(Change.Reconfigure r) {
        String name = machine.name();
        checks.need(r.dynamicMemory().isPresent(), Feature.DYNAMIC_MEMORY, "vm.dynamicMemory", name);
        checks.need(!r.tags().isEmpty(), Feature.TAGS, "vm.tag", name);
        Shape wanted = machine.next().orElse(machine.shape()).with(r);
        Shape asked = machine.shape().with(r);
        List<String> later = off(machine) ? List.of() : stopped(asked);
        if (!later.isEmpty() && !r.atNextStart()) {
            checks.fail(
                    "vm.running",
                    Problem.STATE,
                    name,
                    "to change " + String.join(", ", later) + " the machine must be off, and it is " + machine.state(),
                    "stop it first, or accept it with atNextStart()");
        }
        StringBuilder body = new StringBuilder("cpus: " + wanted.cpus() + "\nmemory: "
                + NativeText.exact(wanted.memory()) + "\nnested: " + wanted.nested());
        wanted.dynamic()
                .ifPresent(d -> body.append("\nmemory.minimum: ")
                        .append(NativeText.exact(d.minimum()))
                        .append("\nmemory.maximum: ")
                        .append(NativeText.exact(d.maximum())));
        return checks.work(() -> {
            Before before = new Before();
            return List.of(act(Op.VM_CHANGE, fresh(), "change " + name, body.toString(), m -> apply(m, r, before))
                    .undo(Op.VM_CHANGE, results -> before.putBack()));
        });
    }

    private static boolean off(Machine m) {
        return m.state() == VMState.OFF || m.state() == VMState.CRASHED;
    }

    /** Saved memory fits the figures it was saved with only. */
    private List<String> stopped(Shape asked) {
        return machine.state() == VMState.SAVED ? all(asked) : machine.shape().needsStop(asked, world.preset());
    }

    private List<String> all(Shape asked) {
        List<String> fields = new ArrayList<>();
        Shape now = machine.shape();
        if (now.cpus() != asked.cpus()) {
            fields.add("cpus");
        }
        if (!now.memory().equals(asked.memory())) {
            fields.add("memory");
        }
        if (!now.dynamic().equals(asked.dynamic())) {
            fields.add("dynamicMemory");
        }
        if (now.nested() != asked.nested()) {
            fields.add("nestedVirtualization");
        }
        return fields;
    }

    private Map<String, String> apply(Machine m, Change.Reconfigure r, Before before) {
        before.remember(m);
        Shape asked = m.shape().with(r);
        List<String> later = off(m) ? List.of() : stopped(asked);
        if (!later.isEmpty() && !r.atNextStart()) {
            throw Problems.state("'" + m.name() + "' is " + m.state(), "stop it first");
        }
        Shape wanted = m.next().orElse(m.shape()).with(r);
        Shape now = off(m) ? wanted : m.shape().now(asked, later);
        if (m.inMemory()
                && now.memory().minus(m.shape().memory()).compareTo(m.node().free(world)) > 0) {
            throw Problems.resources(
                    "the host '" + m.node().name() + "' has " + m.node().free(world) + " of memory free",
                    "ask for less memory");
        }
        m.shape(now, now.equals(wanted) ? Optional.empty() : Optional.of(wanted));
        r.description().ifPresent(d -> m.description(Optional.of(d).filter(text -> !text.isEmpty())));
        m.tags().putAll(r.tags());
        r.autostart().ifPresent(m::autostart);
        return Map.of();
    }

    /** What a change can be taken back to. */
    private static final class Before {
        private Runnable back = () -> {};

        void remember(Machine m) {
            Shape shape = m.shape();
            Optional<Shape> next = m.next();
            Optional<String> description = m.description();
            Map<String, String> tags = new java.util.LinkedHashMap<>(m.tags());
            boolean autostart = m.autostart();
            back = () -> {
                m.shape(shape, next);
                m.description(description);
                m.tags().clear();
                m.tags().putAll(tags);
                m.autostart(autostart);
            };
        }

        void putBack() {
            back.run();
        }
    }

    private Work rename(String name) {
        checks.name("vm.name", name);
        checks.need(true, Feature.RENAME, "vm.rename", machine.name());
        if (!name.equals(machine.name()) && !world.free(name, machine.folder())) {
            checks.fail(
                    "vm.name.free",
                    Problem.ALREADY_EXISTS,
                    name,
                    "there is a machine '" + name + "' already",
                    "choose another name");
        }
        String old = machine.name();
        return checks.work(() -> List.of(act(
                        Op.VM_RENAME,
                        fresh(),
                        "rename " + old + " to " + name,
                        "name: " + NativeText.escaped(name),
                        m -> {
                            if (!name.equals(m.name()) && !world.free(name, m.folder())) {
                                throw Problems.taken("machine", name);
                            }
                            m.name(name);
                            return Map.of();
                        })
                .undo(Op.VM_RENAME, results -> machine.name(old))));
    }

    private Work attach(FileSource image) {
        checks.file("vm.iso", image);
        Optional<String> old = machine.iso();
        return checks.work(() -> List.of(act(
                        Op.ISO_ATTACH,
                        fresh(),
                        "attach " + image + " to " + machine.name(),
                        "iso: " + NativeText.escaped(image.toString()),
                        m -> {
                            m.iso(Optional.of(image.toString()));
                            return Map.of();
                        })
                .undo(Op.ISO_ATTACH, results -> machine.iso(old))));
    }

    private Work eject() {
        Optional<String> old = machine.iso();
        if (old.isEmpty()) {
            return checks.work(List::of);
        }
        return checks.work(() -> List.of(act(Op.ISO_EJECT, fresh(), "eject the ISO of " + machine.name(), "", m -> {
                    m.iso(Optional.empty());
                    return Map.of();
                })
                .undo(Op.ISO_EJECT, results -> machine.iso(old))));
    }

    private Work addDisk(Change.AddDisk add) {
        DiskPlan disks = new DiskPlan(session, checks);
        List<DiskPlan.Wanted> wanted = disks.all(machine.name(), List.of(add.disk()));
        String token = add.token().toString();
        return checks.work(
                () -> List.of(disks.volume(wanted.get(0), token + "/volume", "volume"), attachDisk(token, add)));
    }

    private Act attachDisk(String token, Change.AddDisk add) {
        String id = machine.id();
        return new Act(
                        session,
                        Op.DISK_ADD,
                        token,
                        "add a disk to " + machine.name(),
                        "vm: " + id + "\nsize: " + NativeText.exact(add.disk().size()),
                        results -> {
                            Machine now = world.machine(id);
                            now.needUnlocked();
                            Blob blob = DiskPlan.find(world, results.getOrDefault("volume", ""));
                            String slot = freeSlot(now);
                            now.slots()
                                    .add(new Machine.Slot(
                                            slot, blob, add.disk().bus().orElse(DiskBus.VIRTIO)));
                            world.happened(Event.Kind.CHANGED, now, Op.DISK_ADD.request());
                            return Map.of(Step.DISK, slot);
                        })
                .undo(Op.DISK_REMOVE, results -> machine.slots().removeIf(s -> s.id().equals(results.get(Step.DISK))));
    }

    private static String freeSlot(Machine m) {
        int number = 1;
        while (hasSlot(m, "disk-" + number)) {
            number++;
        }
        return "disk-" + number;
    }

    private static boolean hasSlot(Machine m, String slot) {
        return m.slots().stream().anyMatch(s -> s.id().equals(slot));
    }

    private Work resize(Change.ResizeDisk r) {
        Blob blob = machine.slot(r.disk()).blob();
        io.edgevirt.Size old = blob.size();
        if (r.size().compareTo(old) < 0) {
            checks.invalid(
                    "disk.size",
                    r.size().toString(),
                    "a disk can only grow, and has " + old + " already",
                    "give a larger size");
        }
        needLoose(blob, "resized");
        if (!blob.thin()
                && blob.store().isPresent()
                && r.size().minus(old).compareTo(blob.store().get().free()) > 0) {
            checks.fail(
                    "disk.room",
                    Problem.RESOURCES,
                    blob.path(),
                    "the pool has " + blob.store().get().free() + " free",
                    "make room");
        }
        return checks.work(() -> List.of(act(
                        Op.DISK_RESIZE,
                        fresh(),
                        "resize " + blob.path() + " to " + r.size(),
                        "disk: " + r.disk() + "\nsize: " + NativeText.exact(r.size()),
                        m -> {
                            if (!blob.thin()) {
                                blob.store().ifPresent(s -> s.needRoom(r.size().minus(blob.size())));
                            }
                            blob.size(r.size());
                            return Map.of();
                        })
                .undo(Op.DISK_RESIZE, results -> blob.size(old))));
    }

    /** Neither snapshots nor linked clones may rest on it. */
    private void needLoose(Blob blob, String verb) {
        if (machine.shots().values().stream().anyMatch(s -> s.blobs().contains(blob.id()))) {
            checks.fail(
                    "disk.snapshots",
                    Problem.STATE,
                    blob.path(),
                    "a disk of which there are snapshots cannot be " + verb,
                    "delete the snapshots first");
        }
        machine.dependent()
                .filter(m -> m.slots().stream().anyMatch(s -> s.blob().base().equals(Optional.of(blob))))
                .ifPresent(m -> checks.fail(
                        "disk.clones",
                        Problem.STATE,
                        blob.path(),
                        "'" + m.name() + "' is a linked clone of it",
                        "delete that machine first"));
    }

    private Work removeDisk(Change.RemoveDisk r) {
        Machine.Slot slot = machine.slot(r.disk());
        needLoose(slot.blob(), "removed");
        boolean drops = !r.keepFile() && slot.blob().store().isPresent();
        int at = machine.slots().indexOf(slot);
        return checks.work(() -> List.of(act(
                        Op.DISK_REMOVE,
                        fresh(),
                        "remove " + slot.id() + " of " + machine.name(),
                        "disk: " + slot.id() + "\nfile: " + (drops ? "deleted" : "kept"),
                        m -> {
                            m.slots().remove(m.slot(slot.id()));
                            if (drops) {
                                slot.blob().remove();
                            }
                            return Map.of();
                        })
                .undo(Op.DISK_ADD, results -> {
                    if (!drops) {
                        machine.slots().add(Math.min(at, machine.slots().size()), slot);
                    }
                })));
    }

    private Work addNic(Change.AddNic add) {
        new NicPlan(world, checks).check(add.nic());
        return checks.work(() -> List.of(act(
                        Op.NIC_ADD,
                        fresh(),
                        "add an adapter on " + add.nic().network() + " to " + machine.name(),
                        "network: " + NativeText.escaped(add.nic().network()),
                        m -> Map.of(Step.NIC, NicPlan.plug(world, m, add.nic()).id()))
                .undo(Op.NIC_REMOVE, results -> machine.plugs().removeIf(p -> p.id().equals(results.get(Step.NIC))))));
    }

    private Work removeNic(String nic) {
        Machine.Plug plug = machine.plug(nic);
        return checks.work(() -> List.of(act(
                        Op.NIC_REMOVE, fresh(), "remove " + plug.mac() + " of " + machine.name(), "nic: " + nic, m -> {
                            m.plugs().remove(m.plug(nic));
                            return Map.of();
                        })
                .undo(Op.NIC_ADD, results -> machine.plugs().add(plug))));
    }
}
