package io.edgevirt.spi;

import io.edgevirt.Event;
import java.util.function.Consumer;

/** Events that the system pushes. */
public interface EventRole {

    /**
     * Begins to push. The engine calls it at most once at a time, and again after {@link Driver#renew()}.
     *
     * @param sink takes each event quickly, on any thread
     * @return ends it
     */
    Runnable watch(Consumer<Event> sink);
}
