package io.edgevirt.mem;

import io.edgevirt.HCIHealth;
import io.edgevirt.HCIRebuild;
import io.edgevirt.Hardware;
import io.edgevirt.HostInfo;
import io.edgevirt.Size;
import io.edgevirt.SwitchInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A hypervisor in the memory of the JVM, seen from the other side: by the test of a program that uses EdgeVirt. The
 * program connects to it as to any other, and the test moves its time, sets its faults, lets its guests behave, and
 * looks at the requests that came.
 *
 * <p>URIs: {@code mem:} is a fresh system for each connection; {@code mem:site} is one system for all connections of
 * this JVM that name it, which lives until {@link #forget} or the JVM's end. Parameters: {@code preset=} {@code kvm},
 * {@code vsphere}, {@code esxi}, {@code hyperv}, {@code hyperv-cluster} or {@code proxmox} lets it support, refuse and
 * name things as that system does ({@code neutral}, the default, does everything); {@code hosts=2} gives it so many
 * hosts; {@code strict=true} lets it refuse server paths, adapters, folders, resource pools and hosts to join that no
 * {@link #know} has told it of; {@code bare=true} leaves out all contents but the hosts and the pool {@code default}.
 *
 * <p>A fresh system has one host {@code host1} with 16 cores, 64 GiB and a GPU at 0000:65:00.0; the pools
 * {@code default} (1 TiB) and {@code vsan-datastore} (4 TiB); the switches {@code br0}, {@code VM-Network},
 * {@code External} and, with address translation, {@code default}; the hyperconverged pool {@code Edge-Cluster}; and the
 * template {@code Windows-IoT-Template}. Hosts of any name can join a cluster, and then are hosts of the system. Every
 * absolute server path exists.
 *
 * <pre>{@code
 * try (Hypervisor hv = EdgeVirt.connect("mem:")) {
 *     InMemory system = hv.unwrap(InMemory.class);
 *     system.faults().dropReply("vm.create");
 *     system.guest("edge-01").ignoresShutdown(true);
 *     new MyProgram(hv).deploy("edge-01");
 *     assertEquals(1, system.requests().count("vm.create"));
 * }
 * }</pre>
 *
 * <p>It has no login and no network. It takes whatever login, token, trust and proxy a connection is set up with and
 * verifies none of them, so that a program under test connects with the very settings that it has in earnest; {@code
 * faults()} lets logins and connections fail.
 *
 * <p>Its definition of a machine as text, which {@code defineNative} takes and {@code config().nativeText()} gives, is a
 * line {@code key: value} each: {@code name}, {@code cpus}, {@code memory}, {@code disk} with {@code disk.pool},
 * {@code disk.path}, {@code disk.thin} and {@code disk.bus} below it, {@code nic} with {@code nic.vlan}, {@code nic.mac}
 * and {@code nic.macSpoofing}, {@code iso}, {@code firmware}, {@code description} and more. Thread-safe.
 */
public final class InMemory {

    private static final Duration FAILOVER = Duration.ofSeconds(30);

    private final World world;

    InMemory(World world) {
        this.world = world;
    }

    /**
     * The system that {@code mem:} and this text connect to; it is made if it is not there.
     *
     * @param site a name, with parameters if need be, such as {@code site?preset=esxi}
     * @return the system
     */
    public static InMemory at(String site) {
        return Sites.site(site);
    }

    /**
     * Forgets a named system. Connections to it go on working; the next one of that name makes a fresh system.
     *
     * @param name its name, without parameters
     * @return whether there was one
     */
    public static boolean forget(String name) {
        return Sites.forget(name);
    }

    World world() {
        return world;
    }

    /**
     * Its time.
     *
     * @return a clock that the test moves
     */
    public VirtualTime time() {
        return world.clock();
    }

    /**
     * Its faults.
     *
     * @return what a test sets, none at first
     */
    public Faults faults() {
        return world.faults();
    }

    /**
     * The requests that reached it.
     *
     * @return a log
     */
    public Requests requests() {
        return world.requests();
    }

    /**
     * The guest in a machine, or in the next machine that will be made with that name.
     *
     * @param machine the machine's name
     * @return how it behaves
     */
    public SimulatedGuest guest(String machine) {
        return world.locked(() -> world.guest(machine));
    }

    // The scenario

    /**
     * Adds a host of 16 cores and 64 GiB.
     *
     * @param name its name
     * @return this system
     */
    public InMemory host(String name) {
        return host(name, Contents.hardware(name));
    }

    /**
     * Adds a host, or changes what one is built of.
     *
     * @param name its name
     * @param hardware what it is built of
     * @return this system
     */
    public InMemory host(String name, Hardware hardware) {
        return change(() -> {
            Optional<Node> there = world.things().node(name);
            there.ifPresent(n -> n.hardware(hardware));
            if (there.isEmpty()) {
                world.things().nodes().add(new Node(world.nextName("host"), name, hardware));
            }
        });
    }

    /**
     * Changes whether a host can be used. When one goes {@code DOWN} its running machines are seen as {@code UNKNOWN};
     * those that a cluster protects run again on another of its hosts after 30 s, the rest are off when the host is
     * back.
     *
     * @param name the host's name
     * @param state its new state
     * @return this system
     * @throws io.edgevirt.NotFoundException if there is no such host
     */
    public InMemory host(String name, HostInfo.State state) {
        change(() -> new Failover(world).host(node(name), state, FAILOVER));
        world.tellWatchers();
        return this;
    }

    /**
     * Adds a storage pool.
     *
     * @param name its name
     * @param capacity how much it holds
     * @return this system
     */
    public InMemory pool(String name, Size capacity) {
        return change(() -> {
            refuseTaken("storage pool", name, world.things().store(name).isPresent());
            Contents.pool(world, name, "dir", capacity);
        });
    }

    /**
     * Adds a switch.
     *
     * @param name its name
     * @param kind what it is connected to
     * @return this system
     */
    public InMemory network(String name, SwitchInfo.Kind kind) {
        return change(() -> {
            refuseTaken("switch", name, world.things().bridge(name).isPresent());
            Contents.bridge(world, name, kind, "", "");
        });
    }

    /**
     * Adds a template, off, with 2 processors, 4 GiB and a thin disk of 64 GiB.
     *
     * @param name its name
     * @return this system
     */
    public InMemory template(String name) {
        return change(() -> {
            refuseTaken("machine", name, !world.free(name, Optional.empty()));
            Contents.template(world, name);
        });
    }

    /**
     * Adds a hyperconverged pool with a cache and a capacity disk in each of its hosts.
     *
     * @param name its name
     * @param system the system, such as {@code vSAN}
     * @param nodes the names of its hosts
     * @return this system
     */
    public InMemory hciPool(String name, String system, String... nodes) {
        return change(() -> Contents.fabric(world, name, system, List.of(nodes)));
    }

    /**
     * Changes how a hyperconverged pool is.
     *
     * @param name its name
     * @param status over all
     * @param faults what is wrong
     * @return this system
     * @throws io.edgevirt.NotFoundException if there is no such pool
     */
    public InMemory hciHealth(String name, HCIHealth.Status status, String... faults) {
        return change(() -> fabric(name).health(status, List.of(faults)));
    }

    /**
     * Changes how far a hyperconverged pool has come in restoring its copies.
     *
     * @param name its name
     * @param rebuild how far
     * @return this system
     * @throws io.edgevirt.NotFoundException if there is no such pool
     */
    public InMemory hciRebuild(String name, HCIRebuild rebuild) {
        return change(() -> fabric(name).rebuild(rebuild));
    }

    /**
     * Tells a strict system of what it shall know: server paths, adapters, folders, resource pools, hosts to join.
     *
     * @param names their names
     * @return this system
     */
    public InMemory know(String... names) {
        return change(() -> world.things().names().addAll(List.of(names)));
    }

    // What is left

    /**
     * How many connections to it are open: zero at the end of a test that closes what it opens.
     *
     * @return zero or more
     */
    public int connections() {
        return world.locked(world::connections);
    }

    /**
     * What a program has left behind in it: machines that are no templates, volumes that no machine uses, tasks at
     * work, listeners of closed connections.
     *
     * @return names that a person understands; empty when nothing is left
     */
    public List<String> leftovers() {
        return world.locked(() -> new Leftovers(world).list());
    }

    private InMemory change(Runnable what) {
        return world.locked(() -> {
            what.run();
            return this;
        });
    }

    private Node node(String name) {
        return world.things().node(name).orElseThrow(() -> Problems.notFound("host", name));
    }

    private Fabric fabric(String name) {
        return world.things().fabrics().stream()
                .filter(f -> f.entry().name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("hyperconverged pool", name));
    }

    private static void refuseTaken(String kind, String name, boolean taken) {
        if (taken) {
            throw Problems.taken(kind, name);
        }
    }

    /** One line. */
    @Override
    public String toString() {
        return world.locked(() ->
                world + " (" + world.preset().text() + "): " + world.machines().size() + " machines, "
                        + world.connections() + " connections, " + world.requests() + ", " + world.clock());
    }
}
