package io.edgevirt;

/** A listener's registration; closing it ends the calls. */
public interface Subscription extends AutoCloseable {

    /** Ends the calls; a call that is under way may still finish. Calling it again does nothing. */
    @Override
    void close();
}
