package io.edgevirt;

import io.edgevirt.engine.Line;

/**
 * Whether something can be done.
 *
 * @param status yes, no, or it depends
 * @param reason why; for YES it says by what
 * @param remedy what would make it possible; empty where nothing would, or nothing needs to
 */
public record Support(Status status, String reason, String remedy) {

    /** The three answers. */
    public enum Status {
        /** It can, as a test of the operation shows. */
        YES,
        /** It cannot. */
        NO,
        /** It depends on what the reason names, such as the host's hardware or the machine's state. */
        CONDITIONAL
    }

    /**
     * It can.
     *
     * @param by by what, such as the native call
     * @return yes
     */
    public static Support yes(String by) {
        return new Support(Status.YES, by, "");
    }

    /**
     * It cannot.
     *
     * @param reason why
     * @param remedy what would make it possible; may be empty
     * @return no
     */
    public static Support no(String reason, String remedy) {
        return new Support(Status.NO, reason, remedy);
    }

    /**
     * It depends.
     *
     * @param reason on what
     * @param remedy how to bring that about
     * @return conditional
     */
    public static Support conditional(String reason, String remedy) {
        return new Support(Status.CONDITIONAL, reason, remedy);
    }

    @Override
    public String toString() {
        return Line.one(status + (reason.isEmpty() ? "" : ": " + reason) + (remedy.isEmpty() ? "" : ". " + remedy));
    }
}
