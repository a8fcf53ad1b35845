package io.edgevirt.vsphere.translate;

import com.vmware.vim25.ClusterConfigSpecEx;
import com.vmware.vim25.ClusterDasConfigInfo;
import com.vmware.vim25.HostConnectSpec;
import io.edgevirt.spi.ClusterSpec;
import io.edgevirt.vsphere.soap.Request;

/** Requests about clusters, which vCenter alone has. */
public final class ClusterRequests {

    private static final String TASK = "ManagedObjectReference";
    private static final String TYPE = "ClusterComputeResource";

    private ClusterRequests() {}

    /**
     * Makes a cluster without hosts, whose hosts will stand in for each other: vSphere HA is on.
     *
     * @param folder the id of the data centre's folder of hosts
     * @param name the cluster's name
     * @return the request, which tells the cluster
     */
    public static Request create(String folder, String name) {
        ClusterConfigSpecEx spec = new ClusterConfigSpecEx();
        ClusterDasConfigInfo das = new ClusterDasConfigInfo();
        das.enabled = true;
        spec.dasConfig = das;
        return Request.on("Folder", folder, "CreateClusterEx")
                .with("name", "String", name)
                .with("spec", "ClusterConfigSpecEx", spec)
                .returning("ManagedObjectReference");
    }

    /**
     * Takes a host into a cluster that vCenter does not manage yet. A host that another vCenter manages is not taken
     * away from it.
     *
     * @param cluster the cluster's id
     * @param node the host's name or address, with its login and the fingerprint of its certificate
     * @param password the login's password
     * @return the request, whose task tells the host
     */
    public static Request addHost(String cluster, ClusterSpec.Node node, String password) {
        HostConnectSpec spec = new HostConnectSpec();
        spec.hostName = node.name();
        node.fingerprint().ifPresent(f -> spec.sslThumbprint = f);
        node.username().ifPresent(u -> spec.userName = u);
        spec.password = password;
        spec.force = false;
        return Request.on(TYPE, cluster, "AddHost_Task")
                .with("spec", "HostConnectSpec", spec)
                .with("asConnected", "boolean", true)
                .returning(TASK);
    }

    /**
     * Moves a host into a cluster that stands alone in vCenter.
     *
     * @param cluster the cluster's id
     * @param host the host's id
     * @return the request
     */
    public static Request moveHost(String cluster, String host) {
        return Request.on(TYPE, cluster, "MoveHostInto_Task")
                .with("host", "ManagedObjectReference", Request.ref("HostSystem", host))
                .returning(TASK);
    }

    /**
     * Changes what a cluster is set to, and leaves what is not named as it is.
     *
     * @param cluster the cluster's id
     * @param spec what is to change
     * @return the request
     */
    public static Request reconfigure(String cluster, ClusterConfigSpecEx spec) {
        return Request.on(TYPE, cluster, "ReconfigureComputeResource_Task")
                .with("spec", "ComputeResourceConfigSpec", spec)
                .with("modify", "boolean", true)
                .returning(TASK);
    }

    /**
     * Removes a cluster and the hosts in it from vCenter.
     *
     * @param cluster the cluster's id
     * @return the request
     */
    public static Request remove(String cluster) {
        return Request.on(TYPE, cluster, "Destroy_Task").returning(TASK);
    }

    /**
     * Puts a host, which must be in maintenance, back among those that stand alone.
     *
     * @param folder the id of the data centre's folder of hosts
     * @param host the host's id
     * @return the request
     */
    public static Request standAlone(String folder, String host) {
        return Request.on("Folder", folder, "MoveIntoFolder_Task")
                .with("list", "ManagedObjectReference[]", new com.vmware.vim25.ManagedObjectReference[] {
                    Request.ref("HostSystem", host)
                })
                .returning(TASK);
    }
}
