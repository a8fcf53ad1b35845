package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.edgevirt.ClosedException;
import io.edgevirt.ClusterInfo;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Finding;
import io.edgevirt.Host;
import io.edgevirt.HostInfo;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Operation;
import io.edgevirt.Outcome;
import io.edgevirt.PoolInfo;
import io.edgevirt.Snapshot;
import io.edgevirt.SnapshotInfo;
import io.edgevirt.SwitchInfo;
import io.edgevirt.Task;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.Violation;
import io.edgevirt.spi.ClusterRole;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.NetworkRole;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.StorageRole;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A thing of a driver's own")
class OwnOperationsTest {

    /** Such a thing: what users reach by unwrap, made by the driver with what the engine gives it. */
    private record Own(Ref target, Operations operations) {

        Operation<String> rebalance(Step... steps) {
            return operations.operation(
                    "rebalance", "cluster-1", () -> Work.of(steps), r -> r.getOrDefault("moved", "nothing"));
        }
    }

    private final Rig rig = new Rig();
    private final List<String> journal = new CopyOnWriteArrayList<>();
    private final ClusterRole clusters = mock(ClusterRole.class);
    private final StorageRole storage = mock(StorageRole.class);
    private final NetworkRole networks = mock(NetworkRole.class);

    @BeforeEach
    void script() {
        lenient()
                .when(rig.driver.unwrap(any(), any(), any()))
                .thenAnswer(i -> i.getArgument(1) == Own.class
                        ? Optional.of(new Own(i.getArgument(0), i.getArgument(2)))
                        : i.callRealMethod());
        lenient().when(rig.driver.clusters()).thenReturn(Optional.of(clusters));
        lenient().when(rig.driver.storage()).thenReturn(Optional.of(storage));
        lenient().when(rig.driver.networks()).thenReturn(Optional.of(networks));
        lenient().when(clusters.read("c")).thenReturn(cluster());
        lenient().when(storage.read("p")).thenReturn(pool());
        lenient().when(networks.read("s")).thenReturn(network());
        lenient().when(rig.hosts.read("h")).thenReturn(host());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Own own() {
        return rig.hv.unwrap(Own.class);
    }

    private Operations operations() {
        return own().operations();
    }

    private ToyStep step(String name) {
        return new ToyStep(name, journal);
    }

    private static HostInfo host() {
        Optional<String> none = Optional.empty();
        return new HostInfo(
                "h", "host", HostInfo.State.UP, Optional.empty(), Optional.empty(), Optional.empty(), none, none, none);
    }

    private static ClusterInfo cluster() {
        Optional<String> none = Optional.empty();
        return new ClusterInfo(
                "c", "cluster", List.of(), Optional.empty(), Optional.empty(), none, List.of(), List.of(), none);
    }

    private static PoolInfo pool() {
        return new PoolInfo("p", "pool", "dir", Optional.empty(), true, Optional.empty(), Optional.empty());
    }

    private static SwitchInfo network() {
        Optional<String> none = Optional.empty();
        return new SwitchInfo(
                "s", "net", SwitchInfo.Kind.NAT, none, none, Optional.empty(), none, Optional.empty(), none);
    }

    private static Snapshot snapshot(Rig rig) {
        Optional<String> none = Optional.empty();
        SnapshotInfo info = new SnapshotInfo("1", "before", none, none, Optional.empty(), Optional.empty(), true);
        return new SnapshotHandle(rig.vm(VMState.OFF), info);
    }

    @Nested
    @DisplayName("is reached by unwrap")
    class Reached {

        @Test
        @DisplayName("from each kind of handle, which the driver is told by its reference")
        void fromEach() {
            Operations operations = operations();
            VM vm = rig.vm(VMState.OFF);
            Map<Ref, Own> found = Map.of(
                    Ref.HYPERVISOR,
                    own(),
                    Ref.vm("vm-1"),
                    vm.unwrap(Own.class),
                    Ref.of(Ref.Kind.HOST, "h"),
                    operations.host("h").unwrap(Own.class),
                    Ref.of(Ref.Kind.CLUSTER, "c"),
                    operations.cluster("c").unwrap(Own.class),
                    Ref.of(Ref.Kind.POOL, "p"),
                    operations.pool("p").unwrap(Own.class),
                    Ref.of(Ref.Kind.SWITCH, "s"),
                    operations.network("s").unwrap(Own.class),
                    Ref.of(Ref.Kind.SNAPSHOT, "vm-1/1"),
                    snapshot(rig).unwrap(Own.class));

            found.forEach((ref, own) -> assertEquals(ref, own.target()));
        }

        @Test
        @DisplayName("or is empty from each kind of handle, where there is none of that type")
        void none() {
            Operations operations = operations();

            assertEquals(Optional.empty(), rig.vm(VMState.OFF).unwrapIf(Thread.class));
            assertEquals(Optional.empty(), operations.host("h").unwrapIf(Thread.class));
            assertEquals(Optional.empty(), operations.cluster("c").unwrapIf(Thread.class));
            assertEquals(Optional.empty(), operations.pool("p").unwrapIf(Thread.class));
            assertEquals(Optional.empty(), operations.network("s").unwrapIf(Thread.class));
            assertEquals(Optional.empty(), snapshot(rig).unwrapIf(Thread.class));
            assertThrows(UnsupportedFeatureException.class, () -> snapshot(rig).unwrap(Thread.class));
        }

        @Test
        @DisplayName("while a driver without such things gives out what is below, as ever")
        void below() {
            Thread thread = Thread.currentThread();
            when(rig.driver.unwrap(Ref.HYPERVISOR, Thread.class)).thenReturn(Optional.of(thread));

            assertEquals(thread, rig.hv.unwrap(Thread.class));
        }
    }

    @Nested
    @DisplayName("makes changes that")
    class Changes {

        @Test
        @DisplayName("are checked and explained without being done")
        void explained() {
            Operation<String> change = own().rebalance(step("a"));

            assertTrue(change.check().ok());
            assertEquals("make a", change.explain().steps().get(0).title());
            assertEquals("rebalance", change.explain().operation());
            assertEquals(List.of(), journal);
        }

        @Test
        @DisplayName("are carried out as a task, with what the steps learned as their result")
        void carriedOut() {
            Task<String> task = own().rebalance(step("a").starts(Started.done("moved", "3 machines")))
                    .submit();

            assertEquals("3 machines", task.join());
        }

        @Test
        @DisplayName("are taken back, if a later step fails")
        void undone() {
            EdgeVirtException e = Rig.failureOf(
                    own().rebalance(step("a"), step("b").fails(new InvalidStateException(Failure.of("refused")))));

            assertEquals(List.of("start a", "start b", "undo a"), journal);
            assertEquals("rebalance", e.operation());
            assertEquals("cluster-1", e.target());
        }

        @Test
        @DisplayName("ask whether a request landed whose reply was lost")
        void landed() {
            own().rebalance(step("a").fails(Rig.lost()).landed(Landed.yes(Map.of())))
                    .run();

            assertEquals(List.of("start a", "landed a"), journal);
            assertEquals(1, rig.renewals.get());
        }

        @Test
        @DisplayName("renew the session, where it is over when they are planned")
        void renewed() {
            AtomicInteger plans = new AtomicInteger();
            Operation<String> change = operations().operation("x", "y", expiredOnce(plans, Work::of), r -> "done");

            assertEquals("done", change.run());
            assertEquals(1, rig.renewals.get());
        }

        @Test
        @DisplayName("are refused for what was asked for wrongly, which a check finds")
        void invalid() {
            Operation<String> change = operations().operation("x", "y", OwnOperationsTest::wrong, r -> "never");

            assertEquals(
                    Finding.Problem.INVALID, change.check().failures().get(0).problem());
            assertThrows(InvalidSpecException.class, change::run);
        }

        @Test
        @DisplayName("happened, when only their result cannot be read")
        void resultUnread() {
            Operation<VM> change = operations()
                    .operation(
                            "x",
                            "y",
                            () -> Work.of(step("a")),
                            r -> operations().vm("gone"));
            when(rig.vms.read("gone")).thenThrow(new NotFoundException(Failure.of("no such machine")));

            assertEquals(Outcome.DONE, Rig.failureOf(change).outcome());
        }

        @Test
        @DisplayName("cannot be submitted twice, nor once the connection is closed")
        void spent() {
            Operation<String> change = own().rebalance();
            change.run();
            assertThrows(IllegalStateException.class, change::submit);

            Operation<String> late = own().rebalance();
            rig.close();
            assertThrows(ClosedException.class, late::submit);
        }
    }

    private static Work wrong() {
        throw InvalidSpecException.of(List.of(new Violation("threshold", "9", "1 to 5", "give a smaller one")));
    }

    private static <T> Supplier<T> expiredOnce(AtomicInteger calls, Supplier<T> then) {
        return () -> {
            if (calls.getAndIncrement() == 0) {
                throw Rig.expired();
            }
            return then.get();
        };
    }

    @Nested
    @DisplayName("reads")
    class Reads {

        @Test
        @DisplayName("again after the session was renewed")
        void again() {
            assertEquals("answer", operations().read("rules", "c", expiredOnce(new AtomicInteger(), () -> "answer")));
            assertEquals(1, rig.renewals.get());
        }

        @Test
        @DisplayName("with errors that name the backend, the operation and the target")
        void errors() {
            Operations operations = operations();
            EdgeVirtException e = assertThrows(
                    NotFoundException.class, () -> operations.read("rules", "c", OwnOperationsTest::missing));

            assertEquals("toy", e.backend());
            assertEquals("rules", e.operation());
            assertEquals("c", e.target());
        }

        @Test
        @DisplayName("nothing once the connection is closed")
        void closed() {
            Operations operations = operations();
            rig.close();

            assertThrows(ClosedException.class, () -> operations.read("rules", "c", () -> "answer"));
            assertThrows(ClosedException.class, () -> operations.vm("vm-1"));
            assertThrows(ClosedException.class, () -> operations.pool("p"));
        }
    }

    private static String missing() {
        throw new NotFoundException(Failure.of("no rules"));
    }

    @Nested
    @DisplayName("takes handles")
    class Handles {

        @Test
        @DisplayName("of each kind and gets their references")
        void references() {
            Operations o = operations();

            assertEquals(Ref.vm("vm-1"), o.ref(rig.vm(VMState.OFF)));
            assertEquals(Ref.of(Ref.Kind.HOST, "h"), o.ref(o.host("h")));
            assertEquals(Ref.of(Ref.Kind.CLUSTER, "c"), o.ref(o.cluster("c")));
            assertEquals(Ref.of(Ref.Kind.POOL, "p"), o.ref(o.pool("p")));
            assertEquals(Ref.of(Ref.Kind.SWITCH, "s"), o.ref(o.network("s")));
            assertEquals(Ref.of(Ref.Kind.SNAPSHOT, "vm-1/1"), o.ref(snapshot(rig)));
        }

        @Test
        @DisplayName("of another connection to the same endpoint as of this one")
        void sameEndpoint() {
            try (Rig other = new Rig()) {
                assertEquals(Ref.vm("vm-1"), operations().ref(other.vm(VMState.OFF)));
            }
        }

        @Test
        @DisplayName("of no other system, whatever their kind")
        void foreign() {
            Operations o = operations();
            try (Rig there = new Rig()) {
                Engine other =
                        new Engine(there.driver, "toy", Endpoints.parse("toy://there"), Rig.settings(Rig.OPERATION));
                VMHandle vm = new VMHandle(other, there.info(VMState.OFF));
                SnapshotInfo shot = snapshot(rig).info();

                refused("vm", () -> o.ref(vm));
                refused("host", () -> o.ref(new HostHandle(other, host())));
                refused("cluster", () -> o.ref(new ClusterHandle(other, cluster())));
                refused("pool", () -> o.ref(new PoolHandle(other, pool())));
                refused("network", () -> o.ref(new SwitchHandle(other, network())));
                refused("snapshot", () -> o.ref(new SnapshotHandle(vm, shot)));
                other.close();
            }
        }

        @Test
        @DisplayName("of none that no connection gave")
        void unknown() {
            Host host = mock(Host.class);
            when(host.name()).thenReturn("made up");

            refused("host", () -> operations().ref(host));
        }

        private void refused(String field, Supplier<Ref> ref) {
            InvalidSpecException e = assertThrows(InvalidSpecException.class, ref::get);
            assertEquals(field, e.violations().get(0).field());
        }
    }
}
