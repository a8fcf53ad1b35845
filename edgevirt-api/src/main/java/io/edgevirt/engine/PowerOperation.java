package io.edgevirt.engine;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Feature;
import io.edgevirt.Finding;
import io.edgevirt.InvalidStateException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.VM;
import io.edgevirt.VMInfo;
import io.edgevirt.Violation;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.PowerVerb;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** A verb that changes what a machine is doing; ends when the state it names is seen. */
final class PowerOperation extends Pending<VM> {

    private final VMHandle vm;
    private final PowerVerb verb;
    private final Duration atMost;
    private final boolean seeRestart;
    private boolean acts = true;
    private Optional<StateWait> wait = Optional.empty();
    private Optional<Instant> startedBefore = Optional.empty();

    private PowerOperation(VMHandle vm, PowerVerb verb, String name, Duration atMost, boolean seeRestart) {
        super(vm.engine(), name);
        this.vm = vm;
        this.verb = verb;
        this.atMost = atMost;
        this.seeRestart = seeRestart;
    }

    static PowerOperation of(VMHandle vm, PowerVerb verb) {
        return new PowerOperation(vm, verb, name(verb), vm.engine().operationTimeout(), false);
    }

    static PowerOperation within(VMHandle vm, PowerVerb verb, Duration atMost) {
        return new PowerOperation(vm, verb, name(verb), atMost, verb == PowerVerb.REBOOT);
    }

    private static String name(PowerVerb verb) {
        return verb == PowerVerb.POWER_OFF ? "powerOff" : verb.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    String target() {
        return vm.name();
    }

    @Override
    Set<Feature> needs() {
        return Set.of(
                switch (verb) {
                    case START, POWER_OFF -> Feature.POWER;
                    case RESTORE, SAVE -> Feature.SAVE;
                    case PAUSE, RESUME -> Feature.PAUSE;
                    case SHUTDOWN -> Feature.GRACEFUL_SHUTDOWN;
                    case REBOOT -> Feature.REBOOT;
                    case RESET -> Feature.RESET;
                });
    }

    @Override
    List<Violation> violations() {
        return atMost.isZero() || atMost.isNegative()
                ? List.of(new Violation("atMost", atMost.toString(), "a wait is more than zero", "give a longer one"))
                : List.of();
    }

    @Override
    Work plan() {
        VMInfo now = vm.learn(engine().driver().vms().read(vm.id()));
        startedBefore = now.startedAt();
        PowerVerb.Effect effect = verb.in(now.state());
        if (!effect.allowed()) {
            return Work.stopped(Finding.fail(
                    "vm.state",
                    Finding.Problem.STATE,
                    now.name(),
                    what().operation() + " is not possible from " + now.state(),
                    remedy(now)));
        }
        acts = effect.verb().isPresent();
        return effect.verb()
                .map(v -> engine().driver().vms().power(vm.ref(), v, atMost))
                .orElseGet(() -> new Work(
                        List.of(Finding.pass("vm.state", now.name(), "it is " + now.state() + " already")), List.of()));
    }

    private String remedy(VMInfo now) {
        return switch (now.state()) {
            case OFF, SAVED -> "start it first";
            case PAUSED -> "resume it first, or power it off";
            default -> "power it off first";
        };
    }

    /** Listens before the request is sent: a guest may restart before the reply is here. */
    @Override
    Runnable lookOut(TaskHandle<VM> task) {
        if (!acts) {
            return () -> {};
        }
        StateWait begun = new StateWait(engine(), what(), vm.ref(), Optional.of(task));
        wait = Optional.of(begun);
        return begun::close;
    }

    @Override
    VM finish(Map<String, String> results, TaskHandle<VM> task) {
        if (!acts) {
            return vm;
        }
        BiPredicate<VMInfo, Boolean> over = seeRestart
                ? (info, restarted) -> restarted || restartedSince(info)
                : (info, restarted) -> info.state() == verb.end();
        String wanted = seeRestart ? "the restart" : verb.end().name();
        try {
            vm.learn(wait.orElseThrow().until(wanted, atMost, over));
            return vm;
        } catch (EdgeVirtException e) {
            // the system accepted the verb, but nobody saw the state that it names
            throw e.outcome() == Outcome.NOT_DONE ? Outcomes.as(e, Outcome.UNKNOWN) : e;
        }
    }

    private boolean restartedSince(VMInfo info) {
        return info.startedAt().isPresent()
                && startedBefore.isPresent()
                && info.startedAt().get().isAfter(startedBefore.get());
    }

    /**
     * A verb whose reply was lost may be at work as a native task; else the state tells whether it was carried out. What
     * is not idempotent is never repeated.
     */
    @Override
    Landed landed(Step step, Map<String, String> results) {
        Landed told = step.landed(results);
        if (told.answer() == Landed.Answer.RUNNING) {
            return told;
        }
        if (!verb.idempotent()) {
            return Landed.unknown();
        }
        VMInfo now = vm.learn(engine().driver().vms().read(vm.id()));
        return now.state() == verb.end() ? Landed.yes(Map.of()) : Landed.no();
    }

    /** Somebody else may have been faster: then the state named holds, and the refusal does not matter. */
    @Override
    Optional<VM> holdsAnyway(EdgeVirtException failed) {
        boolean maybe = failed instanceof InvalidStateException || failed instanceof OperationFailedException;
        if (!maybe || !verb.idempotent()) {
            return Optional.empty();
        }
        try {
            VMInfo now = vm.learn(engine().read(
                            what().operation(),
                            target(),
                            () -> engine().driver().vms().read(vm.id())));
            return now.state() == verb.end() ? Optional.of(vm) : Optional.empty();
        } catch (EdgeVirtException e) {
            failed.addSuppressed(e);
            return Optional.empty();
        }
    }
}
