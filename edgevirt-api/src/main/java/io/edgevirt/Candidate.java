package io.edgevirt;

import io.edgevirt.engine.Line;

/**
 * One of several things that a name fits.
 *
 * @param id the system's own id, accepted by {@link Catalog#byId}
 * @param path where it lies, accepted wherever a name is
 */
public record Candidate(String id, String path) {

    @Override
    public String toString() {
        return Line.one(path + " (id " + id + ")");
    }
}
