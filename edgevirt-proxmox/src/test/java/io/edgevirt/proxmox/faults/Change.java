package io.edgevirt.proxmox.faults;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;

import io.edgevirt.Hypervisor;
import io.edgevirt.proxmox.faults.Bed.Machine;
import io.edgevirt.proxmox.faults.Bed.State;
import java.util.List;

/** The changes whose every request is broken in turn. */
enum Change {
    CREATE("create with a disk") {
        @Override
        void run(Hypervisor hv, String name, String target) {
            hv.vms()
                    .define(name)
                    .cpus(1)
                    .memory(mib(64))
                    .disk(gib(1))
                    .host(Bed.NODE)
                    .create();
        }
    },
    CLONE("full clone") {
        @Override
        void run(Hypervisor hv, String name, String target) {
            hv.vms().get("template").cloneAs(name).create();
        }
    },
    LINKED("linked clone") {
        @Override
        void run(Hypervisor hv, String name, String target) {
            hv.vms().get("template").cloneAs(name).linked(true).create();
        }
    },
    MIGRATE("live migration") {
        @Override
        void run(Hypervisor hv, String name, String target) {
            hv.vms()
                    .get("moved")
                    .migrate()
                    .to(hv.hosts().get(target))
                    .live(true)
                    .run();
        }

        @Override
        boolean makes() {
            return false;
        }

        @Override
        boolean whole(State now, String name, String target) {
            List<Machine> moved = named(now, "moved");
            return moved.size() == 1
                    && moved.get(0).node().equals(target)
                    && moved.get(0).running()
                    && moved.get(0).lock().isEmpty();
        }
    };

    private final String title;

    Change(String title) {
        this.title = title;
    }

    /** Does it, for a new machine of a name, or towards a node. */
    abstract void run(Hypervisor hv, String name, String target);

    /** Whether it makes a machine. */
    boolean makes() {
        return true;
    }

    /** Whether all of it was carried out, once. */
    boolean whole(State now, String name, String target) {
        List<Machine> made = named(now, name);
        return made.size() == 1
                && made.get(0).node().equals(Bed.NODE)
                && made.get(0).lock().isEmpty()
                && now.volumes().keySet().stream()
                                .filter(v -> made.get(0).uses(v.substring(v.indexOf('|') + 1)))
                                .count()
                        == 1;
    }

    static List<Machine> named(State now, String name) {
        return now.machines().values().stream()
                .filter(m -> m.name().equals(name))
                .toList();
    }

    @Override
    public String toString() {
        return title;
    }
}
