package io.edgevirt.engine;

import io.edgevirt.DeleteOptions;
import io.edgevirt.Disk;
import io.edgevirt.DiskInfo;
import io.edgevirt.DiskOptions;
import io.edgevirt.Failure;
import io.edgevirt.Feature;
import io.edgevirt.Nic;
import io.edgevirt.NicInfo;
import io.edgevirt.NicOptions;
import io.edgevirt.NotFoundException;
import io.edgevirt.Operation;
import io.edgevirt.PreparedVM;
import io.edgevirt.Size;
import io.edgevirt.VM;
import io.edgevirt.VMConfig;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.PowerVerb;
import io.edgevirt.spi.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** A machine's verbs as operations. */
final class PreparedVerbs implements PreparedVM {

    private final VMHandle vm;

    PreparedVerbs(VMHandle vm) {
        this.vm = vm;
    }

    @Override
    public Operation<VM> start() {
        return PowerOperation.of(vm, PowerVerb.START);
    }

    @Override
    public Operation<VM> shutdown(Duration atMost) {
        return PowerOperation.within(vm, PowerVerb.SHUTDOWN, atMost);
    }

    @Override
    public Operation<VM> powerOff() {
        return PowerOperation.of(vm, PowerVerb.POWER_OFF);
    }

    @Override
    public Operation<VM> reboot() {
        return PowerOperation.of(vm, PowerVerb.REBOOT);
    }

    @Override
    public Operation<VM> reboot(Duration atMost) {
        return PowerOperation.within(vm, PowerVerb.REBOOT, atMost);
    }

    @Override
    public Operation<VM> reset() {
        return PowerOperation.of(vm, PowerVerb.RESET);
    }

    @Override
    public Operation<VM> pause() {
        return PowerOperation.of(vm, PowerVerb.PAUSE);
    }

    @Override
    public Operation<VM> resume() {
        return PowerOperation.of(vm, PowerVerb.RESUME);
    }

    @Override
    public Operation<VM> save() {
        return PowerOperation.of(vm, PowerVerb.SAVE);
    }

    @Override
    public Operation<VM> delete() {
        return delete(DeleteOptions.withDisks());
    }

    @Override
    public Operation<VM> delete(DeleteOptions options) {
        return new DeleteOperation(vm, options);
    }

    @Override
    public Operation<VM> rename(String name) {
        return change("rename", new Change.Rename(name))
                .needing(Feature.RENAME)
                .violating(Rules.check(r -> r.name("name", name)));
    }

    @Override
    public Operation<VM> attachIso(String image) {
        return iso(new FileSource.Remote(image));
    }

    @Override
    public Operation<VM> attachIso(Path image) {
        return iso(new FileSource.Local(image));
    }

    private Operation<VM> iso(FileSource image) {
        return change("attachIso", new Change.AttachIso(image))
                .needing(Feature.ISO)
                .violating(Rules.check(r -> r.file("image", image)));
    }

    @Override
    public Operation<VM> ejectIso() {
        return change("ejectIso", new Change.EjectIso()).needing(Feature.ISO);
    }

    @Override
    public Operation<Disk> addDisk(Size size, Consumer<DiskOptions> options) {
        DiskSpec spec = DiskOptionsBuilder.spec(vm.engine(), size, options);
        return changed("addDisk", new Change.AddDisk(spec, Tokens.fresh()), this::addedDisk)
                .needing(Feature.DISKS)
                .violating(Rules.check(r -> r.disk("disk", spec)));
    }

    private Disk addedDisk(Map<String, String> results) {
        String id = results.getOrDefault(Step.DISK, "");
        return new DiskHandle(
                vm,
                config().disks().stream()
                        .filter(d -> d.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> gone("disk", id)));
    }

    @Override
    public Operation<Nic> addNic(String network, Consumer<NicOptions> options) {
        NicSpec spec = NicOptionsBuilder.spec(network, options);
        Planned<Nic> operation = changed("addNic", new Change.AddNic(spec), this::addedNic);
        return operation
                .needing(NicOptionsBuilder.needs(spec, Feature.NICS))
                .violating(Rules.check(r -> r.nic("nic", spec)));
    }

    private Nic addedNic(Map<String, String> results) {
        String id = results.getOrDefault(Step.NIC, "");
        return new NicHandle(
                vm,
                config().nics().stream()
                        .filter(n -> n.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> gone("network adapter", id)));
    }

    Operation<VM> removeNic(NicInfo nic) {
        return change("removeNic", new Change.RemoveNic(nic.id())).needing(Feature.NICS);
    }

    Operation<VM> removeDisk(DiskInfo disk, boolean keepFile) {
        return change(keepFile ? "detachDisk" : "removeDisk", new Change.RemoveDisk(disk.id(), keepFile))
                .needing(Feature.DISKS);
    }

    Operation<DiskInfo> resizeDisk(DiskInfo disk, Size size) {
        return changed(
                        "resizeDisk",
                        new Change.ResizeDisk(disk.id(), size),
                        results -> config().disks().stream()
                                .filter(d -> d.id().equals(disk.id()))
                                .findFirst()
                                .orElseThrow(() -> gone("disk", disk.id())))
                .needing(Feature.DISKS)
                .violating(Rules.check(r -> r.growth("size", disk.size(), size)));
    }

    private VMConfig config() {
        return vm.config();
    }

    private NotFoundException gone(String kind, String id) {
        return new NotFoundException(Failure.of("the " + kind + " '" + id + "' is not there any more"));
    }

    private Planned<VM> change(String operation, Change change) {
        return changed(operation, change, results -> vm.refresh());
    }

    private <T> Planned<T> changed(String operation, Change change, Function<Map<String, String>, T> finish) {
        Engine engine = vm.engine();
        return new Planned<>(
                engine,
                new What(operation, vm.name()),
                () -> engine.driver().vms().change(vm.ref(), change),
                finish);
    }

    @Override
    public String toString() {
        return "verbs of " + vm;
    }
}
