package io.edgevirt;

import java.util.List;

/** What was asked for cannot be; {@link #violations()} tells all that is wrong at once. Nothing was changed. */
public class InvalidSpecException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong, with its violations
     */
    public InvalidSpecException(Failure failure) {
        super(failure);
    }

    /**
     * Makes an exception of violations.
     *
     * @param violations all that is wrong, at least one
     * @return the exception
     */
    public static InvalidSpecException of(List<Violation> violations) {
        String message = violations.size() == 1 ? "not valid" : violations.size() + " values are not valid";
        return new InvalidSpecException(Failure.of(message).violations(violations));
    }

    /**
     * All that is wrong with what was asked for.
     *
     * @return at least one violation
     */
    public List<Violation> violations() {
        return failure().violations();
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new InvalidSpecException(other);
    }
}
