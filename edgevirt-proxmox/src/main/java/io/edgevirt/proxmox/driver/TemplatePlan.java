package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.Map;

/** Plans the making of a template, which Proxmox VE never takes back. */
final class TemplatePlan {

    private final Site site;

    TemplatePlan(Site site) {
        this.site = site;
    }

    Work plan(Ref vm) {
        MachineReads reads = new MachineReads(site);
        Configuration config = reads.configuration(vm);
        VMInfo now = reads.one(vm.id());
        if (config.flag("template")) {
            return Work.of();
        }
        if (now.state() != VMState.OFF) {
            return Work.stopped(
                    Finding.fail("vm.state", Problem.STATE, now.name(), "it is " + now.state(), "shut it down first"));
        }
        if (config.get("parent").isPresent()) {
            return Work.stopped(
                    Finding.fail("snapshots", Problem.STATE, now.name(), "it has snapshots", "delete them first"));
        }
        String node = site.nodes().of(vm.id());
        return Work.of(new PveStep(
                        site.pve(),
                        "make a template of " + now.name(),
                        Call.post("/nodes/{node}/qemu/{vmid}/template", node, vm.id()))
                .task()
                .tells(Step.VM, vm.id())
                .landed(results -> landed(node, vm.id())));
    }

    private Landed landed(String node, String vmid) {
        MachineUndo machine = new MachineUndo(site);
        Map<String, String> told = Map.of(Step.VM, vmid);
        if (machine.config(node, vmid).filter(c -> c.flag("template")).isPresent()) {
            return Landed.yes(told);
        }
        return machine.running("qmtemplate", vmid)
                .map(upid -> Landed.running(new TaskId(upid, told).text()))
                .orElseGet(Landed::no);
    }
}
