package io.edgevirt.vsphere.driver;

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
import io.edgevirt.vsphere.read.Paths;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Machines, known by the server's ids, which it never uses again. */
final class VSphereMachines implements VMRole {

    private final Site site;
    private final MachineReads reads;

    VSphereMachines(Site site) {
        this.site = site;
        this.reads = new MachineReads(site);
    }

    @Override
    public Page<VMInfo> list(String from) {
        return Page.all(reads.all());
    }

    @Override
    public VMInfo read(String id) {
        return reads.one(id);
    }

    /** One listing finds all of a name, wherever they lie; a path may have its slashes and per cent signs escaped. */
    @Override
    public Optional<List<VMInfo>> named(String nameOrPath) {
        return Optional.of(reads.all().stream()
                .filter(vm ->
                        Paths.fits(nameOrPath, vm.id(), vm.name(), vm.path().orElse("")))
                .toList());
    }

    @Override
    public VMConfig config(Ref vm) {
        return reads.config(vm.id());
    }

    @Override
    public Work create(VMSpec spec) {
        return new CreatePlan(site).plan(spec);
    }

    @Override
    public Work define(String text) {
        return new NativePlan().plan();
    }

    @Override
    public Work copy(Ref from, CloneSpec spec) {
        return new CopyPlan(site).plan(from.id(), spec);
    }

    @Override
    public Work power(Ref vm, PowerVerb verb, Duration atMost) {
        return new PowerPlan(site).plan(vm, verb);
    }

    @Override
    public Work change(Ref vm, Change change) {
        return new ChangePlan(site).plan(vm.id(), change);
    }

    @Override
    public Work migrate(Ref vm, MigrationSpec spec) {
        return new MovePlan(site).plan(vm.id(), spec);
    }

    @Override
    public Work delete(Ref vm, DeleteOptions options) {
        return new DeletePlan(site).plan(vm.id(), options);
    }
}
