package io.edgevirt.engine;

import io.edgevirt.CloneDefinition;
import io.edgevirt.Feature;
import io.edgevirt.Host;
import io.edgevirt.StoragePool;
import io.edgevirt.VM;
import io.edgevirt.Violation;
import io.edgevirt.spi.CloneSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Collects a copy to be. */
final class CloneBuilder extends Pending<VM> implements CloneDefinition {

    private final UUID token = Tokens.fresh();
    private final VMHandle from;
    private final String name;
    private boolean linked;
    private Optional<String> pool = Optional.empty();
    private Optional<String> host = Optional.empty();
    private Optional<String> folder = Optional.empty();
    private Optional<String> resourcePool = Optional.empty();
    private Optional<String> cloudInit = Optional.empty();

    CloneBuilder(VMHandle from, String name) {
        super(from.engine(), "clone");
        this.from = from;
        this.name = name;
    }

    @Override
    String target() {
        return name;
    }

    @Override
    List<Violation> violations() {
        return Rules.check(r -> {
            r.name("name", name);
            pool.ifPresent(n -> r.name("pool", n));
            host.ifPresent(n -> r.name("host", n));
            folder.ifPresent(n -> r.name("folder", n));
            resourcePool.ifPresent(n -> r.name("resourcePool", n));
        });
    }

    @Override
    Set<Feature> needs() {
        Set<Feature> needs = EnumSet.of(linked ? Feature.LINKED_CLONE : Feature.CLONE);
        folder.ifPresent(f -> needs.add(Feature.FOLDERS));
        resourcePool.ifPresent(p -> needs.add(Feature.RESOURCE_POOLS));
        cloudInit.ifPresent(c -> needs.add(Feature.CLOUD_INIT));
        return needs;
    }

    @Override
    Work plan() {
        return engine().driver()
                .vms()
                .copy(from.ref(), new CloneSpec(token, name, linked, pool, host, folder, resourcePool, cloudInit));
    }

    @Override
    VM finish(Map<String, String> results, TaskHandle<VM> task) {
        return VMListing.created(engine(), "clone", results.getOrDefault(Step.VM, ""));
    }

    @Override
    public CloneDefinition linked(boolean on) {
        changing();
        linked = on;
        return this;
    }

    @Override
    public CloneDefinition pool(String nameOrId) {
        changing();
        pool = Optional.of(nameOrId);
        return this;
    }

    @Override
    public CloneDefinition pool(StoragePool in) {
        return pool(Ours.id(engine(), in));
    }

    @Override
    public CloneDefinition host(String nameOrId) {
        changing();
        host = Optional.of(nameOrId);
        return this;
    }

    @Override
    public CloneDefinition host(Host on) {
        return host(Ours.id(engine(), on));
    }

    @Override
    public CloneDefinition folder(String nameOrPath) {
        changing();
        folder = Optional.of(nameOrPath);
        return this;
    }

    @Override
    public CloneDefinition resourcePool(String nameOrPath) {
        changing();
        resourcePool = Optional.of(nameOrPath);
        return this;
    }

    @Override
    public CloneDefinition cloudInit(String userData) {
        changing();
        cloudInit = Optional.of(userData);
        return this;
    }
}
