package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Hardware;
import io.edgevirt.Host;
import io.edgevirt.HostInfo;
import io.edgevirt.Support;
import io.edgevirt.spi.Ref;

/** A host, as users hold it. */
final class HostHandle implements Host {

    private final Engine engine;
    private final Ref ref;
    private volatile HostInfo info;

    HostHandle(Engine engine, HostInfo info) {
        this.engine = engine;
        this.info = info;
        this.ref = Ref.of(Ref.Kind.HOST, info.id());
    }

    Engine engine() {
        return engine;
    }

    Ref ref() {
        return ref;
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
    public HostInfo info() {
        return info;
    }

    @Override
    public Host refresh() {
        info = engine.read("refresh", name(), () -> engine.driver().hosts().read(id()));
        return this;
    }

    @Override
    public Hardware hardware() {
        engine.require(Feature.HOST_HARDWARE, "hardware", name());
        return engine.read("hardware", name(), () -> engine.driver().hosts().hardware(ref));
    }

    @Override
    public Support supports(Feature feature) {
        return engine.read("supports", name(), () -> engine.driver().supports(feature, ref));
    }

    @Override
    public <N> N unwrap(Class<N> type) {
        return Unwrapping.get(engine, ref, name(), type);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostHandle o
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
