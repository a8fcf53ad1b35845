package io.edgevirt.spi;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A step that a plan puts together of functions. A driver's own step extends it by how its requests are sent and shown.
 *
 * @param <S> the driver's step, for chained calls
 */
public abstract class ComposedStep<S extends ComposedStep<S>> implements Step {

    private final String title;
    private Function<Map<String, String>, Landed> landed = results -> Landed.unknown();
    private Consumer<Map<String, String>> undo = results -> {};
    private Optional<String> makes = Optional.empty();

    /**
     * A step of which nobody can find out whether it was carried out, and that leaves nothing to take back.
     *
     * @param title what it does, in a few words
     */
    protected ComposedStep(String title) {
        this.title = title;
    }

    /**
     * This step.
     *
     * @return {@code this}
     */
    protected abstract S self();

    /**
     * Says how to find out after a lost reply whether it was carried out.
     *
     * @param look as {@link Step#landed(Map)}
     * @return this step
     */
    public final S landed(Function<Map<String, String>, Landed> look) {
        landed = look;
        return self();
    }

    /**
     * Says how to take it back.
     *
     * @param back as {@link Step#undo(Map)}
     * @return this step
     */
    public final S undo(Consumer<Map<String, String>> back) {
        undo = back;
        return self();
    }

    /**
     * Says what is left behind if it cannot be taken back.
     *
     * @param name such as {@code volume default/edge-01.qcow2}
     * @return this step
     */
    public final S makes(String name) {
        makes = Optional.of(name);
        return self();
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public Landed landed(Map<String, String> results) {
        return landed.apply(results);
    }

    @Override
    public void undo(Map<String, String> results) {
        undo.accept(results);
    }

    @Override
    public final Optional<String> makes() {
        return makes;
    }

    @Override
    public String toString() {
        return title;
    }
}
