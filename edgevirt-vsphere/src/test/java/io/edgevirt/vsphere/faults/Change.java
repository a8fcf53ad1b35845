package io.edgevirt.vsphere.faults;

import static io.edgevirt.Size.mib;

import io.edgevirt.Hypervisor;

/** The changes whose every request is broken in turn. */
enum Change {
    CREATE("create with a disk") {
        @Override
        void prepare(Hypervisor hv, String name) {}

        @Override
        void run(Hypervisor hv, String name) {
            machine(hv, name);
        }

        @Override
        boolean whole(World world, String name) {
            return world.count(name) == 1 && world.vm(name).disks().size() == 1;
        }
    },
    CLONE("clone") {
        @Override
        void run(Hypervisor hv, String name) {
            hv.vms().get(name).cloneAs(name + CLONED).create();
        }

        @Override
        boolean whole(World world, String name) {
            return world.count(name) == 1
                    && world.count(name + CLONED) == 1
                    && world.vm(name + CLONED).disks().size() == 1;
        }
    },
    SNAPSHOT("snapshot") {
        @Override
        void run(Hypervisor hv, String name) {
            hv.vms().get(name).snapshots().take("one").description("before").create();
        }

        @Override
        boolean whole(World world, String name) {
            return world.vm(name).snapshots().list().size() == 1;
        }
    };

    static final String CLONED = "-clone";

    private final String title;

    Change(String title) {
        this.title = title;
    }

    /** Makes what the change begins from: a machine that is off and has a disk. */
    void prepare(Hypervisor hv, String name) {
        machine(hv, name);
    }

    abstract void run(Hypervisor hv, String name);

    /** Whether all of it was carried out, once. */
    abstract boolean whole(World world, String name);

    private static void machine(Hypervisor hv, String name) {
        hv.vms().define(name).cpus(1).memory(mib(64)).disk(mib(8)).create();
    }

    @Override
    public String toString() {
        return title;
    }
}
