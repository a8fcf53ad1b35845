package io.edgevirt.engine;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Feature;
import io.edgevirt.Hypervisor;
import io.edgevirt.Outcome;
import io.edgevirt.Settings;
import io.edgevirt.Support;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.HypervisorProvider;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Pace;
import io.edgevirt.spi.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What all handles of a connection share: its driver, session, threads, tasks and events. */
final class Engine {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Driver driver;
    private final String backend;
    private final Endpoint endpoint;
    private final Settings settings;
    private final Session session;
    private final Threads threads;
    private final Tasks tasks;
    private final EventHub events;
    private final Learned learned = new Learned();
    private final Operations own = new OwnOperations(this);
    private boolean closing;

    Engine(Driver driver, String backend, Endpoint endpoint, Settings settings) {
        this.driver = driver;
        this.backend = backend;
        this.endpoint = endpoint;
        this.settings = settings;
        this.session = new Session(driver, backend, settings.requestTimeout(), this::renewed);
        this.threads = new Threads("edgevirt-" + backend + "-" + COUNT.incrementAndGet());
        this.tasks = new Tasks(this);
        this.events = new EventHub(this);
    }

    static Hypervisor open(HypervisorProvider provider, Endpoint endpoint, Settings settings, Wire wire) {
        Driver driver;
        try {
            driver = provider.connect(endpoint, settings, wire);
        } catch (RuntimeException e) {
            EdgeVirtException known = Outcomes.unexpected(e);
            Failure failure = known.failure().within(provider.name(), "connect", endpoint.toString());
            throw Outcomes.as(known, failure.outcome(Outcome.NOT_DONE));
        }
        return new HypervisorHandle(new Engine(driver, provider.name(), endpoint, settings));
    }

    Driver driver() {
        return driver;
    }

    String backend() {
        return backend;
    }

    /** The part of an identity that tells connections apart: two connections to one endpoint share machines. */
    String endpoint() {
        return endpoint.toString();
    }

    Duration requestTimeout() {
        return settings.requestTimeout();
    }

    Duration operationTimeout() {
        return settings.operationTimeout();
    }

    Session session() {
        return session;
    }

    Threads threads() {
        return threads;
    }

    Tasks tasks() {
        return tasks;
    }

    EventHub events() {
        return events;
    }

    Learned learned() {
        return learned;
    }

    /** What the driver makes operations and reads of its own with. */
    Operations own() {
        return own;
    }

    Pace pace() {
        return driver.pace();
    }

    Deadline deadline(Duration atMost) {
        return new Deadline(pace(), atMost);
    }

    <T> T read(String operation, String target, Supplier<T> call) {
        return session.read(new What(operation, target), call);
    }

    /** A role, or the refusal that its feature explains. */
    <R> R role(Optional<R> role, Feature feature, String operation, String target) {
        session.ensureOpen(new What(operation, target));
        return role.orElseThrow(() -> refusal(feature, operation, target));
    }

    /** Refuses, without asking the system, what the connection says it cannot do. */
    void require(Feature feature, String operation, String target) {
        session.ensureOpen(new What(operation, target));
        if (driver.supports(feature).status() == Support.Status.NO) {
            throw refusal(feature, operation, target);
        }
    }

    UnsupportedFeatureException refusal(Feature feature, String operation, String target) {
        Support support = driver.supports(feature);
        String reason = support.reason().isEmpty() ? backend + " has no " + feature.title() : support.reason();
        Failure failure = Failure.of(reason).within(backend, operation, target);
        return new UnsupportedFeatureException(support.remedy().isEmpty() ? failure : failure.hint(support.remedy()));
    }

    private void renewed() {
        events.renewed();
    }

    /** Something of the connection's that ends with it. */
    interface Part {
        void close();
    }

    /** Releases everything, whatever fails on the way; then tells of what failed first. */
    void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            tasks.refuseMore();
        }
        List<RuntimeException> failed = new ArrayList<>();
        Optional<EdgeVirtException> unfinished = tasks.finish(settings.operationTimeout());
        if (unfinished.isPresent()) {
            failed.add(unfinished.get());
        }
        session.close();
        for (Part part : List.<Part>of(events, tasks, driver::close, threads)) {
            try {
                part.close();
            } catch (RuntimeException e) {
                failed.add(e instanceof EdgeVirtException known ? within("close", known) : e);
            }
        }
        if (!failed.isEmpty()) {
            RuntimeException first = failed.get(0);
            for (RuntimeException more : failed.subList(1, failed.size())) {
                first.addSuppressed(more);
            }
            throw first;
        }
    }

    private EdgeVirtException within(String operation, EdgeVirtException e) {
        return session.within(new What(operation, endpoint()), e);
    }
}
