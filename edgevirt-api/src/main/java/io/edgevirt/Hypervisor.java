package io.edgevirt;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A connection to a hypervisor, a cluster of them or their management server. Thread-safe; whoever connects closes.
 */
public interface Hypervisor extends AutoCloseable {

    /**
     * What is connected to. Read when the connection was made; does not ask the system.
     *
     * @return product, version and what the guide's hypervisor table says of it
     */
    About about();

    /**
     * The machines.
     *
     * @return a catalog that also defines machines
     */
    VMs vms();

    /**
     * The hosts that machines run on.
     *
     * @return a catalog, of one host where the connection is to a host itself
     */
    Catalog<Host> hosts();

    /**
     * The switches and networks that machines are connected to.
     *
     * @return a catalog that also defines switches
     */
    Switches switches();

    /**
     * The storage pools that disks lie in: pools, datastores, storages.
     *
     * @return a catalog
     */
    Catalog<StoragePool> storage();

    /**
     * The clusters.
     *
     * @return a catalog that also defines clusters
     */
    Clusters clusters();

    /**
     * The hyperconverged pools: vSAN, S2D, Ceph and ZFS, Nutanix, SCRIBE.
     *
     * @return a catalog
     */
    Catalog<HCIPool> hciPools();

    /**
     * Calls a listener on every change of a machine, from now on until the subscription is closed. Events come in
     * order, on a thread of EdgeVirt's; a listener that throws is logged and goes on being called.
     *
     * @param listener what to call
     * @return the subscription, which the caller closes
     */
    Subscription watch(Consumer<Event> listener);

    /**
     * Whether this system can do something, with reason and remedy. Does not ask the system.
     *
     * @param feature what
     * @return yes, no, or on what it depends
     */
    Support supports(Feature feature);

    /**
     * The native object below, for what EdgeVirt does not cover. It is valid until this connection is closed.
     *
     * @param type the native type, such as {@code org.libvirt.Connect}
     * @param <N> the native type
     * @return the object, if this backend has one of that type
     */
    <N> Optional<N> unwrapIf(Class<N> type);

    /**
     * The native object below, for what EdgeVirt does not cover. It is valid until this connection is closed.
     *
     * @param type the native type, such as {@code org.libvirt.Connect}
     * @param <N> the native type
     * @return the object
     * @throws UnsupportedFeatureException if this backend has none of that type
     */
    <N> N unwrap(Class<N> type);

    /**
     * Logs out and releases every thread, socket and native handle. Unfinished changes of several steps are undone
     * first, within the operation timeout; a single native task runs on at the system. Who waits for either is told by a
     * {@link ClosedException}. Calling it again does nothing.
     *
     * @throws OperationFailedException if something of an unfinished change could not be removed; it names what
     */
    @Override
    void close();
}
