package io.edgevirt.engine;

import io.edgevirt.ConnectionException;
import io.edgevirt.spi.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes steps back, and remembers by name what could not be. */
final class Undo {

    private static final Logger LOG = LoggerFactory.getLogger(Undo.class);

    private final Engine engine;
    private final What what;
    private final Map<String, String> results;
    private final List<String> leftovers = new ArrayList<>();
    private boolean unreachable;
    private boolean complete = true;
    private boolean unnamed;

    Undo(Engine engine, What what, Map<String, String> results) {
        this.engine = engine;
        this.what = what;
        this.results = results;
    }

    void step(Step step) {
        if (unreachable) {
            leave(step);
            return;
        }
        try {
            engine.session().read(what, () -> {
                step.undo(results);
                return true;
            });
        } catch (RuntimeException | Error e) {
            LOG.warn("{} '{}': could not take back '{}'", what.operation(), what.target(), step.title(), e);
            unreachable = e instanceof ConnectionException; // the other steps would only wait for the same
            leave(step);
        }
    }

    private void leave(Step step) {
        complete = false;
        step.makes().ifPresentOrElse(leftovers::add, () -> unnamed = true);
    }

    /** Whether a step could not be taken back that makes nothing one could look for by name. */
    boolean unnamed() {
        return unnamed;
    }

    boolean complete() {
        return complete;
    }

    List<String> leftovers() {
        return leftovers;
    }
}
