package io.edgevirt.testkit;

import io.edgevirt.About;
import io.edgevirt.ClosedException;
import io.edgevirt.ConnectionException;
import io.edgevirt.Feature;
import io.edgevirt.Hypervisor;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A server under test for the time of a contract: its shared connection, what is known of it, and its tally. */
final class Peer {

    private final ContractServer server;
    private final Tally tally = new Tally();
    private final String prefix = "ev-" + UUID.randomUUID().toString().substring(0, 6) + "-";
    private final AtomicInteger tests = new AtomicInteger();
    private final Map<Feature, Optional<String>> verdicts = new EnumMap<>(Feature.class);
    private Optional<Hypervisor> shared = Optional.empty();
    private Optional<About> about = Optional.empty();

    Peer(ContractServer server) {
        this.server = server;
    }

    ContractServer server() {
        return server;
    }

    Tally tally() {
        return tally;
    }

    /** What the name of everything begins with that one test makes. */
    String testPrefix() {
        return prefix + tests.incrementAndGet() + "-";
    }

    /** The connection that tests share which do nothing to it. */
    synchronized Hypervisor shared() {
        if (shared.isEmpty()) {
            Hypervisor opened = server.connect(settings -> {});
            shared = Optional.of(opened);
            about = Optional.of(opened.about());
        }
        return shared.get();
    }

    /** Whether the shared connection was made already. */
    synchronized boolean connected() {
        return shared.isPresent();
    }

    /** Why the server cannot show what a test wants to see. */
    Optional<String> gap(TestId test) {
        return test.keys().stream()
                .filter(server.gaps()::containsKey)
                .findFirst()
                .map(server.gaps()::get);
    }

    /** Why the server cannot show a feature. */
    Optional<String> gap(Feature feature) {
        return Optional.ofNullable(server.gaps().get(feature.name()));
    }

    /** What was found out about a feature that is not simply supported: refused with a reason, or empty for proved. */
    synchronized Optional<Optional<String>> verdict(Feature feature) {
        return Optional.ofNullable(verdicts.get(feature));
    }

    synchronized void verdict(Feature feature, Optional<String> refusal) {
        verdicts.put(feature, refusal);
    }

    /** Makes sure that nothing is left, writes the summary, and closes the shared connection. */
    void close(Path reports) {
        if (!connected()) {
            return;
        }
        try (Hypervisor last = alive()) {
            Janitor janitor = new Janitor(prefix, server);
            janitor.clean(last);
            janitor.assertClean(last);
        } catch (RuntimeException | AssertionError e) {
            tally.failed("nothing is left behind", String.valueOf(e));
            throw e;
        } finally {
            about.ifPresent(what -> Summary.write(reports, server.label(), what, tally));
        }
    }

    private Hypervisor alive() {
        Hypervisor hypervisor = shared();
        try {
            hypervisor.vms().list();
            return hypervisor;
        } catch (ConnectionException | ClosedException e) {
            hypervisor.close();
            return server.connect(settings -> {});
        }
    }
}
