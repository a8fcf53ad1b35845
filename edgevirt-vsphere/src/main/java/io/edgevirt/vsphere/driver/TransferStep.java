package io.edgevirt.vsphere.driver;

import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A step that moves a file's bytes, which lasts as long as that takes. */
final class TransferStep implements Step {

    /** What moves the bytes. */
    interface Transfer {

        /** The request, for people. */
        String shown();

        /** Moves them; called again after a failure of the connection. */
        void run() throws Exception;

        /** How much is done, from 0 to 1, where that is known. */
        Optional<Double> fraction();

        /** Ends it early. */
        void abort();
    }

    private final String title;
    private final Transfer transfer;
    private Function<Map<String, String>, Landed> landed = results -> Landed.unknown();
    private Runnable undo = () -> {};
    private Optional<String> makes = Optional.empty();

    TransferStep(String title, Transfer transfer) {
        this.title = title;
        this.transfer = transfer;
    }

    TransferStep landed(Function<Map<String, String>, Landed> look) {
        landed = look;
        return this;
    }

    TransferStep undo(Runnable back) {
        undo = back;
        return this;
    }

    TransferStep makes(String name) {
        makes = Optional.of(name);
        return this;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String body() {
        return transfer.shown();
    }

    @Override
    public Started start(Map<String, String> results) {
        return new Started.Blocking(
                () -> {
                    transfer.run();
                    return Map.of();
                },
                transfer::fraction,
                transfer::abort);
    }

    @Override
    public Landed landed(Map<String, String> results) {
        return landed.apply(results);
    }

    @Override
    public void undo(Map<String, String> results) {
        undo.run();
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
