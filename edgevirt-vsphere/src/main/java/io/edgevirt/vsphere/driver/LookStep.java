package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.vsphere.soap.Faults;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks for the id of what a step before has made, which its task does not tell. Changes nothing. */
final class LookStep implements Step {

    private final String what;
    private final String key;
    private final Supplier<Optional<String>> look;

    /**
     * A look.
     *
     * @param what what is looked for
     * @param key the key under which its id is told
     * @param look reads
     */
    LookStep(String what, String key, Supplier<Optional<String>> look) {
        this.what = what;
        this.key = key;
        this.look = look;
    }

    @Override
    public String title() {
        return "read the id of " + what;
    }

    @Override
    public String body() {
        return "RetrievePropertiesEx config.hardware";
    }

    @Override
    public Started start(Map<String, String> results) {
        return Started.done(
                key,
                look.get()
                        .orElseThrow(() ->
                                new OperationFailedException(Failure.of(what + " was made, but is not there any more")
                                        .backend(Faults.BACKEND)
                                        .outcome(Outcome.UNKNOWN))));
    }

    @Override
    public Landed landed(Map<String, String> results) {
        return Landed.no();
    }

    @Override
    public String toString() {
        return title();
    }
}
