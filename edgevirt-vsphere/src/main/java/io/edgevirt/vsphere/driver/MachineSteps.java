package io.edgevirt.vsphere.driver;

import com.vmware.vim25.VirtualMachineConfigSpec;
import io.edgevirt.NotFoundException;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.Requests;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Steps that several plans about machines have in common. */
final class MachineSteps {

    private final Site site;
    private final MachineReads reads;

    MachineSteps(Site site) {
        this.site = site;
        this.reads = new MachineReads(site);
    }

    /** A request that makes the machine that carries a token. */
    Step make(String title, String name, UUID token, Request request, Reference at) {
        return make(title, name, token, results -> request, at);
    }

    /** The same with a request that depends on what earlier steps learned. */
    Step make(String title, String name, UUID token, Function<Map<String, String>, Request> request, Reference at) {
        String own = token.toString();
        return new VimStep(site.vim(), title, request)
                .token(own)
                .tells(Step.VM)
                .makes("machine " + name)
                .landed(results -> landed(own, at))
                .undo(results -> destroy(own));
    }

    /** The machine that carries the token, else the task that is at it. */
    private Landed landed(String token, Reference at) {
        Optional<String> made = reads.byToken(token);
        if (made.isPresent()) {
            return Landed.yes(Map.of(Step.VM, made.get()));
        }
        Optional<Element> task = new RecentTasks(site).of(at).own(token);
        return task.map(t -> Landed.running(TaskId.of(t.at("key").text(), Step.VM)))
                .orElseGet(Landed::no);
    }

    /** Removes what carries the token, and nothing else. */
    private void destroy(String token) {
        reads.byToken(token).ifPresent(vm -> {
            try {
                new TaskEnd(site.inventory()).await(site.vim().task(Requests.destroy(vm)));
            } catch (NotFoundException e) {
                return; // it is gone already
            }
        });
    }

    /** A change of a configuration, with what tells that it was carried out. */
    VimStep reconfigure(String title, String vm, VirtualMachineConfigSpec spec, BooleanSupplier done) {
        return settled(new VimStep(site.vim(), title, Requests.reconfigure(vm, spec)), vm, done);
    }

    /** After a lost reply: whether it holds, or a task is at the machine. */
    VimStep settled(VimStep step, String vm, BooleanSupplier done) {
        return step.landed(results -> {
            if (done.getAsBoolean()) {
                return Landed.yes(Map.of());
            }
            return busy(vm) ? Landed.unknown() : Landed.no();
        });
    }

    /** Whether a task is at work on a machine. */
    boolean busy(String vm) {
        return new RecentTasks(site)
                .of(new Reference(MachineReads.VM, vm)).infos().stream()
                        .filter(i -> i.at("entity").text().equals(vm))
                        .anyMatch(i -> i.at("state").text().equals("running")
                                || i.at("state").text().equals("queued"));
    }

    /** Whether it starts with its host. */
    Step autostart(String name, Optional<String> vm, Optional<Reference> host, boolean on) {
        return new AutostartStep(site, name, vm, host, on);
    }
}
