package io.edgevirt.kvm.libvirt;

/**
 * The host's CPUs as {@code virNodeGetInfo} counts them. Its memory figure is left out: it can be wrong, and
 * {@link Host#memory()} is not.
 *
 * @param model the CPU's architecture, such as {@code x86_64}
 * @param cpus how many CPUs are online
 * @param mhz their frequency; 0 where libvirt does not know it
 * @param nodes how many NUMA cells; 1 also where there are none
 * @param sockets how many sockets in each cell
 * @param cores how many cores in each socket
 * @param threads how many threads in each core
 */
public record NodeInfo(String model, int cpus, int mhz, int nodes, int sockets, int cores, int threads) {}
