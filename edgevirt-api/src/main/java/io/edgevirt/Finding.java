package io.edgevirt;

import io.edgevirt.engine.Line;

/**
 * One thing that a check looked at.
 *
 * @param id the check's id, such as {@code vm.name.free} or {@code cpu.cores}; a waiver names it
 * @param status how it went
 * @param target what was looked at: a machine, host, disk or field
 * @param seen what was seen there; empty where nothing could be seen
 * @param threshold what is wanted; empty where there is no threshold
 * @param reason why it is as it is; for SKIPPED and UNKNOWN always given
 * @param remedy what to do about it; empty where nothing needs to be done
 * @param source who says so: a vendor's document, the system itself, or {@code EdgeVirt} for thresholds of our own
 * @param problem for operations: the kind of error that submitting would end in
 */
public record Finding(
        String id,
        Status status,
        String target,
        String seen,
        String threshold,
        String reason,
        String remedy,
        String source,
        Problem problem) {

    /** How a check went, from good to bad. */
    public enum Status {
        /** As it should be. */
        PASS,
        /** Not looked at, for the reason given. */
        SKIPPED,
        /** Could not be found out, for the reason given. */
        UNKNOWN,
        /** Possible, but not as it is advised. */
        WARN,
        /** It would stop the operation, or is below the minimum. */
        FAIL
    }

    /** What kind of error a failing finding stands for. */
    public enum Problem {
        /** None: the finding does not concern an operation. */
        NONE,
        /** {@link InvalidSpecException}. */
        INVALID,
        /** {@link NotFoundException}. */
        NOT_FOUND,
        /** {@link AmbiguousNameException}. */
        AMBIGUOUS,
        /** {@link AlreadyExistsException}. */
        ALREADY_EXISTS,
        /** {@link InvalidStateException}. */
        STATE,
        /** {@link UnsupportedFeatureException}. */
        UNSUPPORTED,
        /** {@link InsufficientResourcesException}. */
        RESOURCES,
        /** {@link PermissionDeniedException}. */
        PERMISSION,
        /** {@link ConflictException}. */
        CONFLICT
    }

    /**
     * A finding that would stop an operation.
     *
     * @param id the check's id
     * @param problem the kind of error
     * @param target what was looked at
     * @param reason why it cannot be
     * @param remedy what to do
     * @return a failing finding
     */
    public static Finding fail(String id, Problem problem, String target, String reason, String remedy) {
        return new Finding(id, Status.FAIL, target, "", "", reason, remedy, "", problem);
    }

    /**
     * A finding to know of, which does not stop an operation.
     *
     * @param id the check's id
     * @param target what was looked at
     * @param reason what to know
     * @param remedy what to do
     * @return a warning
     */
    public static Finding warn(String id, String target, String reason, String remedy) {
        return new Finding(id, Status.WARN, target, "", "", reason, remedy, "", Problem.NONE);
    }

    /**
     * Something that was looked at and is as it should be.
     *
     * @param id the check's id
     * @param target what was looked at
     * @param reason what was seen
     * @return a passing finding
     */
    public static Finding pass(String id, String target, String reason) {
        return new Finding(id, Status.PASS, target, "", "", reason, "", "", Problem.NONE);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(status + " " + id + " " + target);
        if (!seen.isEmpty()) {
            text.append(": ").append(seen);
        }
        if (!threshold.isEmpty()) {
            text.append(" (wanted: ").append(threshold).append(')');
        }
        if (!reason.isEmpty()) {
            text.append(": ").append(reason);
        }
        return Line.one(text.append(remedy.isEmpty() ? "" : ". " + remedy).toString());
    }
}
