package io.edgevirt.spi;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.engine.Line;
import java.util.Map;
import java.util.Optional;

/** How a native task is. */
public sealed interface TaskState {

    /**
     * At work.
     *
     * @param fraction how much is done, from 0 to 1, where the system tells
     */
    record Running(Optional<Double> fraction) implements TaskState {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * Ended well.
     *
     * @param results what was learned
     */
    record Succeeded(Map<String, String> results) implements TaskState {
        // Copies the map.
        public Succeeded {
            results = Map.copyOf(results);
        }

        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * Ended badly.
     *
     * @param error why, with the end of the task's log where there is one
     */
    record Failed(EdgeVirtException error) implements TaskState {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }
}
