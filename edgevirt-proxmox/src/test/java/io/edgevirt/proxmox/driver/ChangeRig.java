package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Outcome;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.fake.Vm;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.TaskState;
import io.edgevirt.spi.Wire;
import io.edgevirt.spi.Work;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;

/** A driver that is connected to the fake cluster, and carries plans out as the engine would. */
final class ChangeRig implements AutoCloseable {

    private static final Wire WIRE = new Wire() {
        @Override
        public <T> T call(String request, Callable<T> send) throws Exception {
            return send.call();
        }
    };

    final FakeProxmox fake;
    final ProxmoxDriver driver;

    private ChangeRig(FakeProxmox fake) {
        this.fake = fake;
        Settings settings = new Settings.Builder()
                .username(fake.user())
                .password(Secret.of(fake.password().toCharArray()))
                .trust(Trust.pinnedSha256(fake.fingerprint()))
                .build();
        Endpoint endpoint = new Endpoint(
                "proxmox://127.0.0.1",
                "proxmox",
                Optional.empty(),
                Optional.of("127.0.0.1"),
                OptionalInt.of(fake.port()),
                "",
                Map.of());
        driver = ProxmoxDriver.connect(endpoint, settings, WIRE);
    }

    static ChangeRig of(Release release) {
        return new ChangeRig(FakeProxmox.start(s -> s.version(release)
                .nodes("pve1", "pve2")
                .taskLength(Duration.ofMillis(2))
                .haLag(Duration.ofMillis(5))
                .lag(Duration.ZERO)));
    }

    /** Makes machine 100 on pve1, with further parameters. */
    Vm make(String... more) {
        Call call = Call.post("/nodes/{node}/qemu", "pve1").with("vmid", 100).with("name", "edge-01");
        for (int i = 0; i < more.length; i += 2) {
            call = call.with(more[i], more[i + 1]);
        }
        new Await(driver).task(driver.site().pve().task(call));
        return vm();
    }

    void snapshot(String name) {
        Call call =
                Call.post("/nodes/{node}/qemu/{vmid}/snapshot", "pve1", "100").with("snapname", name);
        new Await(driver).task(driver.site().pve().task(call));
    }

    /** As the engine names the machine. */
    Ref ref() {
        return new Ref(Ref.Kind.VM, "100", driver.site().nodes().sightings().stamp("100"));
    }

    Vm vm() {
        return fake.world().machines().find(100).orElseThrow();
    }

    /** Lets the machine run. */
    Vm on(Vm vm) {
        fake.world().change(() -> vm.qmpStatus("running"));
        return vm;
    }

    Work plan(Change change) {
        return new ChangePlan(driver.site()).plan(ref(), change);
    }

    Map<String, String> run(Change change) {
        return run(plan(change));
    }

    /** Carries a plan out; what fails is taken back. */
    Map<String, String> run(Work work) {
        if (!work.findings().stream().allMatch(f -> f.problem() == io.edgevirt.Finding.Problem.NONE)) {
            throw new AssertionError(work.findings());
        }
        Map<String, String> results = new HashMap<>();
        for (int i = 0; i < work.steps().size(); i++) {
            try {
                results.putAll(step(work.steps().get(i), results));
            } catch (EdgeVirtException e) {
                undo(work.steps(), e.outcome() == Outcome.NOT_DONE && !began ? i - 1 : i, results);
                throw e;
            }
        }
        return results;
    }

    private boolean began;

    private Map<String, String> step(Step step, Map<String, String> results) {
        began = false;
        try {
            return end(step.start(results));
        } catch (ConnectionException e) {
            Landed landed = step.landed(results);
            return switch (landed.answer()) {
                case YES -> landed.results();
                case RUNNING -> end(Started.task(landed.task().orElseThrow()));
                case NO -> end(step.start(results));
                case UNKNOWN -> throw e;
            };
        }
    }

    private Map<String, String> end(Started started) {
        if (started instanceof Started.Done done) {
            return done.results();
        }
        began = true;
        return new Await(driver).task(((Started.Native) started).task());
    }

    private static void undo(List<Step> steps, int from, Map<String, String> results) {
        for (int i = from; i >= 0; i--) {
            steps.get(i).undo(results);
        }
    }

    /** Waits for tasks. */
    private record Await(ProxmoxDriver driver) {

        Map<String, String> task(String id) {
            while (true) {
                TaskState state = driver.poll(Set.of(id), Duration.ofMillis(5)).get(id);
                if (state instanceof TaskState.Succeeded done) {
                    return done.results();
                }
                if (state instanceof TaskState.Failed failed) {
                    throw failed.error();
                }
            }
        }
    }

    @Override
    public void close() {
        driver.close();
        fake.close();
    }
}
