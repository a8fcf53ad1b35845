package io.edgevirt;

import io.edgevirt.engine.Line;
import java.time.Instant;
import java.util.Optional;

/**
 * What a bulk read tells of a machine. Id, name and state are always there; all else where the system reports it.
 *
 * @param id the system's own id
 * @param name the name
 * @param state the state
 * @param cpus the number of virtual processors
 * @param memory what the machine has; with dynamic memory, what it starts with
 * @param host the name of the host it is on
 * @param path where it lies, such as a folder's path with the name at its end; accepted wherever a name is
 * @param startedAt when it was started, or its guest last restarted where the system tells
 * @param template whether it is a template
 * @param readAt when the system knew this
 */
public record VMInfo(
        String id,
        String name,
        VMState state,
        Optional<Integer> cpus,
        Optional<Size> memory,
        Optional<String> host,
        Optional<String> path,
        Optional<Instant> startedAt,
        Optional<Boolean> template,
        Instant readAt) {

    /**
     * The bare minimum.
     *
     * @param id the system's own id
     * @param name the name
     * @param state the state
     * @param readAt when the system knew this
     * @return a record with all else empty
     */
    public static VMInfo of(String id, String name, VMState state, Instant readAt) {
        return new VMInfo(
                id,
                name,
                state,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                readAt);
    }

    /**
     * The same with processors and memory.
     *
     * @param count virtual processors
     * @param size memory
     * @return a copy
     */
    public VMInfo sized(int count, Size size) {
        return new VMInfo(
                id, name, state, Optional.of(count), Optional.of(size), host, path, startedAt, template, readAt);
    }

    /**
     * The same on a host.
     *
     * @param hostName the host's name
     * @return a copy
     */
    public VMInfo on(String hostName) {
        return new VMInfo(id, name, state, cpus, memory, Optional.of(hostName), path, startedAt, template, readAt);
    }

    @Override
    public String toString() {
        return Line.one(name + " " + state
                + cpus.map(c -> ", " + c + (c == 1 ? " CPU" : " CPUs")).orElse("")
                + memory.map(m -> ", " + m).orElse("")
                + host.map(h -> " on " + h).orElse("") + " (id " + id + ")");
    }
}
