package io.edgevirt.engine;

import io.edgevirt.DeleteOptions;
import io.edgevirt.Finding;
import io.edgevirt.NotFoundException;
import io.edgevirt.VM;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The removal of a machine; refused while it runs. */
final class DeleteOperation extends Pending<VM> {

    private static final Set<VMState> IN_USE = EnumSet.of(VMState.RUNNING, VMState.PAUSED, VMState.CRASHED);

    private final VMHandle vm;
    private final DeleteOptions options;

    DeleteOperation(VMHandle vm, DeleteOptions options) {
        super(vm.engine(), "delete");
        this.vm = vm;
        this.options = options;
    }

    @Override
    String target() {
        return vm.name();
    }

    @Override
    Work plan() {
        VMInfo now = vm.learn(engine().driver().vms().read(vm.id()));
        if (IN_USE.contains(now.state())) {
            return Work.stopped(Finding.fail(
                    "vm.state",
                    Finding.Problem.STATE,
                    now.name(),
                    "it is " + now.state() + " and would be lost with all it is doing",
                    "shut it down or power it off first"));
        }
        return engine().driver().vms().delete(vm.ref(), options);
    }

    @Override
    VM finish(Map<String, String> results, TaskHandle<VM> task) {
        engine().learned().forget(vm.id());
        return vm;
    }

    @Override
    Landed landed(Step step, Map<String, String> results) {
        Landed told = step.landed(results);
        if (told.answer() != Landed.Answer.UNKNOWN) {
            return told;
        }
        try {
            engine().driver().vms().read(vm.id());
            return Landed.unknown();
        } catch (NotFoundException e) {
            return Landed.yes(Map.of());
        }
    }
}
