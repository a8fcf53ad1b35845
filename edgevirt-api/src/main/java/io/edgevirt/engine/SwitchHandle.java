package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Operation;
import io.edgevirt.Switch;
import io.edgevirt.SwitchInfo;
import io.edgevirt.spi.Ref;
import java.util.Optional;

/** A switch, as users hold it. */
final class SwitchHandle extends ManagedObject<SwitchInfo> implements Switch {

    SwitchHandle(Engine engine, SwitchInfo info) {
        super(engine, Ref.of(Ref.Kind.SWITCH, info.id()), info);
    }

    @Override
    public String name() {
        return info().name();
    }

    @Override
    public Switch refresh() {
        know(engine().read(
                        "refresh",
                        name(),
                        () -> SwitchListing.role(engine(), "refresh", name()).read(id())));
        return this;
    }

    @Override
    public Operation<Switch> prepareDelete() {
        return new Planned<Switch>(
                        engine(),
                        new What("delete", name()),
                        () -> SwitchListing.role(engine(), "delete", name()).delete(ref()),
                        results -> this)
                .needing(Feature.SWITCHES);
    }

    @Override
    public <N> Optional<N> unwrapIf(Class<N> type) {
        return Unwrapping.find(engine(), ref(), name(), type);
    }

    @Override
    public <N> N unwrap(Class<N> type) {
        return Unwrapping.get(engine(), ref(), name(), type);
    }
}
