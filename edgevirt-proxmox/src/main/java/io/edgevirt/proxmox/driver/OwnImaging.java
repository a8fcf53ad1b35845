package io.edgevirt.proxmox.driver;

import io.edgevirt.Operation;
import io.edgevirt.VM;
import io.edgevirt.proxmox.ProxmoxImaging;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Ref;

/** A machine as the origin of copies. */
record OwnImaging(Site site, Operations operations, Ref vm) implements ProxmoxImaging {

    @Override
    public Operation<VM> convertToTemplate() {
        return operations.operation(
                "convertToTemplate", vm.id(), () -> new TemplatePlan(site).plan(vm), results -> operations.vm(vm.id()));
    }

    @Override
    public Operation<VM> importDisk(String storage, String source) {
        return operations.operation(
                "importDisk",
                vm.id(),
                () -> new ImportPlan(site).plan(vm, storage, source),
                results -> operations.vm(vm.id()));
    }
}
