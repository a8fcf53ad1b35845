package io.edgevirt;

/** How a machine is made highly available. */
public interface Protection extends Operation<Cluster> {

    /**
     * The hosts it should run on, in this order; all hosts alike by default.
     *
     * @param names the hosts' names, paths or ids
     * @return this builder
     */
    Protection preferredHosts(String... names);

    /**
     * How often it is restarted before the cluster gives up; the system's default where this is not called.
     *
     * @param times zero or more
     * @return this builder
     */
    Protection restarts(int times);

    /**
     * Protects the machine.
     *
     * @return the cluster, refreshed
     */
    default Cluster apply() {
        return run();
    }
}
