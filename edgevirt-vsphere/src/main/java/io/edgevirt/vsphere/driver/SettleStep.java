package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.PowerRequests;
import java.util.Map;

/** Brings a machine into the state in which a change is to end, if the change alone has not done so. */
final class SettleStep implements Step {

    private static final String POWER = "runtime.powerState";

    private final Site site;
    private final ManagedObjectReference vm;
    private final String name;
    private final boolean running;

    SettleStep(Site site, String id, String name, boolean running) {
        this.site = site;
        this.vm = Request.ref("VirtualMachine", id);
        this.name = name;
        this.running = running;
    }

    @Override
    public String title() {
        return (running ? "start " + name + " unless it runs" : "power off " + name + " unless it is off");
    }

    private Request request() {
        return running ? PowerRequests.on(vm) : PowerRequests.off(vm);
    }

    @Override
    public String body() {
        return request().shown();
    }

    @Override
    public Started start(Map<String, String> results) {
        return settled() ? Started.done() : Started.task(TaskId.of(site.vim().task(request()), ""));
    }

    private boolean settled() {
        String state = site.inventory()
                .one(new Reference(vm.getType(), vm.getVal()), POWER)
                .at(POWER)
                .text();
        return state.equals(running ? "poweredOn" : "poweredOff");
    }

    /** Sent again it looks again. */
    @Override
    public Landed landed(Map<String, String> results) {
        return settled() ? Landed.yes(Map.of()) : Landed.no();
    }

    @Override
    public String toString() {
        return title();
    }
}
