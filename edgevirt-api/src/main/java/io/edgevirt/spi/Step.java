package io.edgevirt.spi;

import io.edgevirt.EdgeVirtException;
import java.util.Map;
import java.util.Optional;

/**
 * One native request of a change. Steps hand each other what they learned through a map: {@link #VM} and the other keys
 * are what the engine reads at the end; a driver adds keys of its own.
 */
public interface Step {

    /** Key: the id of the machine that was made or moved. */
    String VM = "vm";
    /** Key: the id of the snapshot that was made. */
    String SNAPSHOT = "snapshot";
    /** Key: the id of the disk that was added. */
    String DISK = "disk";
    /** Key: the id of the network adapter that was added. */
    String NIC = "nic";
    /** Key: the id of the switch that was made. */
    String SWITCH = "switch";
    /** Key: the id of the volume that was made. */
    String VOLUME = "volume";
    /** Key: the id of the cluster that was made. */
    String CLUSTER = "cluster";
    /** Key: how long a moved guest stood still, in milliseconds. */
    String DOWNTIME = "downtime";

    /**
     * What it does, in a few words.
     *
     * @return such as {@code create volume default/edge-01.qcow2}
     */
    String title();

    /**
     * The request as it is sent, secrets masked; what an earlier step will tell is a placeholder such as
     * {@code {vmid}}.
     *
     * @return the native request's text
     */
    String body();

    /**
     * Sends the request. It must throw an exception with outcome NOT_DONE only if the system refused before acting, and
     * a {@link io.edgevirt.ConnectionException} if the reply was lost.
     *
     * @param results what earlier steps learned
     * @return done, or a native task, or a call that blocks
     */
    Started start(Map<String, String> results);

    /**
     * After a lost reply: whether this step's request was carried out. It may adopt only what this very step made, known
     * by the change's token, never a stranger of the same name.
     *
     * @param results what earlier steps learned
     * @return yes with what was learned, no, running as a native task, or unknown
     */
    default Landed landed(Map<String, String> results) {
        return Landed.unknown();
    }

    /**
     * Whether the native task that this step started failed before it did anything, so that the request may be sent
     * again, with what {@link #start} chooses anew: an id that another caller took meanwhile. What is retryable by
     * itself, such as a lock, is sent again in any case.
     *
     * @param failed what the task ended with, with outcome NOT_DONE
     * @return false if it may have done something
     */
    default boolean refused(EdgeVirtException failed) {
        return false;
    }

    /**
     * Takes back what this step did. Called in reverse order after a later step failed or the change was cancelled, and
     * for a step whose own end is not known. It must remove only what this very step made, and must not fail where there
     * is nothing to take back.
     *
     * @param results what this and earlier steps learned
     */
    default void undo(Map<String, String> results) {}

    /**
     * What this step makes that would be left behind if {@link #undo} cannot reach the system.
     *
     * @return a name that a person can look for, such as {@code volume default/edge-01.qcow2}
     */
    default Optional<String> makes() {
        return Optional.empty();
    }
}
