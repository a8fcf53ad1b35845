package io.edgevirt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What went wrong, as data: every {@link EdgeVirtException} is made of one. Backends build it step by step; users read
 * it through the exception's methods.
 *
 * @param message what happened, in one sentence, without secrets
 * @param backend the backend that reports it, such as {@code kvm}; empty where none was involved
 * @param operation the operation that failed, such as {@code start}; empty where none was under way
 * @param target the name of what it was done to; empty where there is none
 * @param nativeCode the system's own error code, where it gave one
 * @param retryable whether the same call may succeed later without anything being changed
 * @param hint what to do about it, where that is known
 * @param outcome whether the change happened
 * @param leftovers what the failed change made and could not remove, by name
 * @param candidates for an ambiguous name: what it fits
 * @param violations for an invalid spec: all that is wrong
 * @param lastSeen for a wait that timed out: what was seen last
 * @param cause the error below, where there is one
 */
public record Failure(
        String message,
        String backend,
        String operation,
        String target,
        Optional<String> nativeCode,
        boolean retryable,
        Optional<String> hint,
        Outcome outcome,
        List<String> leftovers,
        List<Candidate> candidates,
        List<Violation> violations,
        Optional<String> lastSeen,
        Optional<Throwable> cause) {

    // Copies the lists.
    public Failure {
        leftovers = List.copyOf(leftovers);
        candidates = List.copyOf(candidates);
        violations = List.copyOf(violations);
    }

    /**
     * Begins a failure whose outcome is {@link Outcome#NOT_DONE}.
     *
     * @param message what happened, in one sentence, without secrets
     * @return the failure
     */
    public static Failure of(String message) {
        return new Failure(
                message,
                "",
                "",
                "",
                Optional.empty(),
                false,
                Optional.empty(),
                Outcome.NOT_DONE,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The same with another backend's name.
     *
     * @param name such as {@code kvm}
     * @return a copy
     */
    public Failure backend(String name) {
        Draft draft = new Draft(this);
        draft.backend = name;
        return draft.failure();
    }

    /**
     * The same for an operation.
     *
     * @param name such as {@code start}
     * @return a copy
     */
    public Failure operation(String name) {
        Draft draft = new Draft(this);
        draft.operation = name;
        return draft.failure();
    }

    /**
     * The same for a target.
     *
     * @param name the name of what it was done to
     * @return a copy
     */
    public Failure target(String name) {
        Draft draft = new Draft(this);
        draft.target = name;
        return draft.failure();
    }

    /**
     * The same with the system's own code.
     *
     * @param code such as {@code VIR_ERR_NO_DOMAIN}
     * @return a copy
     */
    public Failure nativeCode(String code) {
        Draft draft = new Draft(this);
        draft.nativeCode = Optional.of(code);
        return draft.failure();
    }

    /**
     * The same, saying whether a later try may succeed.
     *
     * @param may whether it may
     * @return a copy
     */
    public Failure retryable(boolean may) {
        Draft draft = new Draft(this);
        draft.retryable = may;
        return draft.failure();
    }

    /**
     * The same with a remedy.
     *
     * @param remedy what to do about it
     * @return a copy
     */
    public Failure hint(String remedy) {
        Draft draft = new Draft(this);
        draft.hint = Optional.of(remedy);
        return draft.failure();
    }

    /**
     * The same with another outcome.
     *
     * @param known whether the change happened
     * @return a copy
     */
    public Failure outcome(Outcome known) {
        Draft draft = new Draft(this);
        draft.outcome = known;
        return draft.failure();
    }

    /**
     * The same with more leftovers.
     *
     * @param names what was made and could not be removed
     * @return a copy
     */
    public Failure addLeftovers(List<String> names) {
        List<String> all = new ArrayList<>(leftovers);
        names.stream().filter(n -> !all.contains(n)).forEach(all::add);
        Draft draft = new Draft(this);
        draft.leftovers = all;
        return draft.failure();
    }

    /**
     * The same with the candidates of an ambiguous name.
     *
     * @param fitting what the name fits
     * @return a copy
     */
    public Failure candidates(List<Candidate> fitting) {
        Draft draft = new Draft(this);
        draft.candidates = fitting;
        return draft.failure();
    }

    /**
     * The same with all violations of a spec.
     *
     * @param all what is wrong
     * @return a copy
     */
    public Failure violations(List<Violation> all) {
        Draft draft = new Draft(this);
        draft.violations = all;
        return draft.failure();
    }

    /**
     * The same with what a wait saw last.
     *
     * @param seen such as {@code RUNNING}
     * @return a copy
     */
    public Failure lastSeen(String seen) {
        Draft draft = new Draft(this);
        draft.lastSeen = Optional.of(seen);
        return draft.failure();
    }

    /**
     * The same with the error below.
     *
     * @param error the cause
     * @return a copy
     */
    public Failure cause(Throwable error) {
        Draft draft = new Draft(this);
        draft.cause = Optional.of(error);
        return draft.failure();
    }

    /**
     * Fills in what the one who noticed could not know; what is already said stays.
     *
     * @param whichBackend the backend's name
     * @param whichOperation the operation under way
     * @param whichTarget the name of what it was done to
     * @return a copy
     */
    public Failure within(String whichBackend, String whichOperation, String whichTarget) {
        Failure f = backend.isEmpty() ? backend(whichBackend) : this;
        f = f.operation.isEmpty() ? f.operation(whichOperation) : f;
        return f.target.isEmpty() ? f.target(whichTarget) : f;
    }

    /** The sentence with its operation, target, leftovers and hint, as {@link Throwable#getMessage()} gives it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!operation.isEmpty()) {
            text.append(operation)
                    .append(target.isEmpty() ? "" : " '" + Printable.of(target) + "'")
                    .append(": ");
        }
        text.append(message);
        violations.forEach(v -> text.append("; ").append(v));
        candidates.forEach(c -> text.append("; ").append(c));
        lastSeen.ifPresent(seen -> text.append("; last seen: ").append(seen));
        nativeCode.ifPresent(code -> text.append(" [").append(code).append(']'));
        if (!leftovers.isEmpty()) {
            text.append("; left behind: ").append(String.join(", ", leftovers));
        }
        if (outcome != Outcome.NOT_DONE) {
            text.append(outcome == Outcome.DONE ? " (the change happened)" : " (whether it happened is not known)");
        }
        hint.ifPresent(h -> text.append(". ").append(h));
        return text.toString();
    }

    /** A copy under change: what is not set stays as it was. */
    private static final class Draft {

        private final String message;
        private String backend;
        private String operation;
        private String target;
        private Optional<String> nativeCode;
        private boolean retryable;
        private Optional<String> hint;
        private Outcome outcome;
        private List<String> leftovers;
        private List<Candidate> candidates;
        private List<Violation> violations;
        private Optional<String> lastSeen;
        private Optional<Throwable> cause;

        Draft(Failure from) {
            message = from.message;
            backend = from.backend;
            operation = from.operation;
            target = from.target;
            nativeCode = from.nativeCode;
            retryable = from.retryable;
            hint = from.hint;
            outcome = from.outcome;
            leftovers = from.leftovers;
            candidates = from.candidates;
            violations = from.violations;
            lastSeen = from.lastSeen;
            cause = from.cause;
        }

        Failure failure() {
            return new Failure(
                    message,
                    backend,
                    operation,
                    target,
                    nativeCode,
                    retryable,
                    hint,
                    outcome,
                    leftovers,
                    candidates,
                    violations,
                    lastSeen,
                    cause);
        }
    }
}
