package io.edgevirt;

/** A placement rule of a cluster. Nothing happens before {@link #apply()}. */
public interface ClusterRule extends Operation<Cluster> {

    /**
     * The rule's name; made of the machines' names by default.
     *
     * @param text its name
     * @return this builder
     */
    ClusterRule named(String text);

    /**
     * Sets the rule.
     *
     * @return the cluster, refreshed
     */
    default Cluster apply() {
        return run();
    }
}
