package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Pve;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A step that sends one request. What it starts may be a task; then it ends when that ends. */
final class PveStep implements Step {

    private final Pve pve;
    private final String title;
    private final Function<Map<String, String>, Call> request;
    private boolean task;
    private Map<String, String> known = Map.of();
    private Function<Json, Map<String, String>> learns = reply -> Map.of();
    private Function<Map<String, String>, Landed> landed = results -> Landed.unknown();
    private Consumer<Map<String, String>> undo = results -> {};
    private Optional<String> makes = Optional.empty();

    /**
     * A step whose request depends on what earlier steps learned.
     *
     * @param request what is sent; given no results it must show placeholders such as {@code {vmid}}
     */
    PveStep(Pve pve, String title, Function<Map<String, String>, Call> request) {
        this.pve = pve;
        this.title = title;
        this.request = request;
    }

    PveStep(Pve pve, String title, Call request) {
        this(pve, title, results -> request);
    }

    /** The reply names a task; the step ends when that does. */
    PveStep task() {
        task = true;
        return this;
    }

    /** What is told once it was carried out, whatever the reply. */
    PveStep tells(String key, String value) {
        Map<String, String> more = new HashMap<>(known);
        more.put(key, value);
        known = Map.copyOf(more);
        return this;
    }

    /** What is learned of the reply of a request that starts no task. */
    PveStep learns(Function<Json, Map<String, String>> from) {
        learns = from;
        return this;
    }

    /** How to find out after a lost reply whether it was carried out. */
    PveStep landed(Function<Map<String, String>, Landed> look) {
        landed = look;
        return this;
    }

    /** How to take it back. */
    PveStep undo(Consumer<Map<String, String>> back) {
        undo = back;
        return this;
    }

    /** What is left behind if it cannot be taken back. */
    PveStep makes(String name) {
        makes = Optional.of(name);
        return this;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String body() {
        return request.apply(Map.of()).shown();
    }

    @Override
    public Started start(Map<String, String> results) {
        Call now = request.apply(results);
        if (task) {
            return new Started.Native(new TaskId(pve.task(now), known).text());
        }
        Map<String, String> told = new HashMap<>(known);
        told.putAll(learns.apply(pve.send(now)));
        return new Started.Done(told);
    }

    @Override
    public Landed landed(Map<String, String> results) {
        Landed found = landed.apply(results);
        if (found.answer() != Landed.Answer.YES) {
            return found;
        }
        Map<String, String> told = new HashMap<>(known);
        told.putAll(found.results());
        return Landed.yes(told);
    }

    @Override
    public void undo(Map<String, String> results) {
        undo.accept(results);
    }

    @Override
    public Optional<String> makes() {
        return makes;
    }

    @Override
    public String toString() {
        return title;
    }
}
