package io.edgevirt;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An operation that did not happen as asked. It says what was done to what, whether anything changed, and what to do.
 *
 * <p>All of EdgeVirt's exceptions are unchecked and below this one.
 */
public class EdgeVirtException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private transient Failure failure;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong
     */
    public EdgeVirtException(Failure failure) {
        super(failure.toString(), failure.cause().orElse(null));
        this.failure = failure;
    }

    // A failure is not sent to another JVM; its text and cause are, and make a plain one there.
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        Failure plain = Failure.of(Objects.requireNonNullElse(getMessage(), ""));
        Throwable below = getCause();
        failure = below == null ? plain : plain.cause(below);
    }

    /**
     * What went wrong, as data. After the exception was sent to another JVM, only its text and cause.
     *
     * @return the failure
     */
    public final Failure failure() {
        return failure;
    }

    /**
     * The same kind of exception with another failure, for the engine, which adds what it knows.
     *
     * @param other the failure to carry
     * @return a new exception of the same kind
     */
    public EdgeVirtException with(Failure other) {
        return new EdgeVirtException(other);
    }

    /**
     * The backend that reports it.
     *
     * @return such as {@code kvm}; empty where no backend was involved
     */
    public final String backend() {
        return failure.backend();
    }

    /**
     * The operation that failed.
     *
     * @return such as {@code start}; empty where none was under way
     */
    public final String operation() {
        return failure.operation();
    }

    /**
     * What the operation was done to.
     *
     * @return its name; empty where there is none
     */
    public final String target() {
        return failure.target();
    }

    /**
     * The system's own error code.
     *
     * @return the code, where the system gave one
     */
    public final Optional<String> nativeCode() {
        return failure.nativeCode();
    }

    /**
     * Whether the same call may succeed later without anything being changed.
     *
     * @return true if trying again makes sense
     */
    public final boolean retryable() {
        return failure.retryable();
    }

    /**
     * What to do about it.
     *
     * @return a remedy, where one is known
     */
    public final Optional<String> hint() {
        return failure.hint();
    }

    /**
     * Whether the change happened.
     *
     * @return what is known
     */
    public final Outcome outcome() {
        return failure.outcome();
    }

    /**
     * What the failed change made and could not remove.
     *
     * @return names that a person can look for; empty when nothing is left behind
     */
    public final List<String> leftovers() {
        return failure.leftovers();
    }
}
