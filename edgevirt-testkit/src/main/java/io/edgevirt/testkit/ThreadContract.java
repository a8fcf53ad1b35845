package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.ConflictException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Feature;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several threads at one connection. */
abstract class ThreadContract {

    private static final int CALLERS = 6;

    /** Starts all at the same moment, and tells the results and errors. */
    private static List<Object> atOnce(Bench bench, Callable<?> call) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<Object>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                calls.add(callers.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            List<Object> ends = new ArrayList<>();
            for (Future<Object> future : calls) {
                ends.add(end(future));
            }
            return ends;
        } finally {
            callers.shutdown();
            assertTrue(
                    callers.awaitTermination(bench.patience().toMillis(), TimeUnit.MILLISECONDS),
                    "a caller did not come back");
        }
    }

    private static Object end(Future<Object> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return e.getCause() instanceof EdgeVirtException known ? known : new AssertionError(e.getCause());
        }
    }

    @Test
    @DisplayName("machines that are created at the same time are different ones")
    void create(Bench bench) throws InterruptedException {
        bench.machine().check();
        List<Object> ends = atOnce(bench, () -> bench.machine().create());

        Set<String> ids = new HashSet<>();
        for (Object end : ends) {
            assertTrue(end instanceof VM vm && ids.add(vm.id()), ends::toString);
        }
        for (String id : ids) {
            assertEquals(VMState.OFF, bench.hv().vms().byId(id).state());
        }
    }

    @Test
    @DisplayName("of several that create a machine of the same name, one succeeds and none harms it")
    void sameName(Bench bench) throws InterruptedException {
        String name = bench.name();
        List<Object> ends = atOnce(bench, () -> bench.machine(bench.hv(), name).create());
        List<VM> made =
                ends.stream().filter(VM.class::isInstance).map(VM.class::cast).toList();

        assertEquals(1, made.size(), ends::toString);
        ends.stream()
                .filter(end -> !(end instanceof VM))
                .forEach(end -> assertTrue(
                        end instanceof AlreadyExistsException || end instanceof ConflictException, end::toString));
        assertEquals(made.get(0), bench.hv().vms().get(name));
        World world = bench.world();
        made.get(0).delete();
        assertTrue(world.things().size() > bench.world().things().size());
    }

    @Test
    @DisplayName("a machine that several start at the same time runs")
    void start(Bench bench) throws InterruptedException {
        bench.needs(Feature.POWER);
        VM vm = bench.off();
        List<Object> ends = atOnce(bench, vm::start);

        assertTrue(ends.stream().allMatch(vm::equals), ends::toString);
        assertEquals(VMState.RUNNING, vm.refresh().state());
    }

    @Test
    @DisplayName("a machine that several delete at the same time is gone, and one of them was told so")
    void delete(Bench bench) throws InterruptedException {
        VM vm = bench.off();
        List<Object> ends = atOnce(bench, () -> {
            vm.delete();
            return "deleted";
        });

        assertTrue(ends.contains("deleted"), ends::toString);
        assertTrue(bench.hv().vms().find(vm.name()).isEmpty());
        assertTrue(
                ends.stream().allMatch(end -> end.equals("deleted") || end instanceof EdgeVirtException),
                ends::toString);
    }
}
