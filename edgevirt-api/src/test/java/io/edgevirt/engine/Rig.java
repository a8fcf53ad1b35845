package io.edgevirt.engine;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.edgevirt.ConflictException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Hypervisor;
import io.edgevirt.Operation;
import io.edgevirt.Outcome;
import io.edgevirt.Settings;
import io.edgevirt.Support;
import io.edgevirt.Task;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.HostRole;
import io.edgevirt.spi.SessionExpiredException;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VMRole;
import io.edgevirt.spi.Work;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** An engine over a scripted driver: the least that a test of the engine needs. */
final class Rig implements AutoCloseable {

    static final Duration REQUEST = Duration.ofSeconds(30);
    static final Duration OPERATION = Duration.ofMinutes(10);

    final VirtualPace pace = new VirtualPace();
    final Driver driver = mock(Driver.class);
    final VMRole vms = mock(VMRole.class);
    final HostRole hosts = mock(HostRole.class);
    final AtomicInteger renewals = new AtomicInteger();
    final Engine engine;
    final Hypervisor hv;

    Rig() {
        this(OPERATION);
    }

    Rig(Duration operationTimeout) {
        lenient().when(driver.pace()).thenReturn(pace);
        lenient().when(driver.vms()).thenReturn(vms);
        lenient().when(driver.hosts()).thenReturn(hosts);
        lenient().when(driver.supports(any())).thenReturn(Support.yes("a test"));
        lenient().when(vms.stamp(any())).thenReturn("");
        lenient().doAnswer(i -> renewals.incrementAndGet()).when(driver).renew();
        engine = new Engine(driver, "toy", Endpoints.parse("toy://here"), settings(operationTimeout));
        hv = new HypervisorHandle(engine);
    }

    static Settings settings(Duration operationTimeout) {
        return new Settings.Builder()
                .requestTimeout(REQUEST)
                .operationTimeout(operationTimeout)
                .build();
    }

    /** A change that consists of these steps and results in what they learned. */
    Planned<Map<String, String>> change(Step... steps) {
        return planned(() -> Work.of(steps));
    }

    Planned<Map<String, String>> planned(Supplier<Work> plan) {
        return new Planned<>(engine, new What("change", "thing"), plan, Map::copyOf);
    }

    /** Joins; what it fails with. */
    static <T> EdgeVirtException failureOf(Operation<T> operation) {
        return failureOf(operation.submit());
    }

    static <T> EdgeVirtException failureOf(Task<T> task) {
        try {
            T value = task.join(OPERATION);
            throw new AssertionError("it did not fail but gave " + value);
        } catch (EdgeVirtException e) {
            return e;
        }
    }

    /** A machine that the system reads in these states, the last for ever. */
    VMHandle vm(VMState... states) {
        AtomicInteger reads = new AtomicInteger();
        doAnswer(i -> info(states[Math.min(reads.getAndIncrement(), states.length - 1)]))
                .when(vms)
                .read("vm-1");
        return handle(states[0]);
    }

    VMHandle handle(VMState state) {
        return new VMHandle(engine, info(state));
    }

    VMInfo info(VMState state) {
        return VMInfo.of("vm-1", "edge-01", state, pace.now());
    }

    /** The only step of the machine's next verb. */
    void powersBy(Step step) {
        when(vms.power(any(), any(), any())).thenReturn(Work.of(step));
    }

    static ConnectionException lost() {
        return new ConnectionException(Failure.of("connection reset").outcome(Outcome.UNKNOWN));
    }

    static ConnectionException neverSent() {
        return new ConnectionException(Failure.of("connection refused").retryable(true));
    }

    static SessionExpiredException expired() {
        return new SessionExpiredException(Failure.of("not authenticated"));
    }

    static ConflictException busy() {
        return new ConflictException(Failure.of("locked by another task").retryable(true));
    }

    @Override
    public void close() {
        engine.close();
    }
}
