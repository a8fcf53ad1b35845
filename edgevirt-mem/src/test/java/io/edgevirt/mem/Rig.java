package io.edgevirt.mem;

import io.edgevirt.Settings;
import io.edgevirt.Size;
import io.edgevirt.spi.CloneSpec;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.TaskState;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Wire;
import io.edgevirt.spi.Work;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Drives a driver without the engine, step by step. */
final class Rig {

    private Rig() {}

    static Settings settings() {
        return new Settings.Builder().build();
    }

    static MemDriver connect(InMemory system) {
        return connect(system, new java.util.ArrayList<>());
    }

    /** A connection whose requests are noted by name. */
    static MemDriver connect(InMemory system, List<String> names) {
        Wire wire = new Wire() {
            @Override
            public <T> T call(String request, Callable<T> send) throws Exception {
                names.add(request);
                return send.call();
            }
        };
        Session session = new Session(system.world(), wire, settings().requestTimeout());
        session.open();
        return new MemDriver(session, system);
    }

    static VMSpec spec(String name, DiskSpec... disks) {
        Optional<String> none = Optional.empty();
        return new VMSpec(
                UUID.randomUUID(),
                name,
                1,
                Size.gib(1),
                Optional.empty(),
                List.of(disks),
                List.of(),
                new VMSpec.BootSpec(
                        Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), none),
                new VMSpec.Placement(none, none, none, none),
                new VMSpec.Resources(Optional.empty(), Optional.empty(), none, false),
                List.of(),
                none,
                Optional.empty(),
                none,
                none,
                Map.of(),
                false);
    }

    static CloneSpec copy(String name) {
        return new CloneSpec(
                UUID.randomUUID(),
                name,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Carries out a plan to its end. */
    static Map<String, String> run(Driver driver, Work work) throws Exception {
        if (work.findings().stream().anyMatch(f -> f.status() == io.edgevirt.Finding.Status.FAIL)) {
            throw new AssertionError(work.findings().toString());
        }
        Map<String, String> results = new HashMap<>();
        for (Step step : work.steps()) {
            results.putAll(end(driver, step.start(results)));
        }
        return results;
    }

    private static Map<String, String> end(Driver driver, Started started) throws Exception {
        if (started instanceof Started.Done done) {
            return done.results();
        }
        if (started instanceof Started.Blocking blocking) {
            return blocking.call().call();
        }
        String task = ((Started.Native) started).task();
        while (true) {
            TaskState state = driver.poll(Set.of(task), Duration.ZERO).get(task);
            if (state instanceof TaskState.Succeeded done) {
                return done.results();
            }
            if (state instanceof TaskState.Failed failed) {
                throw failed.error();
            }
            driver.pace().pause(new io.edgevirt.spi.Bell(), Duration.ofSeconds(1));
        }
    }
}
