package io.edgevirt.hardware;

/**
 * What a probe saw of a machine.
 *
 * @param truth whether it is as wanted
 * @param seen what was seen; empty where nothing was
 * @param reason why nothing can be said, for HIDDEN and UNKNOWN; empty otherwise
 */
record Reading(Truth truth, String seen, String reason) {

    /** Whether something is as wanted. */
    enum Truth {
        MET,
        MISSED,
        /** There is a value, but it says nothing here. */
        HIDDEN,
        /** There is no value. */
        UNKNOWN
    }

    static Reading of(boolean met, String seen) {
        return new Reading(met ? Truth.MET : Truth.MISSED, seen, "");
    }

    static Reading hidden(String seen, String reason) {
        return new Reading(Truth.HIDDEN, seen, reason);
    }

    static Reading unknown(String reason) {
        return unknown("", reason);
    }

    static Reading unknown(String seen, String reason) {
        return new Reading(Truth.UNKNOWN, seen, reason);
    }
}
