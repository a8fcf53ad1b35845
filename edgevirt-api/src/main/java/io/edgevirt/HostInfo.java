package io.edgevirt;

import io.edgevirt.engine.Line;
import java.util.Optional;

/**
 * What is known of a host.
 *
 * @param id the system's own id
 * @param name its name
 * @param state whether it can be used
 * @param cpus logical processors
 * @param memory physical memory
 * @param freeMemory memory that is free just now
 * @param version the version of its hypervisor
 * @param cluster the name of the cluster it belongs to
 * @param path where it lies; accepted wherever a name is
 */
public record HostInfo(
        String id,
        String name,
        State state,
        Optional<Integer> cpus,
        Optional<Size> memory,
        Optional<Size> freeMemory,
        Optional<String> version,
        Optional<String> cluster,
        Optional<String> path) {

    /** Whether a host can be used. */
    public enum State {
        /** In use. */
        UP,
        /** Set aside for maintenance. */
        MAINTENANCE,
        /** Not reachable or switched off. */
        DOWN,
        /** The system does not say. */
        UNKNOWN
    }

    @Override
    public String toString() {
        return Line.one(name + " " + state + cpus.map(c -> ", " + c + " CPUs").orElse("")
                + memory.map(m -> ", " + m).orElse("")
                + version.map(v -> ", " + v).orElse(""));
    }
}
