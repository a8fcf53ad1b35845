package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.VMState;
import io.edgevirt.spi.MigrationSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.translate.CopySpec;
import io.edgevirt.vsphere.translate.Estate;
import io.edgevirt.vsphere.translate.Estate.Node;
import io.edgevirt.vsphere.translate.Estate.Store;
import io.edgevirt.vsphere.translate.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Plans a move to another host of the same vCenter, of the machine alone or with its disks. */
final class MovePlan {

    private final Site site;
    private final MachineReads reads;
    private final List<Finding> findings = new ArrayList<>();

    MovePlan(Site site) {
        this.site = site;
        this.reads = new MachineReads(site);
    }

    Work plan(String id, MigrationSpec spec) {
        Machine vm = reads.machine(id);
        elsewhere(vm, spec);
        if (failed()) {
            return new Work(findings, List.of());
        }
        state(vm, spec.live());
        Estate estate = EstateReader.read(site, false);
        Optional<Node> to = Estate.byId(estate.nodes(), spec.host().id());
        if (to.isEmpty()) {
            findings.add(Finding.fail(
                    "host",
                    Problem.NOT_FOUND,
                    spec.host().id(),
                    "there is no such host",
                    "hosts().list() tells which there are"));
            return new Work(findings, List.of());
        }
        host(vm, to.get());
        Optional<Store> store = store(vm, estate, to.get(), spec.pool());
        if (failed()) {
            return new Work(findings, List.of());
        }
        return new Work(findings, steps(vm, estate, to.get(), store));
    }

    private boolean failed() {
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
    }

    private void elsewhere(Machine vm, MigrationSpec spec) {
        if (!site.vim().vCenter()) {
            findings.add(Finding.fail(
                    "host",
                    Problem.UNSUPPORTED,
                    vm.name(),
                    "an ESXi host alone knows no other host",
                    "connect to the vCenter: vsphere://…"));
        } else if (!(spec.to() instanceof VSphereDriver driver) || driver.site() != site) {
            findings.add(Finding.fail(
                    "host",
                    Problem.UNSUPPORTED,
                    vm.name(),
                    "between two connections vSphere needs the other one's login and certificate, which are not given on",
                    "name a host of this connection, or export and import the machine"));
        }
    }

    private void state(Machine vm, boolean live) {
        vm.fixed().ifPresent(findings::add);
        if (live && !vm.running()) {
            findings.add(Finding.fail(
                    "vm.state",
                    Problem.STATE,
                    vm.name(),
                    "it does not run, so that it cannot move live",
                    "live(false)"));
        }
        if (!live && vm.running()) {
            findings.add(Finding.fail(
                    "vm.state", Problem.STATE, vm.name(), "it runs", "shut it down first, or move it by live(true)"));
        }
        if (vm.devices().stream().anyMatch(d -> d.passthrough()) && vm.state() != VMState.OFF) {
            findings.add(Finding.fail(
                    "device",
                    Problem.STATE,
                    vm.name(),
                    "it has a device of its host's",
                    "shut it down and remove that first"));
        }
    }

    private void host(Machine vm, Node to) {
        to.usable()
                .ifPresent(reason -> findings.add(Finding.fail(
                        "host", Problem.STATE, to.name(), "no machine can be moved there: " + reason, "name another")));
        vm.read().at("network").references().stream()
                .filter(n -> !to.nets().contains(n.id()))
                .forEach(n -> findings.add(Finding.fail(
                        "nic.network",
                        Problem.STATE,
                        n.id(),
                        "the host " + to.name() + " is not connected to a network that the machine is on",
                        "connect the host, or take the adapter away")));
    }

    private Optional<Store> store(Machine vm, Estate estate, Node to, Optional<String> pool) {
        if (pool.isPresent()) {
            Optional<Store> store = Estate.named("storage pools", estate.stores(), pool.get());
            if (store.isEmpty()) {
                findings.add(Finding.fail(
                        "pool",
                        Problem.NOT_FOUND,
                        pool.get(),
                        "there is no such datastore",
                        "storage().list() tells which there are"));
            }
            store.filter(s -> !to.stores().contains(s.id())).ifPresent(s -> findings.add(unreached(s.name(), to)));
            return store;
        }
        vm.datastores().stream()
                .filter(id -> !to.stores().contains(id))
                .forEach(id -> findings.add(unreached(
                        Estate.byId(estate.stores(), id).map(Store::name).orElse(id), to)));
        return Optional.empty();
    }

    private static Finding unreached(String store, Node to) {
        return Finding.fail(
                "pool",
                Problem.STATE,
                store,
                "the host " + to.name() + " does not reach that datastore",
                "name one that it reaches, by pool(), so that the disks move as well");
    }

    private List<Step> steps(Machine vm, Estate estate, Node to, Optional<Store> store) {
        boolean there = vm.host().filter(h -> h.id().equals(to.id())).isPresent();
        Optional<String> now =
                vm.host().flatMap(h -> Estate.byId(estate.nodes(), h.id())).map(Node::compute);
        Optional<String> root = now.filter(to.compute()::equals).isPresent()
                ? Optional.empty()
                : Estate.byId(estate.computes(), to.compute()).map(Estate.Compute::rootPool);
        CopySpec.Target target = new CopySpec.Target(root, Optional.of(to.id()), store.map(Store::id));
        Step told = new LookStep(vm.name(), Step.VM, () -> Optional.of(vm.id()));
        if (there && store.isEmpty()) {
            findings.add(Finding.pass("host", to.name(), "it is there"));
            return List.of(told);
        }
        VimStep move = new VimStep(
                        site.vim(),
                        "move " + vm.name() + " to " + to.name()
                                + store.map(s -> ", " + s.name()).orElse(""),
                        Requests.relocate(vm.id(), CopySpec.to(target)))
                .token(UUID.randomUUID().toString());
        return List.of(new MachineSteps(site).settled(move, vm.id(), () -> arrived(vm, to, store)), told);
    }

    private boolean arrived(Machine vm, Node to, Optional<Store> store) {
        Machine now = reads.machine(vm.id());
        return now.host().filter(h -> h.id().equals(to.id())).isPresent()
                && store.filter(s -> !now.store().equals(Optional.of(s.name()))).isEmpty();
    }
}
