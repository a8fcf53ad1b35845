package io.edgevirt.kvm.driver;

import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A step put together of functions; each throws EdgeVirt's errors in place of libvirt's. */
final class NativeStep implements Step {

    private final String title;
    private final String body;
    private Function<Map<String, String>, Started> start = results -> Started.done();
    private Function<Map<String, String>, Landed> landed = results -> Landed.unknown();
    private Consumer<Map<String, String>> undo = results -> {};
    private Optional<String> makes = Optional.empty();

    NativeStep(String title, String body) {
        this.title = title;
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

    /** How to find out after a lost reply whether it was carried out. */
    NativeStep landed(Function<Map<String, String>, Landed> look) {
        landed = look;
        return this;
    }

    /** How to take it back. */
    NativeStep undo(Consumer<Map<String, String>> back) {
        undo = back;
        return this;
    }

    /** What is left behind if it cannot be taken back. */
    NativeStep makes(String name) {
        makes = Optional.of(name);
        return this;
    }

    @Override
    public String title() {
        return title;
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
        return Errors.guard(() -> landed.apply(results));
    }

    @Override
    public void undo(Map<String, String> results) {
        Errors.guard(() -> undo.accept(results));
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
