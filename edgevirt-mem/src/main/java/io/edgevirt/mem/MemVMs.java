package io.edgevirt.mem;

import io.edgevirt.DeleteOptions;
import io.edgevirt.DiskInfo;
import io.edgevirt.Feature;
import io.edgevirt.NicInfo;
import io.edgevirt.VMConfig;
import io.edgevirt.VMInfo;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.CloneSpec;
import io.edgevirt.spi.MigrationSpec;
import io.edgevirt.spi.PowerVerb;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.VMRole;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Machines. */
final class MemVMs extends Listed<VMInfo> implements VMRole {

    private final MemInside inside;

    MemVMs(Session session, MemInside inside) {
        super(session, Op.VM_LIST, Op.VM_READ, () -> all(session.world()), id -> info(session.world(), id));
        this.inside = inside;
    }

    private static List<VMInfo> all(World world) {
        List<VMInfo> all = new ArrayList<>();
        for (Machine m : world.machines().values()) {
            if (!m.hidden()) {
                all.add(info(world, m));
            }
        }
        return all;
    }

    private static VMInfo info(World world, String id) {
        return info(world, world.machine(id));
    }

    private static VMInfo info(World world, Machine m) {
        return new VMInfo(
                m.id(),
                m.name(),
                m.state(),
                Optional.of(m.shape().cpus()),
                Optional.of(m.shape().memory()),
                Optional.of(m.node().name()),
                m.path(),
                m.startedAt(),
                Optional.of(m.template()),
                world.clock().now());
    }

    @Override
    public Optional<List<VMInfo>> named(String nameOrPath) {
        return Optional.of(session()
                .read(
                        Op.VM_FIND,
                        () -> all(world()).stream()
                                .filter(i -> i.name().equals(nameOrPath)
                                        || i.path().filter(nameOrPath::equals).isPresent())
                                .toList()));
    }

    @Override
    public VMConfig config(Ref vm) {
        return session().read(Op.VM_CONFIG, () -> config(world().machine(vm.id())));
    }

    private static VMConfig config(Machine m) {
        VMSpec.BootSpec boot = m.made().boot();
        return new VMConfig(
                m.shape().cpus(),
                m.shape().memory(),
                m.shape().dynamic(),
                boot.firmware(),
                boot.secureBoot(),
                Optional.of(boot.tpm()),
                Optional.of(m.shape().nested()),
                boot.guestOs(),
                m.description(),
                m.tags(),
                Optional.of(m.autostart()),
                m.slots().stream().map(MemVMs::disk).toList(),
                m.plugs().stream().map(MemVMs::nic).toList(),
                m.made().devices(),
                m.iso().stream().toList(),
                m.next().map(n -> differing(m.shape(), n)).orElse(List.of()),
                Optional.of(NativeText.of(Specs.of(m))));
    }

    private static List<String> differing(Shape now, Shape next) {
        List<String> fields = new ArrayList<>();
        add(fields, "cpus", now.cpus() != next.cpus());
        add(fields, "memory", !now.memory().equals(next.memory()));
        add(fields, "dynamicMemory", !now.dynamic().equals(next.dynamic()));
        add(fields, "nestedVirtualization", now.nested() != next.nested());
        return fields;
    }

    private static void add(List<String> fields, String field, boolean differs) {
        if (differs) {
            fields.add(field);
        }
    }

    private static DiskInfo disk(Machine.Slot slot) {
        Blob blob = slot.blob();
        return new DiskInfo(
                slot.id(),
                Optional.of(blob.size()),
                blob.store().map(Store::name),
                Optional.of(blob.name()),
                Optional.of(slot.bus()),
                Optional.of(blob.thin()));
    }

    private static NicInfo nic(Machine.Plug plug) {
        return new NicInfo(
                plug.id(), Optional.of(plug.mac()), Optional.of(plug.bridge().name()), plug.vlan(), plug.macSpoofing());
    }

    @Override
    public Work create(VMSpec spec) {
        return plan(Op.POOL_LIST, checks -> new CreatePlan(session(), checks, spec).plan());
    }

    @Override
    public Work define(String text) {
        return plan(Op.POOL_LIST, checks -> {
            checks.need(true, Feature.NATIVE_DEFINITION, "native", "definition");
            Optional<VMSpec> spec = new NativeReader(checks).read(text);
            return spec.isPresent() ? new CreatePlan(session(), checks, spec.get()).plan() : checks.work(List::of);
        });
    }

    @Override
    public Work copy(Ref from, CloneSpec spec) {
        return plan(Op.VM_CONFIG, checks -> new CopyPlan(session(), checks, from.id(), spec).plan());
    }

    @Override
    public Work power(Ref vm, PowerVerb verb, Duration atMost) {
        return plan(Op.VM_READ, checks -> new PowerPlan(session(), checks, inside::attach).plan(vm.id(), verb));
    }

    @Override
    public Work change(Ref vm, Change change) {
        return plan(Op.VM_CONFIG, checks -> new ChangePlan(session(), checks, world().machine(vm.id())).plan(change));
    }

    @Override
    public Work migrate(Ref vm, MigrationSpec spec) {
        Checks checks = new Checks(world());
        if (!(spec.to() instanceof MemDriver other)) {
            checks.fail(
                    "vm.migrate",
                    io.edgevirt.Finding.Problem.UNSUPPORTED,
                    vm.id(),
                    "a machine in memory cannot leave it",
                    "choose a host of an in-memory hypervisor");
            return checks.work(List::of);
        }
        return other.session().world() == world()
                ? plan(Op.VM_READ, c -> new MovePlan(session(), c, world().machine(vm.id())).plan(spec))
                : new AwayPlan(session(), other.session(), checks, vm.id()).plan(spec);
    }

    @Override
    public Work delete(Ref vm, DeleteOptions options) {
        return plan(Op.VM_CONFIG, checks -> DeletePlan.plan(session(), checks, vm.id(), options.disks()));
    }
}
