package io.edgevirt.vsphere.faults;

import static io.edgevirt.Size.mib;

import io.edgevirt.Hypervisor;
import io.edgevirt.VM;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The changes whose every request is broken in turn. Each is made of a name of its own, and of an original. */
enum Change {
    CREATE("create with a disk") {
        @Override
        void prepare(Hypervisor hv, String original) {}

        @Override
        void run(Hypervisor hv, String original, String name) {
            machine(hv, name);
        }

        @Override
        boolean whole(World world, String original, String name) {
            return hasDisk(world, name);
        }
    },
    CLONE("clone") {
        @Override
        void run(Hypervisor hv, String original, String name) {
            hv.vms().get(original).cloneAs(name).create();
        }

        @Override
        boolean whole(World world, String original, String name) {
            return hasDisk(world, name);
        }
    },
    SNAPSHOT("snapshot") {
        @Override
        void run(Hypervisor hv, String original, String name) {
            hv.vms().get(original).snapshots().take(name).description("before").create();
        }

        @Override
        boolean whole(World world, String original, String name) {
            return snapshots(world, original).stream().filter(name::equals).count() == 1;
        }

        @Override
        Set<String> things(World world, String original) {
            Set<String> things = super.things(world, original);
            snapshots(world, original).forEach(s -> things.add("snapshot " + s + " of " + original));
            return things;
        }

        @Override
        boolean twice(World world, String original, String name) {
            return snapshots(world, original).stream().filter(name::equals).count() > 1;
        }

        private static List<String> snapshots(World world, String original) {
            return world.hv().vms().get(original).snapshots().list().stream()
                    .map(s -> s.name())
                    .toList();
        }
    };

    private final String title;

    Change(String title) {
        this.title = title;
    }

    /** Makes what the change begins from: a machine that is off and has a disk. */
    void prepare(Hypervisor hv, String original) {
        machine(hv, original);
    }

    abstract void run(Hypervisor hv, String original, String name);

    /** Whether all of it was carried out, once. */
    abstract boolean whole(World world, String original, String name);

    /** All machines and snapshots of the lane, in the words in which leftovers are named. */
    Set<String> things(World world, String original) {
        Set<String> things = new TreeSet<>();
        world.machines(original).forEach(vm -> things.add("machine " + vm.name()));
        return things;
    }

    /** Whether there is a duplicate. */
    boolean twice(World world, String original, String name) {
        return named(world, name).size() > 1;
    }

    private static List<VM> named(World world, String name) {
        return world.machines(name).stream().filter(v -> v.name().equals(name)).toList();
    }

    private static boolean hasDisk(World world, String name) {
        List<VM> found = named(world, name);
        return found.size() == 1 && found.get(0).disks().size() == 1;
    }

    private static void machine(Hypervisor hv, String name) {
        hv.vms().define(name).cpus(1).memory(mib(64)).disk(mib(8)).create();
    }

    @Override
    public String toString() {
        return title;
    }
}
