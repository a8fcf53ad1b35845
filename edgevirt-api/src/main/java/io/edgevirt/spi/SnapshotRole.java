package io.edgevirt.spi;

import io.edgevirt.SnapshotInfo;
import java.util.List;

/** Snapshots of machines. */
public interface SnapshotRole {

    /**
     * All snapshots of a machine, in a bounded number of calls.
     *
     * @param vm the machine
     * @return the tree, each with its parent's id
     */
    List<SnapshotInfo> list(Ref vm);

    /**
     * Plans a snapshot. The steps tell {@link Step#SNAPSHOT}.
     *
     * @param vm the machine
     * @param spec what is wanted
     * @return the plan
     */
    Work take(Ref vm, SnapshotSpec spec);

    /**
     * Plans a return to a snapshot; the machine ends running where it holds memory, else off.
     *
     * @param vm the machine
     * @param snapshot the snapshot's id
     * @return the plan
     */
    Work revert(Ref vm, String snapshot);

    /**
     * Plans the removal of a snapshot.
     *
     * @param vm the machine
     * @param snapshot the snapshot's id
     * @param tree whether all below it goes as well; otherwise its children are kept
     * @return the plan
     */
    Work delete(Ref vm, String snapshot, boolean tree);
}
