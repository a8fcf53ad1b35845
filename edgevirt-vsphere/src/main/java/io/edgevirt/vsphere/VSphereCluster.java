package io.edgevirt.vsphere;

import io.edgevirt.Cluster;
import io.edgevirt.NodeLogin;
import io.edgevirt.Operation;
import io.edgevirt.VM;
import java.util.Optional;
import java.util.function.Consumer;

/** What vSphere alone can do with a cluster: {@code cluster.unwrap(VSphereCluster.class)}. */
public interface VSphereCluster {

    /**
     * Takes a host into the cluster: one that vCenter does not know yet by the host's own login, or one that stands alone
     * in vCenter.
     *
     * @param host its name or address
     * @param login fills in the login; nothing is needed for a host that vCenter knows
     * @return the operation
     */
    Operation<Cluster> addHost(String host, Consumer<NodeLogin> login);

    /**
     * Sets vSphere HA. What is not set stays as it is.
     *
     * @param settings fills in what is to be set
     * @return the operation
     */
    Operation<Cluster> ha(Consumer<HASettings> settings);

    /**
     * Sets DRS. What is not set stays as it is.
     *
     * @param settings fills in what is to be set
     * @return the operation
     */
    Operation<Cluster> drs(Consumer<DRSSettings> settings);

    /**
     * Says how far DRS moves one machine by itself, other than the cluster's machines.
     *
     * @param vm the machine
     * @param level how far; {@link Automation#AS_CLUSTER} ends the exception
     * @return the operation
     */
    Operation<Cluster> automation(VM vm, Automation level);

    /**
     * Removes a placement rule, and the groups that EdgeVirt made for it.
     *
     * @param name the rule's name
     * @return the operation
     */
    Operation<Cluster> removeRule(String name);

    /**
     * Whether DRS is on. Asks the server.
     *
     * @return empty where the server does not tell
     */
    Optional<Boolean> drsEnabled();

    /**
     * The vSAN of the cluster. Asks the server.
     *
     * @return empty where the cluster has none, or the server does not tell
     */
    Optional<VSAN> vsan();
}
