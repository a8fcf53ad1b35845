package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Pve;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.spi.ComposedStep;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A step that sends one request. What it starts may be a task; then it ends when that ends. */
final class PveStep extends ComposedStep<PveStep> {

    private final Pve pve;
    private final Function<Map<String, String>, Call> request;
    private boolean task;
    private Map<String, String> known = Map.of();
    private Function<Json, Map<String, String>> learns = reply -> Map.of();

    /**
     * A step whose request depends on what earlier steps learned.
     *
     * @param request what is sent; given no results it must show placeholders such as {@code {vmid}}
     */
    PveStep(Pve pve, String title, Function<Map<String, String>, Call> request) {
        super(title);
        this.pve = pve;
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
        Landed found = super.landed(results);
        if (found.answer() != Landed.Answer.YES) {
            return found;
        }
        Map<String, String> told = new HashMap<>(known);
        told.putAll(found.results());
        return Landed.yes(told);
    }

    @Override
    protected PveStep self() {
        return this;
    }
}
