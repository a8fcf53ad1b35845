package io.edgevirt.engine;

import io.edgevirt.CloneDefinition;
import io.edgevirt.DeleteOptions;
import io.edgevirt.Disk;
import io.edgevirt.DiskOptions;
import io.edgevirt.Failure;
import io.edgevirt.Feature;
import io.edgevirt.Guest;
import io.edgevirt.InvalidStateException;
import io.edgevirt.Migration;
import io.edgevirt.Nic;
import io.edgevirt.NicOptions;
import io.edgevirt.PreparedVM;
import io.edgevirt.Reconfiguration;
import io.edgevirt.RemoteDisplay;
import io.edgevirt.SerialConsole;
import io.edgevirt.Size;
import io.edgevirt.Snapshots;
import io.edgevirt.Support;
import io.edgevirt.VM;
import io.edgevirt.VMConfig;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.VMStats;
import io.edgevirt.spi.InsideRole;
import io.edgevirt.spi.Ref;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A machine, as users hold it. */
final class VMHandle extends ManagedObject<VMInfo> implements VM {

    VMHandle(Engine engine, VMInfo info) {
        super(engine, new Ref(Ref.Kind.VM, info.id(), engine.driver().vms().stamp(info)), info);
    }

    VMInfo learn(VMInfo now) {
        know(engine().learned().learn(now));
        return now;
    }

    @Override
    public String name() {
        return info().name();
    }

    @Override
    public VMState state() {
        return info().state();
    }

    @Override
    public int cpus() {
        return info().cpus().orElseThrow(() -> unknown("cpus"));
    }

    @Override
    public Size memory() {
        return info().memory().orElseThrow(() -> unknown("memory"));
    }

    private InvalidStateException unknown(String field) {
        return new InvalidStateException(Failure.of("the listing did not tell the machine's " + field)
                .within(engine().backend(), field, name())
                .hint("ask config(), or refresh()"));
    }

    @Override
    public VM refresh() {
        learn(engine().read("refresh", name(), () -> engine().driver().vms().read(id())));
        return this;
    }

    @Override
    public VMConfig config() {
        return engine().read("config", name(), () -> engine().driver().vms().config(ref()));
    }

    @Override
    public VM start() {
        return prepare().start().run();
    }

    @Override
    public VM shutdown(Duration atMost) {
        return runFor(prepare().shutdown(atMost), atMost);
    }

    @Override
    public VM powerOff() {
        return prepare().powerOff().run();
    }

    @Override
    public VM reboot() {
        return prepare().reboot().run();
    }

    @Override
    public VM reboot(Duration atMost) {
        return runFor(prepare().reboot(atMost), atMost);
    }

    /** The operation keeps the deadline itself and knows what it saw last; the join only stands behind it. */
    private VM runFor(io.edgevirt.Operation<VM> operation, Duration atMost) {
        return operation.submit().join(Deadline.atMost(atMost).plus(Deadline.atMost(engine().operationTimeout())));
    }

    @Override
    public VM reset() {
        return prepare().reset().run();
    }

    @Override
    public VM pause() {
        return prepare().pause().run();
    }

    @Override
    public VM resume() {
        return prepare().resume().run();
    }

    @Override
    public VM save() {
        return prepare().save().run();
    }

    @Override
    public VM await(VMState state, Duration atMost) {
        What what = new What("await", name());
        try (StateWait wait = new StateWait(engine(), what, ref(), Optional.empty())) {
            learn(wait.until(state.name(), atMost, (now, restarted) -> now.state() == state));
        }
        return this;
    }

    @Override
    public void delete() {
        prepare().delete().run();
    }

    @Override
    public void delete(DeleteOptions options) {
        prepare().delete(options).run();
    }

    @Override
    public VM rename(String name) {
        return prepare().rename(name).run();
    }

    @Override
    public PreparedVM prepare() {
        return new PreparedVerbs(this);
    }

    @Override
    public Reconfiguration reconfigure() {
        return new ReconfigurationBuilder(this);
    }

    @Override
    public CloneDefinition cloneAs(String name) {
        return new CloneBuilder(this, name);
    }

    @Override
    public Migration migrate() {
        return new MigrationBuilder(this);
    }

    @Override
    public Snapshots snapshots() {
        return new SnapshotListing(this);
    }

    @Override
    public List<Disk> disks() {
        return config().disks().stream().<Disk>map(d -> new DiskHandle(this, d)).toList();
    }

    @Override
    public Disk addDisk(Size size, Consumer<DiskOptions> options) {
        return prepare().addDisk(size, options).run();
    }

    @Override
    public List<Nic> nics() {
        return config().nics().stream().<Nic>map(n -> new NicHandle(this, n)).toList();
    }

    @Override
    public Nic addNic(String network, Consumer<NicOptions> options) {
        return prepare().addNic(network, options).run();
    }

    @Override
    public VM attachIso(String image) {
        return prepare().attachIso(image).run();
    }

    @Override
    public VM attachIso(Path image) {
        return prepare().attachIso(image).run();
    }

    @Override
    public VM ejectIso() {
        return prepare().ejectIso().run();
    }

    @Override
    public SerialConsole serial() {
        return new SerialHandle(this, inside(Feature.SERIAL_CONSOLE, "serial", role -> role.serial(ref())));
    }

    @Override
    public RemoteDisplay display() {
        return inside(Feature.REMOTE_DISPLAY, "display", role -> role.display(ref()));
    }

    @Override
    public byte[] screenshot() {
        return inside(Feature.SCREENSHOT, "screenshot", role -> role.screenshot(ref()));
    }

    @Override
    public VMStats stats() {
        return inside(Feature.STATISTICS, "stats", role -> role.stats(ref()));
    }

    @Override
    public Guest guest() {
        return new GuestHandle(this, Optional.empty());
    }

    /** Asks inside the machine, unless the connection says that it cannot. */
    <T> T inside(Feature feature, String operation, Function<InsideRole, T> ask) {
        engine().require(feature, operation, name());
        InsideRole role = engine().role(engine().driver().inside(), feature, operation, name());
        return engine().read(operation, name(), () -> ask.apply(role));
    }

    @Override
    public Support supports(Feature feature) {
        return engine().read("supports", name(), () -> engine().driver().supports(feature, ref()));
    }

    @Override
    public <N> Optional<N> unwrapIf(Class<N> type) {
        return Unwrapping.find(engine(), ref(), name(), type);
    }

    @Override
    public <N> N unwrap(Class<N> type) {
        return Unwrapping.get(engine(), ref(), name(), type);
    }
}
