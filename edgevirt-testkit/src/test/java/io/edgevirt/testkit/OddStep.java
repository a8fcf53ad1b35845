package io.edgevirt.testkit;

import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.Map;
import java.util.Optional;

/**
 * A step that does its work and knows too little of it.
 *
 * @param real the step that does the work
 * @param answer what it says of every lost reply
 * @param undoes whether it takes back what it did
 */
record OddStep(Step real, Landed answer, boolean undoes) implements Step {

    @Override
    public String title() {
        return real.title();
    }

    @Override
    public String body() {
        return real.body();
    }

    @Override
    public Started start(Map<String, String> results) {
        return real.start(results);
    }

    @Override
    public Landed landed(Map<String, String> results) {
        return answer;
    }

    @Override
    public void undo(Map<String, String> results) {
        if (undoes) {
            real.undo(results);
        }
    }

    @Override
    public Optional<String> makes() {
        return real.makes();
    }
}
