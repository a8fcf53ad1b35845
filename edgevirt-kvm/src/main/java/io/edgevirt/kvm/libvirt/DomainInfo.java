package io.edgevirt.kvm.libvirt;

/**
 * What {@code virDomainGetInfo} says of one domain.
 *
 * @param state its state
 * @param maxMemoryKib the memory that it may have, in KiB
 * @param memoryKib the memory that it has, in KiB
 * @param cpus its number of virtual CPUs
 * @param cpuTimeNanos the CPU time that it used, in nanoseconds
 */
public record DomainInfo(DomainState state, long maxMemoryKib, long memoryKib, int cpus, long cpuTimeNanos) {}
