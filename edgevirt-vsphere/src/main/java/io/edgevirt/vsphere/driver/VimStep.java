package io.edgevirt.vsphere.driver;

import io.edgevirt.spi.ComposedStep;
import io.edgevirt.spi.Started;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.soap.Vim;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A step that sends one request. A method that ends in {@code _Task} starts a native task; any other is carried out when
 * it returns.
 */
final class VimStep extends ComposedStep<VimStep> {

    private final Vim vim;
    private final Function<Map<String, String>, Request> request;
    private String token = "";
    private String tells = "";
    private Map<String, String> known = Map.of();
    private Function<Object, Map<String, String>> learns = result -> Map.of();

    /**
     * A step whose request depends on what earlier steps learned.
     *
     * @param request what is sent; given no results it must show placeholders such as {@code {vm}}
     */
    VimStep(Vim vim, String title, Function<Map<String, String>, Request> request) {
        super(title);
        this.vim = vim;
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

    /** The key under which the id is told that the method or its task returns, such as {@link io.edgevirt.spi.Step#VM}. */
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
    protected VimStep self() {
        return this;
    }
}
