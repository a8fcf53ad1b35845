package io.edgevirt.proxmox.driver;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Finding;
import io.edgevirt.Secret;
import io.edgevirt.Trust;
import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.proxmox.fake.Settings;
import io.edgevirt.proxmox.fake.Vm;
import io.edgevirt.proxmox.http.Pve;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.TaskState;
import io.edgevirt.spi.Wire;
import io.edgevirt.spi.Work;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A fake cluster and a connection to it, without the engine: what it does is done here in a few plain lines. */
final class Rig implements AutoCloseable {

    static final Ref VM = new Ref(Ref.Kind.VM, "100", "");
    private static final Duration LONG = Duration.ofSeconds(30);

    final FakeProxmox fake;
    final Site site;
    final ProxmoxTasks tasks;

    private Rig(FakeProxmox fake) {
        this.fake = fake;
        Pve pve = Pve.connect(endpoint(), settings(), plain());
        site = new Site(pve, new Nodes(pve), "127.0.0.1");
        tasks = new ProxmoxTasks(site);
    }

    static Rig start(UnaryOperator<Settings> how) {
        return new Rig(FakeProxmox.start(how));
    }

    static Rig start() {
        return start(s -> s);
    }

    private static Wire plain() {
        return new Wire() {
            @Override
            public <T> T call(String request, Callable<T> send) throws Exception {
                return send.call();
            }
        };
    }

    private Endpoint endpoint() {
        return new Endpoint(
                fake.uri().toString(),
                "proxmox",
                Optional.empty(),
                Optional.of("127.0.0.1"),
                OptionalInt.of(fake.port()),
                "",
                Map.of());
    }

    private io.edgevirt.Settings settings() {
        return new io.edgevirt.Settings.Builder()
                .username(fake.user())
                .password(Secret.of(fake.password().toCharArray()))
                .trust(Trust.pinnedSha256(fake.fingerprint()))
                .build();
    }

    /** Puts a machine with number 100 to the first node. */
    Vm machine(String... config) {
        Map<String, String> all = new LinkedHashMap<>(
                Map.of("name", "edge-01", "memory", "512", "cores", "1", "vmstatestorage", "local-lvm"));
        for (int i = 0; i < config.length; i += 2) {
            all.put(config[i], config[i + 1]);
        }
        return fake.world().machines().put("pve1", 100, all);
    }

    /** The same, running. */
    Vm running(String... config) {
        Vm vm = machine(config);
        fake.world().change(() -> vm.qmpStatus("running"));
        return vm;
    }

    /** Carries a plan out. */
    Map<String, String> run(Work work) {
        work.findings().stream()
                .filter(f -> f.status() == Finding.Status.FAIL)
                .findFirst()
                .ifPresent(f -> {
                    throw new AssertionError(f.toString());
                });
        Map<String, String> results = new HashMap<>();
        for (Step step : work.steps()) {
            Started started = step.start(results);
            results.putAll(
                    started instanceof Started.Native task ? end(task.task()) : ((Started.Done) started).results());
        }
        return results;
    }

    /** Waits for a task, as a driver names it. */
    Map<String, String> end(String task) {
        TaskState state = state(task);
        long deadline = System.nanoTime() + LONG.toNanos();
        while (state instanceof TaskState.Running) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(new TimeoutException(task));
            }
            Thread.onSpinWait();
            state = state(task);
        }
        if (state instanceof TaskState.Failed failed) {
            throw failed.error();
        }
        return ((TaskState.Succeeded) state).results();
    }

    TaskState state(String task) {
        TaskState state = tasks.poll(Set.of(task), Duration.ZERO).get(task);
        if (state == null) {
            throw new AssertionError("nothing is told of " + task);
        }
        return state;
    }

    /** The error that a task ended with. */
    EdgeVirtException failure(String task) {
        try {
            throw new AssertionError(task + " ended well: " + end(task));
        } catch (EdgeVirtException e) {
            return e;
        }
    }

    @Override
    public void close() {
        site.pve().close();
        fake.close();
    }
}
