package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Finding;
import io.edgevirt.Host;
import io.edgevirt.Migrated;
import io.edgevirt.Migration;
import io.edgevirt.Violation;
import io.edgevirt.spi.MigrationSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects a move to another host. */
final class MigrationBuilder extends Pending<Migrated> implements Migration {

    private final VMHandle vm;
    private Optional<HostHandle> to = Optional.empty();
    private boolean live = true;
    private Optional<String> pool = Optional.empty();

    MigrationBuilder(VMHandle vm) {
        super(vm.engine(), "migrate");
        this.vm = vm;
    }

    @Override
    String target() {
        return vm.name();
    }

    @Override
    List<Violation> violations() {
        return Rules.check(r -> {
            if (to.isEmpty()) {
                r.violated("to", "(none)", "a move has a target", "name a host with to(host)");
            }
            pool.ifPresent(n -> r.name("pool", n));
        });
    }

    @Override
    Set<Feature> needs() {
        return Set.of(live ? Feature.LIVE_MIGRATION : Feature.OFFLINE_MIGRATION);
    }

    @Override
    Work plan() {
        HostHandle host = to.orElseThrow();
        if (!host.engine().backend().equals(engine().backend())) {
            return Work.stopped(Finding.fail(
                    "migrate.to",
                    Finding.Problem.UNSUPPORTED,
                    host.name(),
                    "the target is a host of " + host.engine().backend() + ", the machine one of " + engine().backend(),
                    "move between hosts of one kind; export and import converts between kinds"));
        }
        return engine().driver()
                .vms()
                .migrate(vm.ref(), new MigrationSpec(host.engine().driver(), host.ref(), live, pool));
    }

    @Override
    Migrated finish(Map<String, String> results, TaskHandle<Migrated> task) {
        Optional<Duration> downtime =
                Optional.ofNullable(results.get(Step.DOWNTIME)).map(ms -> Duration.ofMillis(Long.parseLong(ms)));
        Engine there = to.orElseThrow().engine();
        if (there == engine()) {
            return new Migrated(vm.refresh(), downtime);
        }
        engine().learned().forget(vm.id());
        return new Migrated(VMListing.created(there, "migrate", results.getOrDefault(Step.VM, vm.id())), downtime);
    }

    @Override
    public Migration to(Host host) {
        changing();
        if (!(host instanceof HostHandle handle)) {
            throw new IllegalArgumentException("a host handle of EdgeVirt's is needed, not " + host.getClass());
        }
        to = Optional.of(handle);
        return this;
    }

    @Override
    public Migration live(boolean on) {
        changing();
        live = on;
        return this;
    }

    @Override
    public Migration pool(String nameOrId) {
        changing();
        pool = Optional.of(nameOrId);
        return this;
    }
}
