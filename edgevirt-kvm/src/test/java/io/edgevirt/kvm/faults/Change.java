package io.edgevirt.kvm.faults;

import static io.edgevirt.Size.mib;

import io.edgevirt.Hypervisor;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import io.edgevirt.VMState;

/** The changes whose every request is broken in turn. */
enum Change {
    CREATE("create with a disk") {
        @Override
        void prepare(Hypervisor hv, String name) {}

        @Override
        void run(Hypervisor hv, String name) {
            definition(hv, name).create();
        }

        @Override
        boolean whole(World world, String name) {
            return world.count(name) == 1 && disks(world, name) == 1 && files(world) == 1;
        }
    },
    CREATE_SEEDED("create with an uploaded image and autostart") {
        @Override
        void prepare(Hypervisor hv, String name) {}

        @Override
        void run(Hypervisor hv, String name) {
            definition(hv, name).cloudInit("#cloud-config\n").autostart(true).create();
        }

        @Override
        boolean whole(World world, String name) {
            return world.count(name) == 1
                    && files(world) == 2
                    && world.isoImages() == 1
                    && world.vm(name).config().autostart().orElse(false);
        }
    },
    CLONE("full clone") {
        @Override
        void run(Hypervisor hv, String name) {
            hv.vms().get(name).cloneAs(name + CLONED).create();
        }

        @Override
        boolean whole(World world, String name) {
            return world.count(name) == 1 && world.count(name + CLONED) == 1 && files(world) == 2;
        }
    },
    CLONE_LINKED("linked clone") {
        @Override
        void run(Hypervisor hv, String name) {
            hv.vms().get(name).cloneAs(name + CLONED).linked(true).create();
        }

        @Override
        boolean whole(World world, String name) {
            return CLONE.whole(world, name);
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
    },
    DELETE("delete with a disk") {
        @Override
        void run(Hypervisor hv, String name) {
            hv.vms().get(name).delete();
        }

        @Override
        boolean whole(World world, String name) {
            return world.things().isEmpty();
        }
    },
    RECONFIGURE("reconfigure") {
        @Override
        void run(Hypervisor hv, String name) {
            hv.vms()
                    .get(name)
                    .reconfigure()
                    .cpus(2)
                    .memory(mib(96))
                    .description("after")
                    .apply();
        }

        @Override
        boolean whole(World world, String name) {
            VM vm = world.vm(name).refresh();
            return vm.cpus() == 2
                    && vm.memory().equals(mib(96))
                    && vm.config().description().filter("after"::equals).isPresent();
        }
    },
    ADD_DISK("add a disk") {
        @Override
        void run(Hypervisor hv, String name) {
            hv.vms().get(name).addDisk(mib(8));
        }

        @Override
        boolean whole(World world, String name) {
            return disks(world, name) == 2 && files(world) == 2;
        }
    },
    START("start") {
        @Override
        void run(Hypervisor hv, String name) {
            hv.vms().get(name).start();
        }

        @Override
        boolean whole(World world, String name) {
            return world.vm(name).state() == VMState.RUNNING;
        }
    };

    static final String CLONED = "-clone";

    private final String title;

    Change(String title) {
        this.title = title;
    }

    /** Makes what the change begins from: a machine that is off and has a disk. */
    void prepare(Hypervisor hv, String name) {
        definition(hv, name).create();
    }

    abstract void run(Hypervisor hv, String name);

    /** Whether all of it was carried out, once. */
    abstract boolean whole(World world, String name);

    private static VMDefinition definition(Hypervisor hv, String name) {
        return hv.vms().define(name).cpus(1).memory(mib(64)).disk(mib(8));
    }

    private static int disks(World world, String name) {
        return world.vm(name).disks().size();
    }

    private static long files(World world) {
        return world.things().stream().filter(t -> t.startsWith("volume ")).count();
    }

    @Override
    public String toString() {
        return title;
    }
}
