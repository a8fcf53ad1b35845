package io.edgevirt.testkit;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/** Gives each test its bench, cleans up after it, and keeps the tally of the peer. */
final class ContractExtension
        implements ParameterResolver,
                BeforeEachCallback,
                AfterEachCallback,
                TestExecutionExceptionHandler,
                TestWatcher,
                AfterAllCallback {

    private static final Namespace SPACE = Namespace.create(ContractExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Bench.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return bench(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Peer peer = peer(context);
        peer.gap(TestId.of(context)).ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable error) throws Throwable {
        if (!(error instanceof Refused refused)) {
            throw error;
        }
        peer(context).tally().refused(TestId.of(context).toString(), refused.reason());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Optional.ofNullable(context.getStore(SPACE).remove(Bench.class, Bench.class))
                .ifPresent(Bench::close);
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        peer(context).tally().succeeded(TestId.of(context).toString());
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        peer(context).tally().failed(TestId.of(context).toString(), String.valueOf(cause));
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        peer(context).tally().unverifiable(TestId.of(context).toString(), String.valueOf(cause.getMessage()));
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        peer(context).tally().unverifiable(TestId.of(context).toString(), "disabled: " + reason.orElse("no reason"));
    }

    /** Called for the nested classes too; the contract itself ends with its own class. */
    @Override
    public void afterAll(ExtensionContext context) {
        if (HypervisorContract.class.isAssignableFrom(context.getRequiredTestClass())) {
            Peer peer = context.getRoot().getStore(SPACE).remove(context.getRequiredTestClass(), Peer.class);
            if (peer != null) {
                peer.close(Path.of(
                        context.getConfigurationParameter(Summary.FOLDER).orElse("target")));
            }
        }
    }

    private static Bench bench(ExtensionContext context) {
        Peer peer = peer(context);
        return context.getStore(SPACE).getOrComputeIfAbsent(Bench.class, key -> new Bench(peer), Bench.class);
    }

    private static Peer peer(ExtensionContext context) {
        HypervisorContract contract = context.getRequiredTestInstances()
                .findInstance(HypervisorContract.class)
                .orElseThrow(() -> new IllegalStateException("this is no test of a HypervisorContract"));
        return context.getRoot()
                .getStore(SPACE)
                .getOrComputeIfAbsent(contract.getClass(), key -> new Peer(contract.server()), Peer.class);
    }
}
