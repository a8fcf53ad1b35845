package io.edgevirt.mem;

import io.edgevirt.Feature;
import io.edgevirt.Finding.Problem;
import io.edgevirt.VMState;
import io.edgevirt.spi.PowerVerb;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Plans a power verb: one request, which looks at the machine's state again when it is carried out. */
final class PowerPlan {

    private final Session session;
    private final World world;
    private final Checks checks;
    private final Consumer<Machine> beforeStart;

    /**
     * A plan.
     *
     * @param beforeStart what this connection does before a machine is started, such as listening to its serial port
     */
    PowerPlan(Session session, Checks checks, Consumer<Machine> beforeStart) {
        this.session = session;
        this.world = session.world();
        this.checks = checks;
        this.beforeStart = beforeStart;
    }

    Work plan(String id, PowerVerb verb) {
        Machine m = world.machine(id);
        checks.need(true, feature(verb), "vm." + verb.name().toLowerCase(java.util.Locale.ROOT), m.name());
        if (m.template() && verb == PowerVerb.START) {
            checks.fail("vm.template", Problem.STATE, m.name(), "a template cannot be started", "clone it");
        }
        if (!m.inMemory() && (verb == PowerVerb.START || verb == PowerVerb.RESTORE)) {
            memory(m);
        }
        return checks.work(() -> List.of(step(m, verb)));
    }

    private void memory(Machine m) {
        Node node = m.node();
        Shape shape = m.next().orElse(m.shape());
        if (!node.up()) {
            checks.fail(
                    "vm.host",
                    Problem.STATE,
                    m.name(),
                    "its host '" + node.name() + "' is " + node.state(),
                    "migrate the machine, or start the host");
        } else if (shape.memory().compareTo(node.free(world)) > 0) {
            checks.fail(
                    "vm.memory",
                    Problem.RESOURCES,
                    m.name(),
                    "the host '" + node.name() + "' has " + node.free(world) + " of memory free, " + shape.memory()
                            + " are needed",
                    "stop another machine, migrate, or ask for less memory");
        }
    }

    private Act step(Machine m, PowerVerb verb) {
        Op op = op(verb);
        String id = m.id();
        Act act = new Act(
                session,
                op,
                UUID.randomUUID().toString(),
                op.request().substring(3) + " " + m.name(),
                "vm: " + id,
                results -> carryOut(world.machine(id), verb));
        return op.takesTime()
                ? act.takingTime(new Job.Plan(
                        true,
                        () -> {
                            Machine now = world.machine(id);
                            need(now, verb);
                            now.lock(op.request());
                        },
                        m::unlock))
                : act;
    }

    private static void need(Machine m, PowerVerb verb) {
        if (!verb.in(m.state()).allowed()) {
            throw Problems.state("'" + m.name() + "' is " + m.state(), "see the table of verbs and states");
        }
    }

    private Map<String, String> carryOut(Machine m, PowerVerb verb) {
        if (op(verb).takesTime()) {
            m.unlock(); // held since the work began
        } else if (verb != PowerVerb.POWER_OFF) {
            m.needUnlocked();
        }
        need(m, verb);
        verb.in(m.state()).verb().ifPresent(v -> act(m, v));
        return Map.of();
    }

    private void act(Machine m, PowerVerb verb) {
        switch (verb) {
            case START -> start(m);
            case RESTORE -> {
                needMemory(m, m.shape());
                beforeStart.accept(m);
                m.goOn("restored");
            }
            case RESUME -> m.goOn("resumed");
            case PAUSE -> m.pause();
            case SAVE -> m.save();
            case POWER_OFF -> m.stop(VMState.OFF, "power cut");
            case RESET -> m.restart("reset");
            case SHUTDOWN -> m.guest().asked(whileRunning(m, () -> m.stop(VMState.OFF, "shutdown/guest")));
            case REBOOT -> m.guest().asked(whileRunning(m, () -> m.restart("restart/guest")));
        }
    }

    private void start(Machine m) {
        if (m.template()) {
            throw Problems.state("'" + m.name() + "' is a template", "clone it");
        }
        needMemory(m, m.next().orElse(m.shape()));
        for (Machine other : world.machines().values()) {
            boolean shares = other != m
                    && other.node() == m.node()
                    && other.inMemory()
                    && other.made().devices().stream().anyMatch(m.made().devices()::contains);
            if (shares) {
                throw Problems.resources(
                        "'" + other.name() + "' uses a device of the host's that '" + m.name() + "' needs",
                        "stop that machine first");
            }
        }
        beforeStart.accept(m);
        m.boot("booted");
    }

    private void needMemory(Machine m, Shape shape) {
        if (shape.memory().compareTo(m.node().free(world)) > 0) {
            throw Problems.resources(
                    "the host '" + m.node().name() + "' has " + m.node().free(world) + " of memory free, "
                            + shape.memory() + " are needed",
                    "stop another machine");
        }
    }

    /** What a guest does a while after it was asked, unless the machine was stopped or started meanwhile. */
    private static Runnable whileRunning(Machine m, Runnable what) {
        java.util.Optional<java.time.Instant> asked = m.startedAt();
        return () -> {
            if (m.state() == VMState.RUNNING && m.startedAt().equals(asked)) {
                what.run();
            }
        };
    }

    private static Op op(PowerVerb verb) {
        return switch (verb) {
            case START -> Op.VM_START;
            case RESTORE -> Op.VM_RESTORE;
            case RESUME -> Op.VM_RESUME;
            case SHUTDOWN -> Op.VM_SHUTDOWN;
            case POWER_OFF -> Op.VM_POWER_OFF;
            case REBOOT -> Op.VM_REBOOT;
            case RESET -> Op.VM_RESET;
            case PAUSE -> Op.VM_PAUSE;
            case SAVE -> Op.VM_SAVE;
        };
    }

    private static Feature feature(PowerVerb verb) {
        return switch (verb) {
            case START, POWER_OFF -> Feature.POWER;
            case RESTORE, SAVE -> Feature.SAVE;
            case RESUME, PAUSE -> Feature.PAUSE;
            case SHUTDOWN -> Feature.GRACEFUL_SHUTDOWN;
            case REBOOT -> Feature.REBOOT;
            case RESET -> Feature.RESET;
        };
    }
}
