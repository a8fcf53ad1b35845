package io.edgevirt.spi;

import io.edgevirt.DeleteOptions;
import io.edgevirt.VMConfig;
import io.edgevirt.VMInfo;
import java.time.Duration;

/** Machines: reads, and plans of every change. Only {@link Step#start} changes anything. */
public interface VMRole extends Inventory<VMInfo> {

    /**
     * Tells a machine from an earlier one of the same id.
     *
     * @param info what was read of it
     * @return a stamp for {@link Ref#stamp()}; empty where ids are never used again
     */
    default String stamp(VMInfo info) {
        return "";
    }

    /**
     * A machine's whole configuration.
     *
     * @param vm the machine
     * @return what it is configured as now
     */
    VMConfig config(Ref vm);

    /**
     * Plans a new machine. The steps tell {@link Step#VM}.
     *
     * @param spec what is wanted; it is valid
     * @return the plan
     */
    Work create(VMSpec spec);

    /**
     * Plans a machine of the system's own text. The steps tell {@link Step#VM}.
     *
     * @param text the native definition
     * @return the plan
     */
    Work define(String text);

    /**
     * Plans a copy. The steps tell {@link Step#VM}.
     *
     * @param from the original
     * @param spec what is wanted
     * @return the plan
     */
    Work copy(Ref from, CloneSpec spec);

    /**
     * Plans a power verb from a state that it can start from. The engine waits for the state in which it ends.
     *
     * @param vm the machine
     * @param verb what to do
     * @param atMost how long a guest may take, for verbs that ask it
     * @return the plan
     */
    Work power(Ref vm, PowerVerb verb, Duration atMost);

    /**
     * Plans a change of its configuration.
     *
     * @param vm the machine
     * @param change what to change
     * @return the plan
     */
    Work change(Ref vm, Change change);

    /**
     * Plans a move. The steps tell {@link Step#VM} and, where it is known, {@link Step#DOWNTIME}.
     *
     * @param vm the machine
     * @param spec where to and how
     * @return the plan
     */
    Work migrate(Ref vm, MigrationSpec spec);

    /**
     * Plans the removal of a machine that is off or saved.
     *
     * @param vm the machine
     * @param options what to keep
     * @return the plan
     */
    Work delete(Ref vm, DeleteOptions options);
}
