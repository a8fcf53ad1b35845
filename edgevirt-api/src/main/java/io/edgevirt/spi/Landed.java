package io.edgevirt.spi;

import java.util.Map;

/**
 * Whether a request whose reply was lost was carried out.
 *
 * @param answer yes, no or unknown
 * @param results for YES, what its reply would have told
 */
public record Landed(Answer answer, Map<String, String> results) {

    /** The three answers. */
    public enum Answer {
        /** It was carried out. */
        YES,
        /** It was not and never will be; it may be sent again. */
        NO,
        /** It cannot be found out. */
        UNKNOWN
    }

    // Copies the map.
    public Landed {
        results = Map.copyOf(results);
    }

    /**
     * It was carried out.
     *
     * @param results what its reply would have told
     * @return yes
     */
    public static Landed yes(Map<String, String> results) {
        return new Landed(Answer.YES, results);
    }

    /**
     * It was not carried out and never will be.
     *
     * @return no
     */
    public static Landed no() {
        return new Landed(Answer.NO, Map.of());
    }

    /**
     * It cannot be found out.
     *
     * @return unknown
     */
    public static Landed unknown() {
        return new Landed(Answer.UNKNOWN, Map.of());
    }
}
