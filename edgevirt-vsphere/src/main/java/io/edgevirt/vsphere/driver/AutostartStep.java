package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Faults;
import java.util.Map;
import java.util.Optional;

/** Tells a host whether to start a machine with itself. The host of a new machine is known only when that is made. */
final class AutostartStep implements Step {

    private static final String MANAGER = "configManager.autoStartManager";

    private final Site site;
    private final String name;
    private final Optional<String> vm;
    private final Optional<Reference> host;
    private final boolean on;

    AutostartStep(Site site, String name, Optional<String> vm, Optional<Reference> host, boolean on) {
        this.site = site;
        this.name = name;
        this.vm = vm;
        this.host = host;
        this.on = on;
    }

    @Override
    public String title() {
        return (on ? "start " : "no longer start ") + name + " with its host";
    }

    @Override
    public String body() {
        return Autostart.request("{autoStartManager}", vm.orElse("{vm}"), on).shown();
    }

    private String vm(Map<String, String> results) {
        return vm.orElseGet(() -> results.getOrDefault(Step.VM, "{vm}"));
    }

    private Reference host(String id) {
        return host.or(() -> new MachineReads(site).machine(id).host())
                .orElseThrow(
                        () -> new OperationFailedException(Failure.of("the server does not tell which host it is on")
                                .backend(Faults.BACKEND)));
    }

    @Override
    public Started start(Map<String, String> results) {
        String id = vm(results);
        Managed at = site.inventory().one(host(id), MANAGER);
        site.vim().send(Autostart.request(at.permitted(MANAGER).text(), id, on));
        return Started.done();
    }

    @Override
    public Landed landed(Map<String, String> results) {
        String id = vm(results);
        return new MachineReads(site)
                .autostart(host(id), id)
                .map(is -> is == on ? Landed.yes(Map.of()) : Landed.no())
                .orElseGet(Landed::unknown);
    }

    @Override
    public void undo(Map<String, String> results) {
        // a machine that goes takes it along; one that stays keeps what it had, for the step did not take effect
    }

    @Override
    public String toString() {
        return title();
    }
}
