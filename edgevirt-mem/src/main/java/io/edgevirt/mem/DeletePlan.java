package io.edgevirt.mem;

import io.edgevirt.Event;
import io.edgevirt.Finding.Problem;
import io.edgevirt.VMState;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plans the removal of a machine: one request, so that it is gone wholly or not at all. */
final class DeletePlan {

    private DeletePlan() {}

    static Work plan(Session session, Checks checks, String id, boolean disks) {
        World world = session.world();
        Machine m = world.machine(id);
        if (!stopped(m)) {
            checks.fail("vm.running", Problem.STATE, m.name(), "it is " + m.state(), "stop it first");
        }
        if (disks) {
            m.dependent()
                    .ifPresent(other -> checks.fail(
                            "vm.clones",
                            Problem.STATE,
                            m.name(),
                            "'" + other.name() + "' is a linked clone of it",
                            "delete that machine first, or keep the disks"));
        }
        StringBuilder body = new StringBuilder("vm: " + id);
        own(world, m, disks).forEach(b -> body.append("\nvolume: ").append(NativeText.escaped(b.path())));
        return checks.work(() -> List.of(new Act(
                session,
                Op.VM_DELETE,
                UUID.randomUUID().toString(),
                "delete machine " + m.name(),
                body.toString(),
                results -> {
                    Machine now = world.machine(id);
                    now.needUnlocked();
                    refuse(now, disks);
                    remove(world, now, disks, "deleted");
                    return Map.of();
                })));
    }

    private static boolean stopped(Machine m) {
        return m.state() == VMState.OFF || m.state() == VMState.SAVED;
    }

    private static void refuse(Machine m, boolean disks) {
        if (!stopped(m)) {
            throw Problems.state("'" + m.name() + "' is " + m.state(), "stop it first");
        }
        if (disks && m.dependent().isPresent()) {
            throw Problems.state("'" + m.name() + "' has linked clones", "delete them first");
        }
    }

    /** The disks that go with it: in a pool, and used by nobody else. */
    private static List<Blob> own(World world, Machine m, boolean disks) {
        List<Blob> own = new ArrayList<>();
        for (Machine.Slot slot : m.slots()) {
            boolean shared = world.machines().values().stream()
                    .anyMatch(o -> o != m && o.slots().stream().anyMatch(s -> s.blob() == slot.blob()));
            if (disks && slot.blob().store().isPresent() && !shared) {
                own.add(slot.blob());
            }
        }
        return own;
    }

    static void remove(World world, Machine m, boolean disks, String why) {
        own(world, m, disks).forEach(Blob::remove);
        if (m.inMemory()) {
            m.stop(VMState.OFF, why);
        }
        world.machines().remove(m.id());
        world.things().groups().forEach(g -> g.forget(m.id()));
        world.happened(Event.Kind.REMOVED, m, why);
    }
}
