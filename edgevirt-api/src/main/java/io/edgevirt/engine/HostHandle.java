package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Hardware;
import io.edgevirt.Host;
import io.edgevirt.HostInfo;
import io.edgevirt.Support;
import io.edgevirt.spi.Ref;
import java.util.Optional;

/** A host, as users hold it. */
final class HostHandle extends ManagedObject<HostInfo> implements Host {

    HostHandle(Engine engine, HostInfo info) {
        super(engine, Ref.of(Ref.Kind.HOST, info.id()), info);
    }

    @Override
    public String name() {
        return info().name();
    }

    @Override
    public Host refresh() {
        know(engine().read("refresh", name(), () -> engine().driver().hosts().read(id())));
        return this;
    }

    @Override
    public Hardware hardware() {
        engine().require(Feature.HOST_HARDWARE, "hardware", name());
        return engine().read("hardware", name(), () -> engine().driver().hosts().hardware(ref()));
    }

    @Override
    public Support supports(Feature feature) {
        return engine().read("supports", name(), () -> engine().driver().supports(feature, ref()));
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
