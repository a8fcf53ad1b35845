package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Feature;
import io.edgevirt.Finding;
import io.edgevirt.Findings;
import io.edgevirt.InsufficientResourcesException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.Operation;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.Support;
import io.edgevirt.UnsupportedFeatureException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tries a feature by its operation and judges by what the connection says of it. */
final class Trial {

    /** How an operation may be refused that depends on something; a missing feature has one way only. */
    private static final List<Class<? extends EdgeVirtException>> DEPENDS = List.of(
            UnsupportedFeatureException.class,
            InvalidStateException.class,
            InsufficientResourcesException.class,
            PermissionDeniedException.class);

    private final Bench bench;
    private final Feature feature;
    private final Support support;
    private boolean tried;

    private Trial(Bench bench, Feature feature) {
        this.bench = bench;
        this.feature = feature;
        this.support = bench.hv().supports(feature);
    }

    /**
     * Tries a feature.
     *
     * @return the reason of its refusal; empty where it was proved
     */
    static Optional<String> of(Feature feature, Bench bench) {
        Trial trial = new Trial(bench, feature);
        try {
            FeatureProofs.of(feature).accept(trial);
        } catch (Refused refused) {
            assertFalse(
                    trial.support.status() == Support.Status.YES,
                    () -> feature + " is said to be supported, but what it needs is not: " + refused.reason());
            return Optional.of(refused.reason());
        }
        assertTrue(trial.tried, () -> "the proof of " + feature + " tried nothing");
        return Optional.empty();
    }

    /**
     * Carries out what a feature alone does not promise, such as a disk on a certain bus: where the check finds
     * something in the way, the operation has to be refused as well, and the test ends there.
     */
    static <T> T allowed(Feature feature, Bench bench, Operation<T> operation) {
        Trial trial = new Trial(bench, feature);
        return trial.conditional(operation, List.of(EdgeVirtException.class));
    }

    Bench bench() {
        return bench;
    }

    Feature feature() {
        return feature;
    }

    /** What the server gives for the proof; where the feature is missing, anything will do for its refusal. */
    <T> T given(Optional<T> thing, T standIn, String what) {
        return missing() ? thing.orElse(standIn) : bench.given(thing, what);
    }

    /** Whether the backend says that it lacks the feature. */
    boolean missing() {
        return support.status() == Support.Status.NO;
    }

    /** Carries out the operation that proves the feature, or sees it refused. */
    <T> T run(Operation<T> operation) {
        return switch (support.status()) {
            case YES -> {
                tried = true;
                Findings findings = operation.check();
                assertTrue(findings.ok(), () -> feature + " is supported, but its check found " + findings);
                yield operation.run();
            }
            case NO -> {
                World before = bench.world();
                assertUnsupported(operation);
                yield refused(before, operation::run);
            }
            case CONDITIONAL -> conditional(operation, DEPENDS);
        };
    }

    /** Does what proves a feature without being an operation, or sees it refused. */
    <T> T call(Supplier<T> action) {
        return switch (support.status()) {
            case YES -> {
                tried = true;
                yield action.get();
            }
            case NO -> refused(bench.world(), action);
            case CONDITIONAL -> {
                tried = true;
                World before = bench.world();
                try {
                    yield action.get();
                } catch (EdgeVirtException e) {
                    throw depends(before, e, DEPENDS);
                }
            }
        };
    }

    private void assertUnsupported(Operation<?> operation) {
        try {
            List<Finding> failures = operation.check().failures();
            assertTrue(
                    failures.stream().anyMatch(f -> f.problem() == Finding.Problem.UNSUPPORTED),
                    () -> feature + " is not supported, but its check found " + failures);
            failures.forEach(f -> assertFalse(f.reason().isBlank(), "a finding without a reason"));
        } catch (UnsupportedFeatureException e) {
            assertReason(e);
        }
    }

    private <T> T refused(World before, Supplier<T> action) {
        tried = true;
        T done;
        try {
            done = action.get();
        } catch (UnsupportedFeatureException e) {
            assertReason(e);
            assertEquals(before, bench.world(), () -> "the refusal of " + feature + " changed something");
            throw new Refused(feature, support.reason());
        } catch (EdgeVirtException e) {
            throw new AssertionError(feature + " is not supported, and is to be refused as that, not with " + e, e);
        }
        return fail(feature + " is said to be missing, but its operation was carried out: " + done);
    }

    private <T> T conditional(Operation<T> operation, List<Class<? extends EdgeVirtException>> refusals) {
        tried = true;
        World before = bench.world();
        Findings findings = operation.check();
        if (findings.ok()) {
            return operation.run();
        }
        findings.failures().forEach(f -> assertFalse(f.reason().isBlank(), "a finding without a reason"));
        throw depends(before, assertThrows(EdgeVirtException.class, operation::run), refusals);
    }

    private Refused depends(World before, EdgeVirtException e, List<Class<? extends EdgeVirtException>> refusals) {
        if (refusals.stream().noneMatch(type -> type.isInstance(e))) {
            throw e;
        }
        assertReason(e);
        assertEquals(before, bench.world(), () -> "the refusal of " + feature + " changed something");
        return new Refused(feature, e.failure().message());
    }

    private static void assertReason(EdgeVirtException e) {
        assertFalse(e.failure().message().isBlank(), "a refusal without a reason");
    }
}
