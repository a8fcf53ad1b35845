package io.edgevirt.engine;

import io.edgevirt.spi.Ref;

/**
 * What a connection manages and users hold, such as a machine or a host: named by a reference, with what is known of it.
 *
 * @param <I> what is known of it
 */
abstract class ManagedObject<I> {

    private final Engine engine;
    private final Ref ref;
    private volatile I info;

    ManagedObject(Engine engine, Ref ref, I info) {
        this.engine = engine;
        this.ref = ref;
        this.info = info;
    }

    final Engine engine() {
        return engine;
    }

    final Ref ref() {
        return ref;
    }

    /** Replaces what is known of it by what was read now. */
    final void know(I now) {
        info = now;
    }

    public final String id() {
        return ref.id();
    }

    public final I info() {
        return info;
    }

    /** The reference tells its kind as well: no two kinds of things are equal. What a connection saw of them is its own. */
    @Override
    public final boolean equals(Object other) {
        return other instanceof ManagedObject<?> o
                && o.ref.kind() == ref.kind()
                && o.ref.id().equals(ref.id())
                && o.engine.endpoint().equals(engine.endpoint());
    }

    @Override
    public final int hashCode() {
        return 31 * ref.kind().hashCode() + ref.id().hashCode();
    }

    @Override
    public String toString() {
        return info.toString();
    }
}
