package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.PowerVerb;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Question;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.PowerRequests;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Plans the verbs that change what a machine is doing: one read, and one request each. */
final class PowerPlan {

    private static final String TOOLS = "guest.toolsRunningStatus";
    private static final String TEMPLATE = "config.template";

    private final Site site;
    private final RecentTasks tasks;

    PowerPlan(Site site) {
        this.site = site;
        tasks = new RecentTasks(site);
    }

    /**
     * Plans a verb.
     *
     * @param vm the machine
     * @param verb what to do, from a state that it can start from
     */
    Work plan(Ref vm, PowerVerb verb) {
        Reference reference = new Reference("VirtualMachine", vm.id());
        Managed now = site.inventory().one(reference, "name", Question.PROPERTY, TOOLS, TEMPLATE);
        String name = now.text("name").map(Names::plain).orElse(vm.id());
        Optional<Finding> refusal = refusal(now, name, verb);
        if (refusal.isPresent()) {
            return Work.stopped(refusal.get());
        }
        ManagedObjectReference moref = Request.ref("VirtualMachine", vm.id());
        String token = UUID.randomUUID().toString();
        return Work.of(new VimStep(site.vim(), title(verb) + " " + name, request(moref, verb))
                .token(token)
                .landed(results -> landed(reference, token)));
    }

    private static String title(PowerVerb verb) {
        return switch (verb) {
            case START -> "start";
            case RESTORE -> "restore";
            case SHUTDOWN -> "shut down";
            case POWER_OFF -> "power off";
            case REBOOT -> "reboot";
            case RESET -> "reset";
            case SAVE -> "save";
            case PAUSE -> "pause";
            case RESUME -> "resume";
        };
    }

    private static Request request(ManagedObjectReference vm, PowerVerb verb) {
        return switch (verb) {
            case START, RESTORE, RESUME -> PowerRequests.on(vm);
            case SHUTDOWN -> PowerRequests.shutdown(vm);
            case POWER_OFF -> PowerRequests.off(vm);
            case REBOOT -> PowerRequests.reboot(vm);
            case RESET -> PowerRequests.reset(vm);
            case SAVE, PAUSE -> PowerRequests.suspend(vm);
        };
    }

    /** The engine itself reads the state, and repeats nothing that must not be done twice. */
    private Landed landed(Reference vm, String token) {
        return tasks.of(vm)
                .own(token)
                .map(info -> Landed.running(TaskId.of(info.at("key").text(), "")))
                .orElse(Landed.unknown());
    }

    private static Optional<Finding> refusal(Managed now, String name, PowerVerb verb) {
        if (verb == PowerVerb.PAUSE || verb == PowerVerb.RESUME) {
            return Optional.of(Finding.fail(
                    "vm.state",
                    Problem.UNSUPPORTED,
                    name,
                    "vSphere does not keep a machine that stands still in RAM",
                    "save it to disk: save()"));
        }
        if (now.at(TEMPLATE).flag().orElse(false)) {
            return Optional.of(Finding.fail(
                    "vm.template", Problem.STATE, name, "it is a template, which does not run", "clone it"));
        }
        boolean asksGuest = verb == PowerVerb.SHUTDOWN || verb == PowerVerb.REBOOT;
        if (asksGuest && now.text(TOOLS).filter("guestToolsNotRunning"::equals).isPresent()) {
            return Optional.of(Finding.fail(
                    "guest.tools",
                    Problem.STATE,
                    name,
                    "VMware Tools do not run in its guest, which therefore cannot be asked",
                    "install open-vm-tools or VMware Tools and wait until they run, or use "
                            + (verb == PowerVerb.SHUTDOWN ? "powerOff()" : "reset()")));
        }
        // nothing shall keep a machine from being powered off
        return verb == PowerVerb.POWER_OFF
                ? Optional.empty()
                : Question.read(now.at(Question.PROPERTY)).map(q -> waits(q, name));
    }

    private static Finding waits(Question question, String name) {
        return Finding.fail(
                "vm.question",
                Problem.STATE,
                name,
                "it waits for an answer: " + question,
                "vm.unwrap(VSphereVM.class).answer(…) with one of "
                        + List.copyOf(question.choices().values()));
    }
}
