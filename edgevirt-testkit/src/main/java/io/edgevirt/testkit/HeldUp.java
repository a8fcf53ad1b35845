package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Hypervisor;
import io.edgevirt.Task;
import io.edgevirt.VM;
import java.util.Set;

/** A connection on which the first change that is asked of the system is held up on its way. */
final class HeldUp implements AutoCloseable {

    private final Bench bench;
    private final Traffic traffic = new Traffic();
    private final Traffic.Gate gate;
    private final Hypervisor hv;

    HeldUp(Bench bench) {
        this.bench = bench;
        gate = bench.closing(new Traffic.Gate(bench.patience()));
        hv = bench.connect(settings -> settings.intercept(traffic));
    }

    /** Begins to create a machine, and returns when the first request that makes something is held up. */
    Task<VM> create() throws InterruptedException {
        traffic.take();
        bench.machine(hv).check();
        Set<String> reads = Set.copyOf(traffic.take());
        traffic.strike(Traffic.firstBeyond(reads), gate);
        Task<VM> task = bench.machine(hv).submit();
        assertTrue(gate.reached(), "no request was made that the check does not make");
        return task;
    }

    void release() {
        gate.close();
    }

    @Override
    public void close() {
        release();
    }
}
