package io.edgevirt.proxmox.fake;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The lock files of machines: whoever changes one holds it alone, copies of one hold it together. */
final class Locks {
    private final World world;
    private final Set<Integer> alone = new HashSet<>();
    private final Map<Integer, Integer> together = new HashMap<>();

    Locks(World world) {
        this.world = world;
    }

    /** Does something while nobody else may change the machine. */
    <T> T hold(int vmid, Supplier<T> work) {
        acquire(vmid, true);
        alone.add(vmid);
        try {
            return work.get();
        } finally {
            alone.remove(vmid);
            world.signal();
        }
    }

    void hold(int vmid, Runnable work) {
        hold(vmid, () -> {
            work.run();
            return true;
        });
    }

    /** Does something that others may do at the same time, while nobody changes the machine. */
    void share(int vmid, Runnable work) {
        acquire(vmid, false);
        together.merge(vmid, 1, Integer::sum);
        try {
            work.run();
        } finally {
            together.merge(vmid, -1, Integer::sum);
            world.signal();
        }
    }

    void block(int vmid, boolean held) {
        if (held) {
            alone.add(vmid);
        } else {
            alone.remove(vmid);
        }
    }

    /** Whether somebody may change the machine alone at present. */
    boolean held(int vmid) {
        return alone.contains(vmid);
    }

    private boolean free(int vmid, boolean wholly) {
        return !alone.contains(vmid) && (!wholly || together.getOrDefault(vmid, 0) == 0);
    }

    private void acquire(int vmid, boolean wholly) {
        Duration patience = world.settings().lockTimeout;
        if (!world.await(patience, () -> free(vmid, wholly))) {
            throw Refusal.failed("can't lock file '/var/lock/qemu-server/lock-" + vmid + ".conf' - got timeout");
        }
    }
}
