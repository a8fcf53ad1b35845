package io.edgevirt;

import java.util.List;

/** A name fits several things; {@link #candidates()} tells their ids and paths, each of which can be used instead. */
public class AmbiguousNameException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong, with its candidates
     */
    public AmbiguousNameException(Failure failure) {
        super(failure);
    }

    /**
     * What the name fits.
     *
     * @return two or more candidates
     */
    public List<Candidate> candidates() {
        return failure().candidates();
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new AmbiguousNameException(other);
    }
}
