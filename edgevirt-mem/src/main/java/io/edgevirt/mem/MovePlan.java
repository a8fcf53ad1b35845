package io.edgevirt.mem;

import io.edgevirt.Event;
import io.edgevirt.Feature;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Size;
import io.edgevirt.VMState;
import io.edgevirt.spi.MigrationSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Plans a move to another host of the same system. */
final class MovePlan {

    /** How long a simulated guest stands still, in milliseconds; real ones stood still for 49 to 148. */
    static final String DOWNTIME = "60";

    private final Session session;
    private final World world;
    private final Checks checks;
    private final Machine machine;

    MovePlan(Session session, Checks checks, Machine machine) {
        this.session = session;
        this.world = session.world();
        this.checks = checks;
        this.machine = machine;
    }

    /** What holds for every move. */
    static void check(Checks checks, Machine m, MigrationSpec spec) {
        checks.need(true, spec.live() ? Feature.LIVE_MIGRATION : Feature.OFFLINE_MIGRATION, "vm.migrate", m.name());
        boolean runs = m.inMemory();
        if (spec.live() && m.state() != VMState.RUNNING) {
            checks.fail(
                    "vm.migrate.state",
                    Problem.STATE,
                    m.name(),
                    "only a running machine can be moved live, and it is " + m.state(),
                    "leave live(true) away");
        } else if (!spec.live() && runs) {
            checks.fail(
                    "vm.migrate.state",
                    Problem.STATE,
                    m.name(),
                    "it is " + m.state() + " and was to be moved off",
                    "ask for live(true), or stop it");
        }
        if (spec.live() && !m.made().devices().isEmpty()) {
            checks.fail(
                    "vm.migrate.devices",
                    Problem.STATE,
                    m.name(),
                    "a machine with passed-through devices cannot be moved while it runs",
                    "stop it");
        }
        if (spec.live() && !m.shots().isEmpty() && !m.guest().world().preset().movesSnapshots()) {
            checks.fail(
                    "vm.migrate.snapshots",
                    Problem.STATE,
                    m.name(),
                    "a machine with snapshots cannot be moved while it runs",
                    "delete its snapshots");
        }
    }

    Work plan(MigrationSpec spec) {
        check(checks, machine, spec);
        Optional<Node> target = new Placing(world, checks)
                .named(spec.host().id(), world.things().nodes());
        target.ifPresent(this::target);
        Optional<Store> store =
                spec.pool().isPresent() ? DiskPlan.pool(world, checks, spec.pool(), Size.ZERO) : Optional.empty();
        String id = machine.id();
        return checks.work(() -> List.of(new Act(
                        session,
                        Op.VM_MIGRATE,
                        UUID.randomUUID().toString(),
                        "migrate " + machine.name() + " to "
                                + target.orElseThrow().name(),
                        "vm: " + id + "\nto: " + target.orElseThrow().name() + "\nlive: " + spec.live()
                                + store.map(s -> "\npool: " + s.name()).orElse(""),
                        results -> arrive(world.machine(id), target.orElseThrow(), store, spec.live()))
                .takingTime(
                        new Job.Plan(false, () -> world.machine(id).lock(Op.VM_MIGRATE.request()), machine::unlock))));
    }

    private void target(Node node) {
        if (node == machine.node()) {
            checks.fail(
                    "vm.migrate.host",
                    Problem.STATE,
                    machine.name(),
                    "it is on '" + node.name() + "' already",
                    "choose another host");
        } else if (machine.inMemory() && machine.shape().memory().compareTo(node.free(world)) > 0) {
            checks.fail(
                    "vm.memory",
                    Problem.RESOURCES,
                    node.name(),
                    "the host '" + node.name() + "' has " + node.free(world) + " of memory free",
                    "choose another host");
        }
    }

    private Map<String, String> arrive(Machine m, Node node, Optional<Store> store, boolean live) {
        if (!node.up()) {
            throw Problems.state("the host '" + node.name() + "' is " + node.state(), "choose another host");
        }
        if (live && m.state() != VMState.RUNNING) {
            throw Problems.state("'" + m.name() + "' stopped while it was moved", "move it off");
        }
        store.ifPresent(s -> disks(m, s));
        m.unlock();
        m.node(node);
        world.happened(Event.Kind.CHANGED, m, "migrated to " + node.name());
        Map<String, String> learned = new HashMap<>();
        learned.put(Step.VM, m.id());
        if (live) {
            learned.put(Step.DOWNTIME, DOWNTIME);
        }
        return learned;
    }

    private void disks(Machine m, Store store) {
        for (int i = 0; i < m.slots().size(); i++) {
            Machine.Slot slot = m.slots().get(i);
            Blob old = slot.blob();
            if (old.store().equals(Optional.of(store))) {
                continue;
            }
            Blob moved = new Blob(
                    old.id(),
                    store.blobs().containsKey(old.name()) ? store.freeName(m.name()) : old.name(),
                    Optional.of(store),
                    old.base(),
                    old.format(),
                    old.size(),
                    old.thin());
            store.add(moved);
            old.remove();
            world.things().files().remove(old.name(), old);
            m.slots().set(i, new Machine.Slot(slot.id(), moved, slot.bus()));
        }
    }
}
