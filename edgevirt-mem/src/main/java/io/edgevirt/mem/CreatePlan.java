package io.edgevirt.mem;

import io.edgevirt.DiskBus;
import io.edgevirt.Event;
import io.edgevirt.Feature;
import io.edgevirt.Finding.Problem;
import io.edgevirt.PciAddress;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans a new machine: its disks' volumes first, then the machine. */
final class CreatePlan {

    private final Session session;
    private final World world;
    private final Checks checks;
    private final VMSpec spec;

    CreatePlan(Session session, Checks checks, VMSpec spec) {
        this.session = session;
        this.world = session.world();
        this.checks = checks;
        this.spec = spec;
    }

    Work plan() {
        checks.name("vm.name", spec.name());
        if (!world.free(spec.name(), spec.placement().folder())) {
            checks.fail(
                    "vm.name.free",
                    Problem.ALREADY_EXISTS,
                    spec.name(),
                    "there is a machine '" + spec.name() + "' already",
                    "choose another name");
        }
        features();
        Optional<Node> node = new Placing(world, checks).node(spec.placement());
        if (node.isPresent()) {
            host(node.get());
        }
        places();
        boot();
        for (NicSpec nic : spec.nics()) {
            new NicPlan(world, checks).check(nic);
        }
        DiskPlan disks = new DiskPlan(session, checks);
        List<DiskPlan.Wanted> wanted = disks.all(spec.name(), spec.disks());
        return checks.work(() -> steps(disks, wanted, node.orElseThrow()));
    }

    private void features() {
        String name = spec.name();
        checks.need(spec.dynamicMemory().isPresent(), Feature.DYNAMIC_MEMORY, "vm.dynamicMemory", name);
        checks.need(!spec.tags().isEmpty(), Feature.TAGS, "vm.tag", name);
        checks.need(spec.boot().tpm(), Feature.TPM, "vm.tpm", name);
        checks.need(spec.boot().kernel().isPresent(), Feature.DIRECT_KERNEL_BOOT, "vm.bootKernel", name);
        checks.need(spec.boot().guestOs().isPresent(), Feature.GUEST_OS, "vm.guestOs", name);
        checks.need(spec.cloudInit().isPresent(), Feature.CLOUD_INIT, "vm.cloudInit", name);
        checks.need(spec.placement().folder().isPresent(), Feature.FOLDERS, "vm.folder", name);
        checks.need(spec.placement().resourcePool().isPresent(), Feature.RESOURCE_POOLS, "vm.resourcePool", name);
        checks.need(spec.resources().pinnedCpus().isPresent(), Feature.CPU_PINNING, "vm.pinCpus", name);
        checks.need(spec.resources().hugepages(), Feature.HUGEPAGES, "vm.hugepages", name);
        if (spec.nestedVirtualization().orElse(false)
                && !spec.devices().isEmpty()
                && !world.preset().nestedWithDevices()) {
            checks.fail(
                    "vm.devices",
                    Problem.UNSUPPORTED,
                    name,
                    "nested virtualization and passed-through devices cannot be had in one machine",
                    "leave one of them away");
        }
    }

    private void places() {
        if (spec.placement().folder().isPresent()) {
            checks.known("vm.folder", "folder", spec.placement().folder().get());
        }
        if (spec.placement().resourcePool().isPresent()) {
            checks.known(
                    "vm.resourcePool",
                    "resource pool",
                    spec.placement().resourcePool().get());
        }
    }

    private void boot() {
        if (spec.boot().iso().isPresent()) {
            checks.file("vm.iso", spec.boot().iso().get());
        }
        if (spec.boot().kernel().isPresent()) {
            checks.file("vm.bootKernel", spec.boot().kernel().get().kernel());
            checks.file("vm.bootKernel", spec.boot().kernel().get().initrd());
        }
    }

    private void host(Node node) {
        for (PciAddress device : spec.devices()) {
            if (!node.has(device)) {
                checks.fail(
                        "vm.device",
                        Problem.NOT_FOUND,
                        device.toString(),
                        "the host '" + node.name() + "' has no such device",
                        "look at host.hardware().pciDevices()");
            }
        }
        if (spec.memory().compareTo(node.memory()) > 0) {
            checks.warn(
                    "vm.memory",
                    spec.name(),
                    "the host '" + node.name() + "' has " + node.memory() + ": the machine cannot start there",
                    "ask for less memory");
        }
    }

    private List<Step> steps(DiskPlan disks, List<DiskPlan.Wanted> wanted, Node node) {
        List<Step> steps = new ArrayList<>();
        String token = spec.token().toString();
        for (int i = 0; i < wanted.size(); i++) {
            steps.add(disks.volume(wanted.get(i), token + "/" + i, slot(i)));
        }
        steps.add(new Act(
                        session,
                        Op.VM_CREATE,
                        token,
                        "create machine " + spec.name(),
                        () -> NativeText.of(spec) + "on: " + node.name(),
                        results -> make(results, node))
                .undo(Op.VM_DELETE, results -> world.machines().remove(results.get(Step.VM)))
                .makes("machine " + spec.name()));
        return steps;
    }

    private static String slot(int number) {
        return "disk-" + (number + 1);
    }

    private Map<String, String> make(Map<String, String> results, Node node) {
        if (!world.free(spec.name(), spec.placement().folder())) {
            throw Problems.taken("machine", spec.name());
        }
        Machine machine = new Machine(world, world.nextId(), spec, world.guestFor(spec.name(), Optional.empty()), node);
        for (int i = 0; i < spec.disks().size(); i++) {
            DiskSpec disk = spec.disks().get(i);
            Blob blob = DiskPlan.find(world, results.getOrDefault(slot(i), ""));
            machine.slots().add(new Machine.Slot(slot(i), blob, disk.bus().orElse(DiskBus.VIRTIO)));
        }
        for (NicSpec nic : spec.nics()) {
            NicPlan.plug(world, machine, nic);
        }
        world.machines().put(machine.id(), machine);
        world.happened(Event.Kind.CREATED, machine, "created");
        return Map.of(Step.VM, machine.id());
    }
}
