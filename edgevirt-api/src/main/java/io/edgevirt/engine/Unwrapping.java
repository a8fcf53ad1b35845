package io.edgevirt.engine;

import io.edgevirt.Failure;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.Ref;
import java.util.Optional;

/** Reaches under the abstraction. */
final class Unwrapping {

    private Unwrapping() {}

    static <N> Optional<N> find(Engine engine, Ref ref, String name, Class<N> type) {
        return engine.read("unwrap", name, () -> engine.driver().unwrap(ref, type, engine.own()));
    }

    static <N> N get(Engine engine, Ref ref, String name, Class<N> type) {
        return find(engine, ref, name, type)
                .orElseThrow(() ->
                        new UnsupportedFeatureException(Failure.of("there is no native object of " + type + " below it")
                                .within(engine.backend(), "unwrap", name)
                                .hint("the backend's documentation names the native types it gives out")));
    }
}
