package io.edgevirt.testkit;

import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Feature;
import io.edgevirt.Findings;
import io.edgevirt.Operation;
import io.edgevirt.Size;
import io.edgevirt.VM;
import io.edgevirt.VMConfig;
import io.edgevirt.VMState;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Proofs of what changes a machine's state or figures. */
final class PowerProofs {

    private PowerProofs() {}

    static void into(Map<Feature, Consumer<Trial>> proofs) {
        proofs.put(Feature.POWER, PowerProofs::power);
        proofs.put(Feature.GRACEFUL_SHUTDOWN, PowerProofs::shutdown);
        proofs.put(Feature.REBOOT, PowerProofs::reboot);
        proofs.put(
                Feature.RESET,
                trial -> ends(
                        VMState.RUNNING,
                        trial.run(trial.bench().running().prepare().reset())));
        proofs.put(Feature.PAUSE, PowerProofs::pause);
        proofs.put(Feature.SAVE, PowerProofs::save);
        proofs.put(Feature.RECONFIGURE, PowerProofs::reconfigure);
        proofs.put(Feature.HOT_RECONFIGURE, PowerProofs::hot);
    }

    private static void power(Trial trial) {
        VM vm = trial.bench().off();
        ends(VMState.RUNNING, trial.run(vm.prepare().start()));
        ends(VMState.OFF, trial.run(vm.prepare().powerOff()));
    }

    private static void shutdown(Trial trial) {
        VM vm = trial.bench().booted();
        reacts(trial);
        ends(VMState.OFF, trial.run(vm.prepare().shutdown(trial.bench().patience())));
    }

    private static void reboot(Trial trial) {
        VM vm = trial.bench().booted();
        reacts(trial);
        ends(VMState.RUNNING, trial.run(vm.prepare().reboot()));
    }

    private static void pause(Trial trial) {
        VM vm = trial.bench().running();
        ends(VMState.PAUSED, trial.run(vm.prepare().pause()));
        ends(VMState.RUNNING, trial.run(vm.prepare().resume()));
    }

    private static void save(Trial trial) {
        VM vm = trial.bench().running();
        ends(VMState.SAVED, trial.run(vm.prepare().save()));
        ends(VMState.RUNNING, trial.run(vm.prepare().start()));
    }

    private static void reconfigure(Trial trial) {
        VM vm = trial.bench().off();
        Size more = vm.config().memory().plus(mib(128));
        trial.run(vm.reconfigure().cpus(2).memory(more));
        VMConfig config = vm.config();
        assertEquals(2, config.cpus());
        assertEquals(more, config.memory());
    }

    /** Processors or memory, whichever the system lets change while the machine runs. */
    private static void hot(Trial trial) {
        VM vm = trial.bench().running();
        Size more = vm.config().memory().plus(mib(128));
        List<Supplier<Operation<VM>>> changes =
                List.of(() -> vm.reconfigure().cpus(2), () -> vm.reconfigure().memory(more));
        Supplier<Operation<VM>> change =
                changes.stream().filter(c -> c.get().check().ok()).findFirst().orElse(changes.get(0));
        if (trial.missing()) {
            refusedWhileRunning(trial, change.get());
        }
        trial.run(change.get());
        VMConfig config = vm.config();
        assertTrue(config.cpus() == 2 || config.memory().equals(more), () -> "nothing changed: " + config);
        assertEquals(List.of(), config.atNextStart());
    }

    /** What needs a stop is refused because of the state, not because the system could never do it. */
    private static void refusedWhileRunning(Trial trial, Operation<VM> change) {
        Findings findings = change.check();
        assertTrue(!findings.ok(), "HOT_RECONFIGURE is not supported, but its check found nothing in the way");
        ReconfigureContract.assertNeedsStop(change);
        throw new Refused(
                trial.feature(), trial.bench().hv().supports(trial.feature()).reason());
    }

    private static void reacts(Trial trial) {
        trial.bench().knows(trial.missing() || trial.bench().server().guestReacts(), "guests do not react here");
    }

    static void ends(VMState state, VM vm) {
        assertEquals(state, vm.state());
        assertEquals(state, vm.refresh().state());
    }
}
