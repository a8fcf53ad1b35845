package io.edgevirt.proxmox.driver;

import io.edgevirt.DeleteOptions;
import io.edgevirt.VMConfig;
import io.edgevirt.VMInfo;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.CloneSpec;
import io.edgevirt.spi.MigrationSpec;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.PowerVerb;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.VMRole;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import java.time.Duration;

/** Machines, known by their VMIDs, which are unique in a cluster and may be used again. */
final class ProxmoxMachines implements VMRole {

    private final Site site;
    private final MachineReads reads;

    ProxmoxMachines(Site site) {
        this.site = site;
        this.reads = new MachineReads(site);
    }

    @Override
    public String stamp(VMInfo info) {
        return site.nodes().sightings().stamp(info.id());
    }

    @Override
    public Page<VMInfo> list(String from) {
        return Page.all(reads.all());
    }

    @Override
    public VMInfo read(String id) {
        return reads.one(id);
    }

    @Override
    public VMConfig config(Ref vm) {
        return reads.config(vm);
    }

    @Override
    public Work create(VMSpec spec) {
        return new CreatePlan(site).plan(spec);
    }

    @Override
    public Work define(String text) {
        return new NativePlan(site).plan(text);
    }

    @Override
    public Work copy(Ref from, CloneSpec spec) {
        return new CopyPlan(site).plan(from, spec);
    }

    @Override
    public Work power(Ref vm, PowerVerb verb, Duration atMost) {
        site.nodes().ensureSame(vm);
        return new PowerPlan(site).plan(vm, verb, atMost);
    }

    @Override
    public Work change(Ref vm, Change change) {
        return new ChangePlan(site).plan(vm, change);
    }

    @Override
    public Work migrate(Ref vm, MigrationSpec spec) {
        return new MovePlan(site).plan(vm, spec);
    }

    @Override
    public Work delete(Ref vm, DeleteOptions options) {
        return new DeletePlan(site).plan(vm, options);
    }
}
