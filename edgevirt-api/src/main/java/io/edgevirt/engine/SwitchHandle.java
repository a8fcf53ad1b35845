package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Operation;
import io.edgevirt.Switch;
import io.edgevirt.SwitchInfo;
import io.edgevirt.spi.Ref;

/** A switch, as users hold it. */
final class SwitchHandle implements Switch {

    private final Engine engine;
    private final Ref ref;
    private volatile SwitchInfo info;

    SwitchHandle(Engine engine, SwitchInfo info) {
        this.engine = engine;
        this.info = info;
        this.ref = Ref.of(Ref.Kind.SWITCH, info.id());
    }

    Engine engine() {
        return engine;
    }

    @Override
    public String id() {
        return ref.id();
    }

    @Override
    public String name() {
        return info.name();
    }

    @Override
    public SwitchInfo info() {
        return info;
    }

    @Override
    public Switch refresh() {
        info = engine.read(
                "refresh",
                name(),
                () -> SwitchListing.role(engine, "refresh", name()).read(id()));
        return this;
    }

    @Override
    public Operation<Switch> prepareDelete() {
        return new Planned<Switch>(
                        engine,
                        new What("delete", name()),
                        () -> SwitchListing.role(engine, "delete", name()).delete(ref),
                        results -> this)
                .needing(Feature.SWITCHES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SwitchHandle o
                && o.ref.equals(ref)
                && o.engine.endpoint().equals(engine.endpoint());
    }

    @Override
    public int hashCode() {
        return ref.hashCode();
    }

    @Override
    public String toString() {
        return info.toString();
    }
}
