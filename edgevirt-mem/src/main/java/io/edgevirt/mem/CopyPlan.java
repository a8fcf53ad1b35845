package io.edgevirt.mem;

import io.edgevirt.Event;
import io.edgevirt.Feature;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Size;
import io.edgevirt.spi.CloneSpec;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans a copy: one native task, during which name and space are held already. */
final class CopyPlan {

    private final Session session;
    private final World world;
    private final Checks checks;
    private final String original;
    private final CloneSpec spec;

    CopyPlan(Session session, Checks checks, String original, CloneSpec spec) {
        this.session = session;
        this.world = session.world();
        this.checks = checks;
        this.original = original;
        this.spec = spec;
    }

    Work plan() {
        Machine from = world.machine(original);
        checks.name("vm.name", spec.name());
        if (!world.free(spec.name(), spec.folder())) {
            checks.fail(
                    "vm.name.free",
                    Problem.ALREADY_EXISTS,
                    spec.name(),
                    "there is a machine '" + spec.name() + "' already",
                    "choose another name");
        }
        checks.need(true, spec.linked() ? Feature.LINKED_CLONE : Feature.CLONE, "vm.clone", from.name());
        checks.need(spec.cloudInit().isPresent(), Feature.CLOUD_INIT, "vm.cloudInit", spec.name());
        checks.need(spec.folder().isPresent(), Feature.FOLDERS, "vm.folder", spec.name());
        spec.folder().ifPresent(f -> checks.known("vm.folder", "folder", f));
        checks.need(spec.resourcePool().isPresent(), Feature.RESOURCE_POOLS, "vm.resourcePool", spec.name());
        spec.resourcePool().ifPresent(p -> checks.known("vm.resourcePool", "resource pool", p));
        if (spec.linked() && world.preset().linksTemplatesOnly() && !from.template()) {
            checks.fail(
                    "vm.clone.template",
                    Problem.STATE,
                    from.name(),
                    "only a template can have linked clones",
                    "make a full clone");
        }
        Optional<Node> node = spec.host().isPresent()
                ? new Placing(world, checks)
                        .named(spec.host().get(), world.things().nodes())
                : Optional.of(from.node());
        Optional<Store> store =
                spec.pool().isPresent() ? DiskPlan.pool(world, checks, spec.pool(), Size.ZERO) : Optional.empty();
        room(from, store);
        return checks.work(() -> List.of(step(from, node.orElseThrow(), store)));
    }

    private void room(Machine from, Optional<Store> store) {
        Size sum = Size.ZERO;
        for (Machine.Slot slot : from.slots()) {
            sum = sum.plus(spec.linked() ? Size.ZERO : slot.blob().allocated());
        }
        Optional<Store> target = store.or(
                () -> from.slots().stream().findFirst().flatMap(s -> s.blob().store()));
        if (target.isPresent() && sum.compareTo(target.get().free()) > 0) {
            checks.fail(
                    "disk.room",
                    Problem.RESOURCES,
                    target.get().name(),
                    "the pool '" + target.get().name() + "' has " + target.get().free() + " free, " + sum
                            + " are needed",
                    "choose another pool");
        }
    }

    private Act step(Machine from, Node node, Optional<Store> store) {
        String key = spec.token().toString();
        VMSpec copy = Specs.copy(Specs.of(from), spec);
        String body = "from: " + from.id() + "\nlinked: " + spec.linked()
                + store.map(s -> "\npool: " + s.name()).orElse("") + "\nname: " + NativeText.escaped(spec.name())
                + spec.cloudInit().map(c -> "\ncloudInit: ***").orElse("");
        Hold hold = new Hold(world, copy);
        return new Act(
                        session,
                        Op.VM_CLONE,
                        key,
                        "clone " + from.name() + " as " + spec.name(),
                        body,
                        results -> hold.reveal())
                .takingTime(new Job.Plan(
                        false,
                        () -> {
                            world.machine(original);
                            hold.take(from, node, store, spec.linked());
                        },
                        hold::drop))
                .undo(Op.VM_DELETE, results -> hold.drop())
                .makes("machine " + spec.name());
    }

    /** What a copy in the making holds. */
    private static final class Hold {
        private final World world;
        private final VMSpec spec;
        private Optional<Machine> machine = Optional.empty();

        Hold(World world, VMSpec spec) {
            this.world = world;
            this.spec = spec;
        }

        void take(Machine from, Node node, Optional<Store> store, boolean linked) {
            if (!world.free(spec.name(), spec.placement().folder())) {
                throw Problems.taken("machine", spec.name());
            }
            Machine made = new Machine(
                    world, world.nextId(), spec, world.guestFor(spec.name(), Optional.of(from.guest())), node);
            made.hidden(true);
            world.machines().put(made.id(), made);
            machine = Optional.of(made);
            try {
                disks(from, made, store, linked);
            } catch (RuntimeException e) {
                drop();
                throw e;
            }
            for (Machine.Plug plug : from.plugs()) {
                NicPlan.plug(
                        world,
                        made,
                        new NicSpec(plug.bridge().id(), plug.vlan(), plug.macSpoofing(), Optional.empty()));
            }
            from.files().forEach((path, content) -> made.files().put(path, content.clone()));
        }

        private void disks(Machine from, Machine made, Optional<Store> store, boolean linked) {
            for (Machine.Slot slot : from.slots()) {
                Blob old = slot.blob();
                Store pool = store.or(old::store)
                        .orElseGet(() -> world.things().stores().get(0));
                Blob blob = new Blob(
                        world.nextName("volume"),
                        pool.freeName(spec.name()),
                        Optional.of(pool),
                        linked ? Optional.of(old) : Optional.empty(),
                        old.format(),
                        old.size(),
                        linked || old.thin());
                pool.add(blob);
                made.slots().add(new Machine.Slot(slot.id(), blob, slot.bus()));
            }
        }

        Map<String, String> reveal() {
            Machine made = machine.orElseThrow();
            made.hidden(false);
            world.happened(Event.Kind.CREATED, made, "cloned");
            return Map.of(Step.VM, made.id());
        }

        void drop() {
            machine.ifPresent(m -> {
                m.slots().forEach(s -> s.blob().remove());
                if (world.machines().remove(m.id(), m)) {
                    world.happened(Event.Kind.REMOVED, m, "taken back");
                }
            });
            machine = Optional.empty();
        }
    }
}
