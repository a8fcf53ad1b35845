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
    private final String name;

    HeldUp(Bench bench) {
        this.bench = bench;
        gate = bench.closing(new Traffic.Gate(bench.patience()));
        name = bench.name();
        hv = bench.connect(settings -> settings.intercept(traffic));
    }

    /** Begins to create a machine, and returns when the first request that makes something is held up. */
    Task<VM> create() throws InterruptedException {
        bench.off(hv).delete(); // what is asked once per connection is asked now
        traffic.take();
        bench.machine(hv).check();
        Set<String> reads = Set.copyOf(traffic.take());
        traffic.strike(Traffic.firstBeyond(reads), gate);
        Task<VM> task = bench.machine(hv, name).submit();
        assertTrue(gate.reached(), "no request was made that the check does not make");
        return task;
    }

    /** The name of the machine to be. */
    String name() {
        return name;
    }

    void closeConnection() {
        hv.close();
    }

    void release() {
        gate.close();
    }

    @Override
    public void close() {
        release();
    }
}
