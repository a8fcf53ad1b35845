package io.edgevirt.engine;

import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** A step that writes what is done with it into a journal; each answer is scripted. */
final class ToyStep implements Step {

    private final String name;
    private final List<String> journal;
    private Function<Map<String, String>, Started> start = results -> Started.done();
    private Supplier<Landed> landed = Landed::unknown;
    private Runnable undo = () -> {};
    private boolean named = true;

    ToyStep(String name, List<String> journal) {
        this.name = name;
        this.journal = journal;
    }

    static ToyStep of(String name) {
        return new ToyStep(name, new CopyOnWriteArrayList<>());
    }

    ToyStep starts(Function<Map<String, String>, Started> how) {
        start = how;
        return this;
    }

    ToyStep starts(Started how) {
        return starts(results -> how);
    }

    ToyStep fails(RuntimeException with) {
        return starts(results -> {
            throw with;
        });
    }

    ToyStep landed(Supplier<Landed> answer) {
        landed = answer;
        return this;
    }

    ToyStep landed(Landed answer) {
        return landed(() -> answer);
    }

    ToyStep undo(Runnable how) {
        undo = how;
        return this;
    }

    ToyStep undoFails(RuntimeException with) {
        return undo(() -> {
            throw with;
        });
    }

    /** It changes something that nobody could look for by name. */
    ToyStep unnamed() {
        named = false;
        return this;
    }

    List<String> journal() {
        return journal;
    }

    @Override
    public String title() {
        return "make " + name;
    }

    @Override
    public String body() {
        return "POST /" + name;
    }

    @Override
    public Started start(Map<String, String> results) {
        journal.add("start " + name);
        return start.apply(results);
    }

    @Override
    public Landed landed(Map<String, String> results) {
        journal.add("landed " + name);
        return landed.get();
    }

    @Override
    public void undo(Map<String, String> results) {
        journal.add("undo " + name);
        undo.run();
    }

    @Override
    public Optional<String> makes() {
        return named ? Optional.of("thing " + name) : Optional.empty();
    }
}
