package io.edgevirt.spi;

import io.edgevirt.engine.Line;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** How a step's request was taken up. */
public sealed interface Started {

    /**
     * It is carried out.
     *
     * @param results what was learned
     */
    record Done(Map<String, String> results) implements Started {
        // Copies the map.
        public Done {
            results = Map.copyOf(results);
        }

        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * The system works on it, as a task of its own that can be asked about by its id.
     *
     * @param task the task's id: a UPID, a managed object's id, a job
     */
    record Native(String task) implements Started {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * The call itself blocks until the work is done; the engine gives it a thread.
     *
     * @param call does the work and returns what was learned
     * @param progress how much is done, from 0 to 1, where that can be asked meanwhile; called from another thread
     * @param abort makes the call return early with an exception; called from another thread
     */
    record Blocking(Callable<Map<String, String>> call, Supplier<Optional<Double>> progress, Runnable abort)
            implements Started {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * It is carried out, and nothing was learned.
     *
     * @return done
     */
    static Started done() {
        return new Done(Map.of());
    }

    /**
     * It is carried out.
     *
     * @param key what was learned
     * @param value its value
     * @return done
     */
    static Started done(String key, String value) {
        return new Done(Map.of(key, value));
    }

    /**
     * A native task.
     *
     * @param task its id
     * @return the task
     */
    static Started task(String task) {
        return new Native(task);
    }
}
