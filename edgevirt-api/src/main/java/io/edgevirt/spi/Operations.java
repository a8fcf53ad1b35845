package io.edgevirt.spi;

import io.edgevirt.Cluster;
import io.edgevirt.Host;
import io.edgevirt.Operation;
import io.edgevirt.Snapshot;
import io.edgevirt.StoragePool;
import io.edgevirt.Switch;
import io.edgevirt.VM;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the engine does for things of a driver's own: those that users reach by {@code unwrap} because no neutral
 * interface has them. Their changes become operations like every other, with {@code check()}, {@code explain()}, tasks,
 * lost replies and undo; their reads renew sessions and are repeated like every other. Valid as long as the connection:
 * afterwards every method but {@code ref} is refused with a {@link io.edgevirt.ClosedException}, at the latest when an
 * operation that it made is used. From any thread.
 */
public interface Operations {

    /**
     * A change that has not happened yet. Its plan is made anew for each of {@code check()}, {@code explain()} and
     * {@code submit()}, for the last on a thread of the engine's, so it must use no value that users may still alter.
     * What was asked for wrongly is a failing finding of problem INVALID, or an {@link
     * io.edgevirt.InvalidSpecException} that the plan throws; what the system lacks is a failing finding of problem
     * UNSUPPORTED.
     *
     * @param name the operation as errors and plans name it, such as {@code vMotion}
     * @param target the name of what it is done to
     * @param plan reads and plans as the methods of a role do: a bounded number of requests, and no change
     * @param finish makes the result of what the steps learned; it may read through this interface. After its failure the
     *     change is known to have happened
     * @param <T> what the change results in
     * @return the operation, which users get
     */
    <T> Operation<T> operation(
            String name, String target, Supplier<Work> plan, Function<Map<String, String>, T> finish);

    /**
     * Reads, as the engine reads through a role: an expired session is renewed, a lost connection made anew, and the read
     * repeated. Errors that it ends with carry backend, name and target.
     *
     * @param name the operation as errors name it
     * @param target the name of what is read
     * @param read asks the system and changes nothing; called again if the connection is lost
     * @param <T> what is read
     * @return what was read
     */
    <T> T read(String name, String target, Supplier<T> read);

    /**
     * The handle of a machine. One read.
     *
     * @param id the system's own id
     * @return the machine as it is now
     * @throws io.edgevirt.NotFoundException if there is none
     */
    VM vm(String id);

    /**
     * The handle of a host. One read.
     *
     * @param id the system's own id
     * @return the host as it is now
     * @throws io.edgevirt.NotFoundException if there is none
     */
    Host host(String id);

    /**
     * The handle of a cluster. One read.
     *
     * @param id the system's own id
     * @return the cluster as it is now
     * @throws io.edgevirt.NotFoundException if there is none
     */
    Cluster cluster(String id);

    /**
     * The handle of a storage pool. One read.
     *
     * @param id the system's own id
     * @return the pool as it is now
     * @throws io.edgevirt.NotFoundException if there is none
     */
    StoragePool pool(String id);

    /**
     * The handle of a switch or network. One read.
     *
     * @param id the system's own id
     * @return the switch as it is now
     * @throws io.edgevirt.NotFoundException if there is none
     */
    Switch network(String id);

    /**
     * What the engine names a machine by that users hand in. No request.
     *
     * @param vm a machine that a connection to this endpoint gave
     * @return its reference
     * @throws io.edgevirt.InvalidSpecException if it is another system's: that may have another machine of the same id
     */
    Ref ref(VM vm);

    /**
     * What the engine names a host by that users hand in. No request.
     *
     * @param host a host that a connection to this endpoint gave
     * @return its reference
     * @throws io.edgevirt.InvalidSpecException if it is another system's
     */
    Ref ref(Host host);

    /**
     * What the engine names a cluster by that users hand in. No request.
     *
     * @param cluster a cluster that a connection to this endpoint gave
     * @return its reference
     * @throws io.edgevirt.InvalidSpecException if it is another system's
     */
    Ref ref(Cluster cluster);

    /**
     * What the engine names a storage pool by that users hand in. No request.
     *
     * @param pool a pool that a connection to this endpoint gave
     * @return its reference
     * @throws io.edgevirt.InvalidSpecException if it is another system's
     */
    Ref ref(StoragePool pool);

    /**
     * What the engine names a switch by that users hand in. No request.
     *
     * @param network a switch that a connection to this endpoint gave
     * @return its reference
     * @throws io.edgevirt.InvalidSpecException if it is another system's
     */
    Ref ref(Switch network);

    /**
     * What the engine names a snapshot by that users hand in: its machine's id, a slash, and its own. No request.
     *
     * @param snapshot a snapshot of a machine that a connection to this endpoint gave
     * @return its reference
     * @throws io.edgevirt.InvalidSpecException if it is another system's
     */
    Ref ref(Snapshot snapshot);
}
