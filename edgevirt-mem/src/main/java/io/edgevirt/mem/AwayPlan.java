package io.edgevirt.mem;

import io.edgevirt.Event;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Size;
import io.edgevirt.VMState;
import io.edgevirt.spi.MigrationSpec;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Plans a move to another system: the transfer, the arrival there, the removal here. Each is a request to one system, so
 * that no system ever waits for another's lock.
 */
final class AwayPlan {

    private final Session here;
    private final Session there;
    private final Checks checks;
    private final String id;
    private final UUID key = UUID.randomUUID();
    private Optional<Cargo> cargo = Optional.empty();

    AwayPlan(Session here, Session there, Checks checks, String id) {
        this.here = here;
        this.there = there;
        this.checks = checks;
        this.id = id;
    }

    /** What is carried over. */
    private record Cargo(Machine from, VMSpec bare, VMSpec whole, Map<String, byte[]> files, VMState state) {}

    Work plan(MigrationSpec spec) {
        String name = here.read(Op.VM_READ, () -> {
            Machine m = here.world().machine(id);
            MovePlan.check(checks, m, spec);
            if (!m.shots().isEmpty()
                    || m.state() == VMState.SAVED
                    || m.dependent().isPresent()) {
                checks.fail(
                        "vm.migrate.ties",
                        Problem.STATE,
                        m.name(),
                        "snapshots, saved memory and linked clones do not go to another system",
                        "remove them first");
            }
            load(m);
            return m.name();
        });
        there.read(Op.HOST_READ, () -> {
            target(name, spec);
            return true;
        });
        return checks.work(() -> List.of(transfer(name), arrival(name, spec), removal(name)));
    }

    private void load(Machine m) {
        Map<String, byte[]> files = new HashMap<>();
        m.files().forEach((path, content) -> files.put(path, content.clone()));
        VMSpec whole = Specs.of(m);
        cargo = Optional.of(new Cargo(m, Specs.moved(whole), whole, files, m.state()));
    }

    private void target(String name, MigrationSpec spec) {
        World world = there.world();
        Cargo load = cargo.orElseThrow();
        Optional<Node> node = new Placing(world, checks)
                .named(spec.host().id(), world.things().nodes());
        if (!world.free(name, load.bare().placement().folder())) {
            checks.fail(
                    "vm.name.free",
                    Problem.ALREADY_EXISTS,
                    name,
                    "the target has a machine '" + name + "'",
                    "rename one of the two");
        }
        for (NicSpec nic : load.whole().nics()) {
            new NicPlan(world, checks).check(nic);
        }
        DiskPlan.pool(world, checks, spec.pool(), Size.ZERO);
        if (node.isPresent()
                && spec.live()
                && load.bare().memory().compareTo(node.get().free(world)) > 0) {
            checks.fail(
                    "vm.memory",
                    Problem.RESOURCES,
                    spec.host().id(),
                    "the host has too little memory free",
                    "choose another host");
        }
    }

    private Act transfer(String name) {
        World world = here.world();
        return new Act(here, Op.VM_MIGRATE, key + "/transfer", "transfer " + name, "vm: " + id, results -> {
                    Machine m = world.machine(id);
                    m.unlock();
                    load(m);
                    return Map.of();
                })
                .takingTime(new Job.Plan(
                        false,
                        () -> world.machine(id).lock(Op.VM_MIGRATE.request()),
                        () -> Optional.ofNullable(world.machines().get(id)).ifPresent(Machine::unlock)));
    }

    private Act arrival(String name, MigrationSpec spec) {
        World world = there.world();
        return new Act(
                        there,
                        Op.VM_CREATE,
                        key + "/arrival",
                        "take in " + name,
                        "vm: " + id,
                        results -> arrive(world, spec))
                .undo(
                        Op.VM_DELETE,
                        results -> Optional.ofNullable(world.machines().remove(id))
                                .ifPresent(m -> m.slots().forEach(s -> s.blob().remove())))
                .makes("machine " + name + " on " + world);
    }

    private Map<String, String> arrive(World world, MigrationSpec spec) {
        Cargo load = cargo.orElseThrow();
        Node node = world.things()
                .node(spec.host().id())
                .orElseThrow(() -> Problems.notFound("host", spec.host().id()));
        if (!world.free(load.bare().name(), load.bare().placement().folder())) {
            throw Problems.taken("machine", load.bare().name());
        }
        Machine m = new Machine(
                world,
                id,
                load.bare(),
                world.guestFor(load.bare().name(), Optional.of(load.from().guest())),
                node);
        Store store = DiskPlan.pool(world, new Checks(world), spec.pool(), Size.ZERO)
                .orElseThrow(() -> Problems.notFound("storage pool", spec.pool().orElse("default")));
        for (Machine.Slot slot : List.copyOf(load.from().slots())) {
            Blob old = slot.blob();
            Blob blob = new Blob(
                    world.nextName("volume"),
                    store.freeName(m.name()),
                    Optional.of(store),
                    Optional.empty(),
                    old.format(),
                    old.size(),
                    old.thin());
            store.add(blob);
            m.slots().add(new Machine.Slot(slot.id(), blob, slot.bus()));
        }
        load.whole().nics().forEach(n -> NicPlan.plug(world, m, n));
        m.files().putAll(load.files());
        world.machines().put(id, m);
        world.happened(Event.Kind.CREATED, m, "migrated from " + here.world());
        if (load.state() == VMState.RUNNING) {
            m.recall(true);
            m.goOn("migrated");
        }
        return spec.live() ? Map.of(Step.VM, id, Step.DOWNTIME, MovePlan.DOWNTIME) : Map.of(Step.VM, id);
    }

    private Act removal(String name) {
        return new Act(here, Op.VM_DELETE, key + "/removal", "remove " + name + " here", "vm: " + id, results -> {
            DeletePlan.remove(here.world(), here.world().machine(id), true, "migrated to " + there.world());
            return Map.of();
        });
    }
}
