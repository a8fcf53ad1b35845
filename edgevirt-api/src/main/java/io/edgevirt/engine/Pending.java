package io.edgevirt.engine;

import static java.util.stream.Collectors.joining;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.AmbiguousNameException;
import io.edgevirt.ConflictException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Feature;
import io.edgevirt.Finding;
import io.edgevirt.Findings;
import io.edgevirt.InsufficientResourcesException;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Operation;
import io.edgevirt.Outcome;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.Plan;
import io.edgevirt.PlanStep;
import io.edgevirt.Support;
import io.edgevirt.Task;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.Violation;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An operation that has not been submitted: validation, check, plan and submission, the same for every change. */
abstract class Pending<T> implements Operation<T> {

    private final Engine engine;
    private final String operation;
    private boolean spent;

    Pending(Engine engine, String operation) {
        this.engine = engine;
        this.operation = operation;
    }

    final Engine engine() {
        return engine;
    }

    final What what() {
        return new What(operation, target());
    }

    /** The name of what it is done to. */
    abstract String target();

    /** Refuses what comes after the submission: the plan is being made of what was asked for until then. */
    final void changing() {
        if (spent) {
            throw new IllegalStateException("this operation was submitted before: begin a new one");
        }
    }

    /** What is wrong with what was asked for, whatever the system. */
    List<Violation> violations() {
        return List.of();
    }

    /** What the system must be able to do. */
    Set<Feature> needs() {
        return Set.of();
    }

    /** Asks the driver for the plan. Reads only. */
    abstract Work plan();

    /** Reads the result once all steps are done. */
    abstract T finish(Map<String, String> results, TaskHandle<T> task);

    /** Finds out whether a step was carried out whose reply was lost. */
    Landed landed(Step step, Map<String, String> results) {
        return step.landed(results);
    }

    /** Begins to look out, before the first request is sent, for what finish waits for; ended by what it returns. */
    Runnable lookOut(TaskHandle<T> task) {
        return () -> {};
    }

    /** A last look after a failure: perhaps what was asked for holds all the same. */
    Optional<T> holdsAnyway(EdgeVirtException failed) {
        return Optional.empty();
    }

    @Override
    public final Findings check() {
        engine.session().ensureOpen(what());
        List<Finding> before = new ArrayList<>();
        violations().forEach(v -> before.add(finding(v)));
        refused().forEach(f -> before.add(finding(f)));
        if (!before.isEmpty()) {
            return new Findings(before);
        }
        try {
            return new Findings(planned().findings());
        } catch (InvalidSpecException e) {
            return new Findings(
                    e.violations().isEmpty()
                            ? List.of(finding(e, Finding.Problem.INVALID))
                            : e.violations().stream().map(Pending::finding).toList());
        } catch (EdgeVirtException e) {
            return new Findings(List.of(finding(e)));
        }
    }

    @Override
    public final Plan explain() {
        engine.session().ensureOpen(what());
        refuseInvalid();
        List<Feature> refused = refused();
        if (!refused.isEmpty()) {
            return new Plan(
                    operation,
                    target(),
                    List.of(),
                    new Findings(refused.stream().map(this::finding).toList()));
        }
        Work work = planned();
        List<PlanStep> steps = work.steps().stream()
                .map(s -> new PlanStep(s.title(), s.body()))
                .toList();
        return new Plan(operation, target(), steps, new Findings(work.findings()));
    }

    @Override
    public final Task<T> submit() {
        changing();
        engine.session().ensureOpen(what());
        refuseInvalid();
        List<Feature> refused = refused();
        if (!refused.isEmpty()) {
            throw engine.refusal(refused.get(0), operation, target());
        }
        spent = true;
        return engine.tasks().launch(this);
    }

    /** On the engine's thread: plans, carries out, reads the result. */
    final T carryOut(TaskHandle<T> task) {
        try {
            Work work = planned();
            refuse(new Findings(work.findings()));
            Runnable end = lookOut(task);
            try {
                Map<String, String> results = new Runner(engine, task, this).run(work.steps());
                return finished(results, task, !work.steps().isEmpty());
            } finally {
                end.run();
            }
        } catch (EdgeVirtException e) {
            EdgeVirtException known = engine.session().within(what(), e);
            return holdsAnyway(known).orElseThrow(() -> known);
        }
    }

