package io.edgevirt.kvm.driver;

import io.edgevirt.spi.ComposedStep;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/** A step put together of functions; each throws EdgeVirt's errors in place of libvirt's. */
final class NativeStep extends ComposedStep<NativeStep> {

    private final String body;
    private Function<Map<String, String>, Started> start = results -> Started.done();

    NativeStep(String title, String body) {
        super(title);
        this.body = body;
    }

    /** A request that is soon carried out. */
    NativeStep send(Runnable request) {
        start = results -> {
            request.run();
            return Started.done();
        };
        return this;
    }

    /** A request that teaches something. */
    NativeStep start(Function<Map<String, String>, Started> request) {
        start = request;
        return this;
    }

    /** A request that lasts as long as its work, and cannot be stopped. */
    NativeStep block(Callable<Map<String, String>> work) {
        return block(work, Optional::empty, () -> {});
    }

    /** A request that lasts as long as its work. */
    NativeStep block(Callable<Map<String, String>> work, Supplier<Optional<Double>> progress, Runnable abort) {
        start = results -> new Started.Blocking(() -> guarded(work), progress, () -> Errors.guard(abort));
        return this;
    }

    private static Map<String, String> guarded(Callable<Map<String, String>> work) throws Exception {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw Errors.of(e);
        }
    }

    @Override
    public String body() {
        return body;
    }

    @Override
    public Started start(Map<String, String> results) {
        return Errors.guard(() -> start.apply(results));
    }

    @Override
    public Landed landed(Map<String, String> results) {
        return Errors.guard(() -> super.landed(results));
    }

    @Override
    public void undo(Map<String, String> results) {
        Errors.guard(() -> super.undo(results));
    }

    @Override
    protected NativeStep self() {
        return this;
    }
}
