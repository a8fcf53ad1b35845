package io.edgevirt.spi;

import io.edgevirt.AmbiguousNameException;
import io.edgevirt.Candidate;
import io.edgevirt.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the one thing that a user means by a String: its name, its path or its id. Hand it all things there are, then
 * ask for the one that fits. Not thread-safe.
 *
 * @param <T> what is looked for
 */
public final class Named<T> {

    private final String kind;
    private final String wanted;
    private final List<T> fitting = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();

    /**
     * Looks for a thing.
     *
     * @param kind the word for several such things, such as {@code storage pools}
     * @param wanted the name, path or id that was asked for
     */
    public Named(String kind, String wanted) {
        this.kind = kind;
        this.wanted = wanted;
    }

    /**
     * One of the things there are.
     *
     * @param thing the thing
     * @param id its id
     * @param name its name
     * @param path where it lies
     * @return this
     */
    public Named<T> among(T thing, String id, String name, Optional<String> path) {
        boolean fits = wanted.equals(name) || wanted.equals(id) || (path.isPresent() && wanted.equals(path.get()));
        if (fits) {
            fitting.add(thing);
            candidates.add(new Candidate(id, path.orElse(name)));
        }
        return this;
    }

    /**
     * The one that fits.
     *
     * @return the thing, or empty where none fits
     * @throws AmbiguousNameException if several fit; its candidates carry the id and path of each
     */
    public Optional<T> one() {
        if (fitting.size() > 1) {
            throw new AmbiguousNameException(Failure.of("the name '" + wanted + "' fits " + fitting.size() + " " + kind)
                    .candidates(candidates)
                    .hint("use the path or the id of one: " + told()));
        }
        return fitting.isEmpty() ? Optional.empty() : Optional.of(fitting.get(0));
    }

    private String told() {
        StringBuilder text = new StringBuilder();
        for (Candidate candidate : candidates) {
            text.append(text.isEmpty() ? "" : ", ").append(candidate);
        }
        return text.toString();
    }
}
