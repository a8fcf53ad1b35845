package io.edgevirt.vsphere.driver;

import com.vmware.vim25.VirtualMachineTicket;
import io.edgevirt.Failure;
import io.edgevirt.InvalidStateException;
import io.edgevirt.Operation;
import io.edgevirt.RemoteDisplay;
import io.edgevirt.VM;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.Customization;
import io.edgevirt.vsphere.Destination;
import io.edgevirt.vsphere.VMQuestion;
import io.edgevirt.vsphere.VSphereVM;
import io.edgevirt.vsphere.WebMks;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.TicketReader;
import io.edgevirt.vsphere.soap.Faults;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.ConsoleRequests;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** What vSphere alone can do with a machine. */
final class VSphereMachine implements VSphereVM {

    private static final String NAME = "name";
    private static final String POWER = "runtime.powerState";

    private final Site site;
    private final Operations operations;
    private final Reference vm;
    private final String name;

    private VSphereMachine(Site site, Operations operations, Reference vm, String name) {
        this.site = site;
        this.operations = operations;
        this.vm = vm;
        this.name = name;
    }

    /** One read, for the name. */
    static VSphereMachine of(Site site, Operations operations, Ref ref) {
        Reference vm = new Reference("VirtualMachine", ref.id());
        Managed read = site.inventory().one(vm, NAME);
        return new VSphereMachine(
                site, operations, vm, read.text(NAME).map(Names::plain).orElse(ref.id()));
    }

    @Override
    public WebMks webMks() {
        return operations.read("webMks", name, () -> {
            VirtualMachineTicket ticket = ticket(site, vm);
            RemoteDisplay display = TicketReader.webMks(ticket, site.server());
            return new WebMks(
                    display.uri(),
                    display.ticket().orElseThrow(),
                    Optional.ofNullable(ticket.getSslThumbprint()).filter(t -> !t.isEmpty()));
        });
    }

    /** A ticket for the screen of a machine that runs. */
    static VirtualMachineTicket ticket(Site site, Reference vm) {
        Managed now = site.inventory().one(vm, NAME, POWER);
        if (now.text(POWER).filter("poweredOn"::equals).isEmpty()) {
            throw new InvalidStateException(Failure.of("it does not run, so it has no screen")
                    .backend(Faults.BACKEND)
                    .hint("start it"));
        }
        Request request = ConsoleRequests.webMks(Request.ref(vm.type(), vm.id()));
        return site.vim().send(request, VirtualMachineTicket.class);
    }

    @Override
    public Optional<VMQuestion> question() {
        return operations
                .read("question", name, () -> new Answer(site, vm, name).question())
                .map(q ->
                        new VMQuestion(q.text().strip(), List.copyOf(q.choices().values())));
    }

    @Override
    public Operation<VM> answer(String choice) {
        return operations.operation(
                "answer", name, () -> new Answer(site, vm, name).plan(choice), results -> operations.vm(vm.id()));
    }

    @Override
    public Operation<VM> markAsTemplate() {
        return change("markAsTemplate", name, () -> new TemplatePlan(site).toTemplate(vm.id()));
    }

    @Override
    public Operation<VM> markAsMachine() {
        return markAsMachine(Destination.anywhere());
    }

    @Override
    public Operation<VM> markAsMachine(Destination to) {
        return change("markAsMachine", name, () -> new TemplatePlan(site).toMachine(vm.id(), to));
    }

    @Override
    public Operation<String> unregister() {
        return operations.operation(
                "unregister",
                name,
                () -> new UnregisterPlan(site).plan(vm.id()),
                results -> results.getOrDefault(UnregisterPlan.FILE, ""));
    }

    /** A change of this machine itself. */
    private Operation<VM> change(String verb, String target, Supplier<Work> plan) {
        return operations.operation(verb, target, plan, results -> operations.vm(vm.id()));
    }

    @Override
    public Operation<VM> cloneCustomized(String copy, Customization customization) {
        return cloneCustomized(copy, customization, Destination.anywhere());
    }

    @Override
    public Operation<VM> cloneCustomized(String copy, Customization customization, Destination to) {
        return made("cloneCustomized", copy, () -> new CustomizedCopy(site).plan(vm.id(), copy, customization, to));
    }

    @Override
    public Operation<VM> instantClone(String copy) {
        return instantClone(copy, Destination.anywhere());
    }

    @Override
    public Operation<VM> instantClone(String copy, Destination to) {
        return made("instantClone", copy, () -> new InstantCopy(site).plan(vm.id(), copy, to));
    }

    @Override
    public Operation<Path> exportOvf(Path folder) {
        return exported("exportOvf", () -> new OvfExport(site).toFolder(vm.id(), folder));
    }

    @Override
    public Operation<Path> exportOva(Path file) {
        return exported("exportOva", () -> new OvfExport(site).toOva(vm.id(), file));
    }

    private Operation<Path> exported(String verb, Supplier<Work> plan) {
        return operations.operation(
                verb, name, plan, results -> Path.of(Objects.requireNonNull(results.get(OvfDownload.FILE))));
    }

    /** A change that makes a machine. */
    private Operation<VM> made(String verb, String copy, Supplier<Work> plan) {
        return operations.operation(
                verb, copy, plan, results -> operations.vm(Objects.requireNonNull(results.get(Step.VM))));
    }

    @Override
    public String toString() {
        return name + " in vSphere";
    }
}
