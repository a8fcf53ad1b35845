package io.edgevirt.spi;

import io.edgevirt.ClusterInfo;

/** Clusters. */
public interface ClusterRole extends Inventory<ClusterInfo> {

    /**
     * Plans a cluster. The steps tell {@link Step#CLUSTER}.
     *
     * @param spec what is wanted
     * @return the plan
     */
    Work create(ClusterSpec spec);

    /**
     * Plans a machine's protection.
     *
     * @param cluster the cluster
     * @param spec which machine and how
     * @return the plan
     */
    Work protect(Ref cluster, ProtectionSpec spec);

    /**
     * Plans a placement rule.
     *
     * @param cluster the cluster
     * @param spec the rule
     * @return the plan
     */
    Work rule(Ref cluster, RuleSpec spec);
}
