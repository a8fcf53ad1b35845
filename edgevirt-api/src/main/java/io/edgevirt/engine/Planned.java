package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Violation;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** An operation without options of its own: what it needs, how it is planned, how its result is read. */
class Planned<T> extends Pending<T> {

    private final String target;
    private final Supplier<Work> plan;
    private final Function<Map<String, String>, T> finish;
    private Set<Feature> needs = Set.of();
    private List<Violation> violations = List.of();

    Planned(Engine engine, What what, Supplier<Work> plan, Function<Map<String, String>, T> finish) {
        super(engine, what.operation());
        this.target = what.target();
        this.plan = plan;
        this.finish = finish;
    }

    Planned<T> needing(Feature... features) {
        needs = Set.of(features);
        return this;
    }

    Planned<T> violating(List<Violation> found) {
        violations = found;
        return this;
    }

    @Override
    String target() {
        return target;
    }

    @Override
    Set<Feature> needs() {
        return needs;
    }

    @Override
    List<Violation> violations() {
        return violations;
    }

    @Override
    Work plan() {
        return plan.get();
    }

    @Override
    T finish(Map<String, String> results, TaskHandle<T> task) {
        return finish.apply(results);
    }
}
