package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One run of an area of the contract, within a test. */
final class KitRun implements TestExecutionListener {

    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final Set<String> aborted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ran = new AtomicInteger();

    private KitRun() {}

    static KitRun of(Class<? extends HypervisorContract> contract, Class<?> area, Path reports) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectNestedClass(List.of(contract), area))
                .configurationParameter(Summary.FOLDER, reports.toString())
                .build();
        KitRun run = new KitRun();
        LauncherFactory.create().execute(request, run);
        assertTrue(run.ran.get() > 0, "nothing ran");
        return run;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        ran.addAndGet(test.isTest() ? 1 : 0);
        String name = test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(test.getDisplayName());
        switch (result.getStatus()) {
            case FAILED -> failed.add(name);
            case ABORTED -> aborted.add(name);
            case SUCCESSFUL -> {}
        }
    }

    /** The names of the tests, and the contracts, that failed. */
    Set<String> failed() {
        return failed;
    }

    /** The names of the tests that could not be verified. */
    Set<String> aborted() {
        return aborted;
    }

    int ran() {
        return ran.get();
    }
}
