package io.edgevirt.proxmox.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All machines of the cluster; the world's lock guards it. */
public final class Machines {
    private final World world;
    private final Map<Integer, Vm> all = new TreeMap<>();
    private final Locks locks;
    private Predicate<Vm> deaf = vm -> false;

    Machines(World world) {
        this.world = world;
        this.locks = new Locks(world);
    }

    /** All machines by their numbers. */
    public List<Vm> all() {
        return new ArrayList<>(all.values());
    }

    /** The machines on a node. */
    public List<Vm> on(String node) {
        return all.values().stream().filter(vm -> vm.node().equals(node)).toList();
    }

    /** The machine with a number. */
    public Optional<Vm> find(int vmid) {
        return Optional.ofNullable(all.get(vmid));
    }

    /** The machine with a name. */
    public Optional<Vm> named(String name) {
        return all.values().stream().filter(vm -> vm.name().equals(name)).findFirst();
    }

    /**
     * The machine with a number on a node.
     *
     * @throws Refusal if that node has none
     */
    public Vm get(String node, int vmid) {
        Vm vm = all.get(vmid);
        if (vm == null || !vm.node().equals(node)) {
            throw Refusal.failed(
                    "Configuration file 'nodes/" + node + "/qemu-server/" + vmid + ".conf' does not exist");
        }
        return vm;
    }

    Vm of(Request request) {
        world.access().see(request.identity(), "/vms/" + request.vmid());
        return get(request.node(), request.vmid());
    }

    /** Puts a machine to a node as if it had been made long ago, with configuration in the words of Proxmox. */
    public Vm put(String node, int vmid, Map<String, String> config) {
        return world.locked(() -> {
            Vm vm = new Vm(world, vmid, node);
            all.put(vmid, vm);
            vm.config(config);
            vm.settled();
            return vm;
        });
    }

    /** Adds an empty machine that a task will fill. */
    Vm reserve(String node, int vmid) {
        Vm other = all.get(vmid);
        if (other != null) {
            throw Refusal.failed("VM " + vmid + " already exists on node '" + other.node() + "'");
        }
        Vm vm = new Vm(world, vmid, node);
        all.put(vmid, vm);
        return vm;
    }

    /** Takes a machine out of the inventory. */
    public void remove(int vmid) {
        all.remove(vmid);
    }

    /** The lowest free number: everyone who asks before it is taken is told the same. */
    int next() {
        int id = 100;
        while (all.containsKey(id)) {
            id++;
        }
        return id;
    }

    /** Says which machines have a guest that ignores what it is asked to. */
    public void deafWhen(Predicate<Vm> condition) {
        deaf = condition;
    }

    boolean deaf(Vm vm) {
        return deaf.test(vm);
    }

    /** Lets something unnamed hold a machine's lock file, so that no request gets it, or give it back. */
    public void block(int vmid, boolean held) {
        world.change(() -> locks.block(vmid, held));
    }

    Locks locks() {
        return locks;
    }
}
