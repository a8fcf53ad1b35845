package io.edgevirt.vsphere.translate;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.spi.SnapshotSpec;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.soap.Request;

/** What takes, returns to and removes snapshots. Each becomes a task. */
public final class SnapshotRequests {

    private static final String TASK = "ManagedObjectReference";

    private SnapshotRequests() {}

    /**
     * Takes a snapshot.
     *
     * @param vm the machine
     * @param spec what is wanted
     * @return the request, whose task ends with the snapshot's reference
     */
    public static Request take(ManagedObjectReference vm, SnapshotSpec spec) {
        // vSphere's own clients escape the three characters here too
        Request named = Request.on(vm, "CreateSnapshot_Task").with("name", "String", Names.kept(spec.name()));
        return spec.description()
                .map(text -> named.with("description", "String", text))
                .orElse(named)
                .with("memory", "boolean", spec.memory())
                .with("quiesce", "boolean", spec.quiesce())
                .returning(TASK);
    }

    /**
     * Returns to a snapshot.
     *
     * @param snapshot the snapshot
     * @param suppressPowerOn whether the machine stays off although the snapshot holds memory
     * @return the request
     */
    public static Request revert(ManagedObjectReference snapshot, boolean suppressPowerOn) {
        return Request.on(snapshot, "RevertToSnapshot_Task")
                .with("suppressPowerOn", "boolean", suppressPowerOn)
                .returning(TASK);
    }

    /**
     * Removes a snapshot and merges what it held into the disks.
     *
     * @param snapshot the snapshot
     * @param tree whether all below it goes as well
     * @return the request
     */
    public static Request remove(ManagedObjectReference snapshot, boolean tree) {
        return Request.on(snapshot, "RemoveSnapshot_Task")
                .with("removeChildren", "boolean", tree)
                .with("consolidate", "boolean", true)
                .returning(TASK);
    }
}
