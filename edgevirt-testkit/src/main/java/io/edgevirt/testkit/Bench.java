package io.edgevirt.testkit;

import io.edgevirt.Cluster;
import io.edgevirt.Feature;
import io.edgevirt.Host;
import io.edgevirt.HostInfo;
import io.edgevirt.Hypervisor;
import io.edgevirt.Settings;
import io.edgevirt.Support;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import io.edgevirt.VMState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.opentest4j.TestAbortedException;

/** What one test works with: connections, names and machines, all of which are gone after the test. */
final class Bench implements AutoCloseable {

    private final Peer peer;
    private final String prefix;
    private final AtomicInteger names = new AtomicInteger();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Deque<Hypervisor> others = new ArrayDeque<>();
    private final Set<Feature> trying = EnumSet.noneOf(Feature.class);
    private boolean used;

    Bench(Peer peer) {
        this.peer = peer;
        this.prefix = peer.testPrefix();
    }

    ContractServer server() {
        return peer.server();
    }

    Props props() {
        return peer.server().props();
    }

    Duration patience() {
        return peer.server().patience();
    }

    /** The connection that tests share: not to be closed or disturbed. */
    Hypervisor hv() {
        return peer.shared();
    }

    /** A connection of this test's own, which ends with it. */
    Hypervisor connect(Consumer<Settings.Builder> settings) {
        return closing(server().connect(settings));
    }

    /** A connection to the second server. */
    Optional<Hypervisor> connectOther() {
        Optional<Hypervisor> other = server().connectOther();
        other.ifPresent(h -> others.add(closing(h)));
        return other;
    }

    /** A host that a machine can be moved to: one of the second server, else another of the same connection. */
    Optional<Host> otherHost(VM vm) {
        Optional<Hypervisor> other = connectOther();
        if (other.isPresent()) {
            return other.get().hosts().list().stream().findFirst();
        }
        Optional<String> own = vm.refresh().info().host();
        return hv().hosts().list().stream()
                .filter(host -> host.info().state() == HostInfo.State.UP)
                .filter(host -> own.isPresent() && !own.get().equals(host.name()))
                .findFirst();
    }

    /** The cluster that tests may use; one is made where there is none and the server lets that be done. */
    Optional<Cluster> cluster() {
        return props().cluster()
                .flatMap(name -> hv().clusters().find(name))
                .or(() -> hv().clusters().list().stream().findFirst())
                .or(this::newCluster);
    }

    private Optional<Cluster> newCluster() {
        String[] nodes = server().clusterNodes().toArray(String[]::new);
        return nodes.length == 0 || hv().supports(Feature.CLUSTER_CREATE).status() == Support.Status.NO
                ? Optional.empty()
                : Optional.of(hv().clusters().define(name()).nodes(nodes).create());
    }

    /** Closes something after the test. */
    <T extends AutoCloseable> T closing(T what) {
        open.push(what);
        return what;
    }

    /** A name that nothing has, for a thing that goes after the test. */
    String name() {
        used = true;
        return prefix + names.incrementAndGet();
    }

    /** What all names of this test begin with. */
    String prefix() {
        return prefix;
    }

    World world() {
        return World.of(hv(), prefix, props());
    }

    VMDefinition machine() {
        return machine(hv());
    }

    VMDefinition machine(Hypervisor connection) {
        return machine(connection, name());
    }

    VMDefinition machine(Hypervisor connection, String name) {
        used = true;
        needs(Feature.CREATE);
        return server().machine(connection.vms().define(name));
    }

    VM off() {
        return off(hv());
    }

    VM off(Hypervisor connection) {
        return machine(connection).create();
    }

    VM running() {
        needs(Feature.POWER);
        return off().start();
    }

    /** A machine whose guest is up, as far as the server can show that. */
    VM booted() {
        VM vm = running();
        if (server().bootMarker().isPresent()
                && hv().supports(Feature.SERIAL_CONSOLE).status() != Support.Status.NO) {
            vm.serial().await(server().bootMarker().get(), patience());
        }
        return vm;
    }

    /** A running machine whose guest does not react. */
    VM deaf() {
        needs(Feature.POWER);
        String name = name();
        Optional<VMDefinition> deaf = server().deafMachine(hv().vms().define(name), name);
        return given(deaf, "machine with a guest that does not react").create().start();
    }

    /** A machine in a state; its guest need not have come up. */
    VM in(VMState state) {
        return switch (state) {
            case OFF -> off();
            case RUNNING -> running();
            case PAUSED -> {
                needs(Feature.PAUSE);
                yield running().pause();
            }
            case SAVED -> {
                needs(Feature.SAVE);
                yield running().save();
            }
            case CRASHED -> {
                var crash = given(server().crash(), "way to make a guest crash");
                VM vm = booted();
                crash.accept(vm);
                yield vm.await(VMState.CRASHED, patience());
            }
            case UNKNOWN -> throw new IllegalArgumentException("no test can bring a machine into state UNKNOWN");
        };
    }

    /**
     * Goes on only with a feature. One that the backend lacks is seen to be refused, and the test ends there; one that
     * depends is tried once.
     */
    void needs(Feature... features) {
        for (Feature feature : features) {
            if (trying.contains(feature)) {
                continue;
            }
            peer.gap(feature).ifPresent(reason -> {
                throw new TestAbortedException(reason);
            });
            if (hv().supports(feature).status() != Support.Status.YES) {
                refusal(feature).ifPresent(reason -> {
                    throw new Refused(feature, reason);
                });
            }
        }
    }

    private Optional<String> refusal(Feature feature) {
        Optional<Optional<String>> known = peer.verdict(feature);
        if (known.isPresent()) {
            return known.get();
        }
        trying.add(feature);
        try {
            Optional<String> found = Trial.of(feature, this);
            peer.verdict(feature, found);
            return found;
        } finally {
            trying.remove(feature);
        }
    }

    /** Ends the test as not verifiable where the server lacks something. */
    <T> T given(Optional<T> thing, String what) {
        return thing.orElseThrow(() -> new TestAbortedException("the server under test names no " + what));
    }

    /** Ends the test as not verifiable. */
    void knows(boolean condition, String otherwise) {
        if (!condition) {
            throw new TestAbortedException(otherwise);
        }
    }

    @Override
    public void close() {
        try {
            if (used) {
                Janitor janitor = new Janitor(prefix, server());
                others.forEach(janitor::clean);
                janitor.clean(hv());
            }
        } finally {
            while (!open.isEmpty()) {
                close(open.pop());
            }
        }
    }

    private static void close(AutoCloseable what) {
        try {
            what.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot close " + what, e);
        }
    }
}
