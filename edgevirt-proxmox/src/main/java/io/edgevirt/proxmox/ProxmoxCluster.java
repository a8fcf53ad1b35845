package io.edgevirt.proxmox;

import io.edgevirt.Cluster;
import io.edgevirt.NodeLogin;
import io.edgevirt.Operation;
import io.edgevirt.VM;
import java.util.List;
import java.util.function.Consumer;

/**
 * What Proxmox VE alone can do with a cluster: {@code cluster.unwrap(ProxmoxCluster.class)}. What the HA manager is told is
 * its configuration, written at once; it acts on it within some ten seconds, as {@link #haState()} tells.
 */
public interface ProxmoxCluster {

    /**
     * The nodes with their addresses and votes. Two requests.
     *
     * @return the nodes
     */
    List<ClusterMember> members();

    /**
     * What a node needs to join, besides the password of {@code root@pam}. One request.
     *
     * @return address and fingerprint of a member
     */
    JoinInformation joinInformation();

    /**
     * Lets a node join. It must have no guests; its services start anew meanwhile. No request takes it out again.
     *
     * @param node its address, with its port if that is not 8006
     * @param login a login of {@code root@pam} there, with the fingerprint of its certificate
     * @return the operation, which ends when the cluster sees the node
     */
    Operation<Cluster> addNode(String node, Consumer<NodeLogin> login);

    /**
     * What the HA manager sees and does. One request.
     *
     * @return its parts and resources
     */
    List<HaState> haState();

    /**
     * What the HA manager looks after. One request.
     *
     * @return the resources
     */
    List<HaResource> haResources();

    /**
     * Takes a machine out of the HA manager's care; it stays as it is. Rules that name it have to be removed before.
     *
     * @param vm the machine
     * @return the operation; nothing is done where HA does not look after it
     */
    Operation<Cluster> unprotect(VM vm);

    /**
     * Groups of nodes, on Proxmox VE 7 and 8. One request.
     *
     * @return the groups; none from 9 on
     */
    List<HaGroup> haGroups();

    /**
     * Makes a group, or makes one of that name to what is given. Unsupported from Proxmox VE 9 on.
     *
     * @param group what it is to be
     * @return the operation
     */
    Operation<Cluster> haGroup(HaGroup group);

    /**
     * Removes a group that no resource is in. Unsupported from Proxmox VE 9 on.
     *
     * @param name its name
     * @return the operation
     */
    Operation<Cluster> removeHaGroup(String name);

    /**
     * Rules, from Proxmox VE 9 on. One request.
     *
     * @return the rules; none before 9
     */
    List<HaRule> haRules();

    /**
     * Makes a rule, or makes one of that name and kind to what is given. Unsupported before Proxmox VE 9.
     *
     * @param rule what it is to be
     * @return the operation
     */
    Operation<Cluster> haRule(HaRule rule);

    /**
     * Removes a rule. Unsupported before Proxmox VE 9.
     *
     * @param name its name
     * @return the operation
     */
    Operation<Cluster> removeHaRule(String name);

    /**
     * The replication jobs. One request.
     *
     * @return the jobs
     */
    List<ReplicationJob> replications();

    /**
     * Begins to copy a machine's ZFS volumes to another node.
     *
     * @param vm the machine
     * @param target the node
     * @param schedule when, as Proxmox VE writes it, such as {@code *}{@code /15}
     * @return the operation, which gives the job; its first run is soon after
     */
    Operation<ReplicationJob> replicate(VM vm, String target, String schedule);

    /**
     * How a job is. Two requests.
     *
     * @param job its id
     * @return its last and next run
     * @throws io.edgevirt.NotFoundException if there is none
     */
    ReplicationState replicationState(String job);

    /**
     * Lets a job run as soon as its node comes to it.
     *
     * @param job its id
     * @return the operation, which ends when the run is asked for
     */
    Operation<ReplicationJob> runReplication(String job);

    /**
     * Removes a job and its copies: its node does that by itself when it comes to it.
     *
     * @param job its id
     * @return the operation, which ends when the removal is asked for
     */
    Operation<Cluster> removeReplication(String job);
}
