package io.edgevirt.proxmox.driver;

import io.edgevirt.VMInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When machines were started. Proxmox VE tells an uptime in whole seconds, by which a start comes out a second sooner or
 * later from read to read; a machine's process tells whether it is still the same start. Thread-safe.
 */
final class Starts {

    /** What is further apart belongs to another process, that got the same number. */
    private static final Duration WAVER = Duration.ofSeconds(2);

    private final Map<String, Start> seen = new ConcurrentHashMap<>();

    private record Start(String process, Instant at) {}

    /**
     * A machine with the start that was told first of this process, or with one that is later than the one before.
     *
     * @param pid its process on its node, if it has one
     * @param info what was read, with its start as it comes out of the uptime
     * @return the same with the start as it is to be told
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    VMInfo steady(VMInfo info, Optional<Long> pid) {
        if (pid.isEmpty() || info.startedAt().isEmpty()) {
            return info;
        }
        Start now = new Start(
                info.host().orElse("") + "/" + pid.get(), info.startedAt().get());
        Start told = seen.merge(info.id(), now, Starts::told);
        return new VMInfo(
                info.id(),
                info.name(),
                info.state(),
                info.cpus(),
                info.memory(),
                info.host(),
                info.path(),
                Optional.of(told.at),
                info.template(),
                info.readAt());
    }

    private static Start told(Start before, Start now) {
        boolean near = Duration.between(before.at, now.at).abs().compareTo(WAVER) <= 0;
        if (before.process.equals(now.process)) {
            return near ? before : now;
        }
        return near ? new Start(now.process, before.at.plusSeconds(1)) : now;
    }

    /** A machine is no more. */
    void forget(String id) {
        seen.remove(id);
    }
}
