package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.NotFoundException;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.translate.Requests;
import java.util.Map;
import java.util.Optional;

/** Plans that the inventory forgets a machine whose files stay: one request, without a task. */
final class UnregisterPlan {

    /** Under which the step tells where the machine's configuration lies. */
    static final String FILE = "file";

    private final Site site;
    private final MachineReads reads;

    UnregisterPlan(Site site) {
        this.site = site;
        this.reads = new MachineReads(site);
    }

    Work plan(String id) {
        Machine vm = reads.machine(id);
        if (!vm.off() && !vm.template()) {
            return Work.stopped(Finding.fail(
                    "vm.state",
                    Problem.STATE,
                    vm.name(),
                    "only what is off can be taken out of the inventory, and it is " + vm.state(),
                    "shut it down first"));
        }
        Optional<String> file = vm.read().at("config.files").text("vmPathName");
        if (file.isEmpty()) {
            return Work.stopped(Finding.fail(
                    "vm.file",
                    Problem.STATE,
                    vm.name(),
                    "the server does not tell where its configuration lies, so nobody could find it again",
                    "look whether its host and its datastore are reachable"));
        }
        Map<String, String> told = Map.of(FILE, file.get());
        return Work.of(new VimStep(
                        site.vim(),
                        "take " + vm.name() + " out of the inventory (its files stay: " + file.get() + ")",
                        Requests.unregister(id))
                .tells(told)
                .landed(results -> landed(id, told)));
    }

    private Landed landed(String id, Map<String, String> told) {
        try {
            reads.machine(id);
        } catch (NotFoundException e) {
            return Landed.yes(told);
        }
        return new MachineSteps(site).busy(id) ? Landed.unknown() : Landed.no();
    }
}
