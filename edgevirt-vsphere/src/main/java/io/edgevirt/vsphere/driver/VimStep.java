package io.edgevirt.vsphere.driver;

import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.soap.Vim;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A step that sends one request. A method that ends in {@code _Task} starts a native task; any other is carried out when
 * it returns.
 */
final class VimStep implements Step {

    private final Vim vim;
    private final String title;
    private final Function<Map<String, String>, Request> request;
    private String token = "";
    private String tells = "";
    private Map<String, String> known = Map.of();
    private Function<Object, Map<String, String>> learns = result -> Map.of();
    private Function<Map<String, String>, Landed> landed = results -> Landed.unknown();
    private Consumer<Map<String, String>> undo = results -> {};
    private Optional<String> makes = Optional.empty();

    /**
     * A step whose request depends on what earlier steps learned.
     *
     * @param request what is sent; given no results it must show placeholders such as {@code {vm}}
     */
    VimStep(Vim vim, String title, Function<Map<String, String>, Request> request) {
        this.vim = vim;
        this.title = title;
        this.request = request;
    }

    VimStep(Vim vim, String title, Request request) {
        this(vim, title, results -> request);
    }

    /** The change's own token, by which its task is found again. */
    VimStep token(String own) {
        token = own;
        return this;
    }

    /** The key under which the id is told that the method or its task returns, such as {@link Step#VM}. */
    VimStep tells(String key) {
        tells = key;
        return this;
    }

    /** What is told once a method that is no task was carried out, whatever it returns. */
    VimStep tells(Map<String, String> results) {
        known = results;
        return this;
    }

    /** What is learned of the result of a method that is no task. */
    VimStep learns(Function<Object, Map<String, String>> from) {
        learns = from;
        return this;
    }

    /** How to find out after a lost reply whether it was carried out. */
    VimStep landed(Function<Map<String, String>, Landed> look) {
        landed = look;
        return this;
    }

    /** How to take it back. */
    VimStep undo(Consumer<Map<String, String>> back) {
        undo = back;
        return this;
    }

    /** What is left behind if it cannot be taken back. */
    VimStep makes(String name) {
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
        Request now = request.apply(results);
        if (now.method().endsWith("_Task")) {
            return new Started.Native(TaskId.of(vim.task(now, token), tells));
        }
        Map<String, String> told = new HashMap<>(known);
        vim.send(now, token).ifPresent(result -> {
            told.putAll(learns.apply(result));
            if (!tells.isEmpty() && result instanceof com.vmware.vim25.ManagedObjectReference made) {
                told.put(tells, made.getVal());
            }
        });
        return new Started.Done(told);
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
    public Optional<String> makes() {
        return makes;
    }

    @Override
    public String toString() {
        return title;
    }
}