    private T finished(Map<String, String> results, TaskHandle<T> task, boolean changed) {
        try {
            return finish(results, task);
        } catch (EdgeVirtException e) {
            // the change itself happened: only looking at its result failed
            throw changed && e.outcome() == Outcome.NOT_DONE ? Outcomes.as(e, Outcome.DONE) : e;
        } catch (RuntimeException e) {
            throw Outcomes.as(Outcomes.unexpected(e), changed ? Outcome.DONE : Outcome.NOT_DONE);
        }
    }

    private Work planned() {
        return engine.read(operation, target(), this::plan);
    }

    private List<Feature> refused() {
        List<Feature> refused = new ArrayList<>();
        for (Feature feature : needs()) {
            if (engine.driver().supports(feature).status() == Support.Status.NO) {
                refused.add(feature);
            }
        }
        refused.sort(null);
        return refused;
    }

    private void refuseInvalid() {
        List<Violation> violations = violations();
        if (!violations.isEmpty()) {
            throw engine.session().within(what(), InvalidSpecException.of(violations));
        }
    }

    private void refuse(Findings findings) {
        List<Finding> failures = findings.failures();
        if (failures.isEmpty()) {
            return;
        }
        List<Finding> invalid = failures.stream()
                .filter(f -> f.problem() == Finding.Problem.INVALID)
                .toList();
        if (!invalid.isEmpty()) {
            throw InvalidSpecException.of(
                    invalid.stream().map(Pending::violation).toList());
        }
        Finding first = failures.get(0);
        String others = failures.size() == 1 ? "" : " (and " + (failures.size() - 1) + " more: see check())";
        Failure failure = Failure.of(first.reason() + others);
        throw exception(first.problem(), first.remedy().isEmpty() ? failure : failure.hint(first.remedy()));
    }

    private static EdgeVirtException exception(Finding.Problem problem, Failure failure) {
        return switch (problem) {
            case NOT_FOUND -> new NotFoundException(failure);
            case AMBIGUOUS -> new AmbiguousNameException(failure);
            case ALREADY_EXISTS -> new AlreadyExistsException(failure);
            case STATE -> new InvalidStateException(failure);
            case UNSUPPORTED -> new UnsupportedFeatureException(failure);
            case RESOURCES -> new InsufficientResourcesException(failure);
            case PERMISSION -> new PermissionDeniedException(failure);
            case CONFLICT -> new ConflictException(failure);
            case INVALID, NONE -> new InvalidSpecException(failure);
        };
    }

    private static Violation violation(Finding f) {
        return new Violation(f.id(), f.seen(), f.reason(), f.remedy());
    }

    private static Finding finding(Violation v) {
        return new Finding(
                v.field(),
                Finding.Status.FAIL,
                v.field(),
                v.value(),
                "",
                v.limit(),
                v.remedy(),
                "EdgeVirt",
                Finding.Problem.INVALID);
    }

    private Finding finding(Feature feature) {
        Failure f = engine.refusal(feature, operation, target()).failure();
        return Finding.fail(
                "feature." + feature.name(),
                Finding.Problem.UNSUPPORTED,
                target(),
                f.message(),
                f.hint().orElse(""));
    }

    /** What reading for the plan found out, if it stops the operation; a broken connection is no finding. */
    private Finding finding(EdgeVirtException e) {
        Finding.Problem problem;
        if (e instanceof NotFoundException) {
            problem = Finding.Problem.NOT_FOUND;
        } else if (e instanceof AmbiguousNameException) {
            problem = Finding.Problem.AMBIGUOUS;
        } else if (e instanceof InvalidStateException) {
            problem = Finding.Problem.STATE;
        } else if (e instanceof PermissionDeniedException) {
            problem = Finding.Problem.PERMISSION;
        } else if (e instanceof UnsupportedFeatureException) {
            problem = Finding.Problem.UNSUPPORTED;
        } else if (e instanceof AlreadyExistsException) {
            problem = Finding.Problem.ALREADY_EXISTS;
        } else if (e instanceof InsufficientResourcesException) {
            problem = Finding.Problem.RESOURCES;
        } else if (e instanceof ConflictException) {
            problem = Finding.Problem.CONFLICT;
        } else {
            throw e;
        }
        return finding(e, problem);
    }

    private Finding finding(EdgeVirtException e, Finding.Problem problem) {
        String reason = e.failure().message()
                + e.failure().candidates().stream().map(c -> "; " + c).collect(joining());
        return Finding.fail("plan", problem, target(), reason, e.hint().orElse(""));
    }

    /** On one line, whatever the target is called. */
    @Override
    public String toString() {
        return Failure.of(spent ? "submitted" : "not submitted")
                .within(engine.backend(), operation, target())
                .outcome(Outcome.NOT_DONE)
                .toString();
    }
}
