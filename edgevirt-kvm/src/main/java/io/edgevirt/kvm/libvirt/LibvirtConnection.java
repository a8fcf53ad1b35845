package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A connection to a libvirt driver, mostly by way of its daemon. It is thread-safe. A failed call throws
 * {@link LibvirtError}, a call after {@link #close} {@link LibvirtClosed}; a machine without libvirt
 * {@link LibvirtMissing}.
 */
public final class LibvirtConnection implements AutoCloseable {

    private final Session session;
    private final OpenOptions options;
    private final Watch watch;
    private final Domains domains;
    private final DomainPower power;
    private final Devices devices;
    private final Disks disks;
    private final Jobs jobs;
    private final Metadata metadata;
    private final Guests guests;
    private final Consoles consoles;
    private final Snapshots snapshots;
    private final Pools pools;
    private final Volumes volumes;
    private final Networks networks;
    private final NodeDevices nodeDevices;
    private final Host host;
    private final Events events;

    private LibvirtConnection(Session session, OpenOptions options) {
        this.session = session;
        this.options = options;
        watch = new Watch(session);
        domains = new Domains(session);
        power = new DomainPower(session);
        devices = new Devices(session);
        disks = new Disks(session);
        jobs = new Jobs(session);
        metadata = new Metadata(session);
        guests = new Guests(session);
        consoles = new Consoles(session);
        snapshots = new Snapshots(session);
        pools = new Pools(session);
        volumes = new Volumes(session);
        networks = new Networks(session);
        nodeDevices = new NodeDevices(session);
        host = new Host(session);
        events = new Events(session);
    }

    /**
     * Opens a connection. libvirt itself sets no deadline for that.
     *
     * @param uri a libvirt URI
     * @param options how
     * @return the open connection
     */
    public static LibvirtConnection open(String uri, OpenOptions options) {
        Libvirt lib = Libvirt.loaded();
        EventLoop.ensure(lib);
        Pointer conn = new Opening(lib, options.calls()).open(uri, options);
        LibvirtConnection connection = new LibvirtConnection(new Session(lib, conn, options.calls()), options);
        try {
            connection.watch.begin(options);
            return connection;
        } catch (RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    /**
     * How many native handles of this room are alive in this JVM, connections included.
     *
     * @return 0 when all connections are closed and no call runs
     */
    public static int liveHandles() {
        return Handles.live();
    }

    /**
     * Whether the connection works as far as is known; asks no server.
     *
     * @return false if it broke or was closed
     */
    public boolean alive() {
        try (Scope scope = session.enter()) {
            return scope.lib().connect.virConnectIsAlive(scope.conn()) == 1;
        } catch (LibvirtClosed e) {
            return false;
        }
    }

    /**
     * Why the connection ended by itself.
     *
     * @return empty as long as it has not, and for drivers in this process
     */
    public Optional<CloseReason> lost() {
        return watch.reason();
    }

    /**
     * Tells once when the connection ends by itself; at once if it has. The listener runs on the event loop's
     * thread and must not block.
     *
     * @param listener is told why
     */
    public void onLost(Consumer<CloseReason> listener) {
        watch.listen(listener);
    }

    /**
     * Finding, reading, defining and removing domains.
     *
     * @return that area
     */
    public Domains domains() {
        return domains;
    }

    /**
     * Starting, stopping, pausing and saving domains.
     *
     * @return that area
     */
    public DomainPower power() {
        return power;
    }

    /**
     * Changing a domain's devices, CPUs and memory.
     *
     * @return that area
     */
    public Devices devices() {
        return devices;
    }

    /**
     * A domain's disks and the jobs on them.
     *
     * @return that area
     */
    public Disks disks() {
        return disks;
    }

    /**
     * Jobs on domains, and migration.
     *
     * @return that area
     */
    public Jobs jobs() {
        return jobs;
    }

    /**
     * A domain's description, title and own elements.
     *
     * @return that area
     */
    public Metadata metadata() {
        return metadata;
    }

    /**
     * What guests tell and do.
     *
     * @return that area
     */
    public Guests guests() {
        return guests;
    }

    /**
     * Consoles and screenshots.
     *
     * @return that area
     */
    public Consoles consoles() {
        return consoles;
    }

    /**
     * Snapshots of domains.
     *
     * @return that area
     */
    public Snapshots snapshots() {
        return snapshots;
    }

    /**
     * Storage pools.
     *
     * @return that area
     */
    public Pools pools() {
        return pools;
    }

    /**
     * Storage volumes.
     *
     * @return that area
     */
    public Volumes volumes() {
        return volumes;
    }

    /**
     * Virtual networks.
     *
     * @return that area
     */
    public Networks networks() {
        return networks;
    }

    /**
     * The host's devices and interfaces.
     *
     * @return that area
     */
    public NodeDevices nodeDevices() {
        return nodeDevices;
    }

    /**
     * The host.
     *
     * @return that area
     */
    public Host host() {
        return host;
    }

    /**
     * What happens at the host.
     *
     * @return that area
     */
    public Events events() {
        return events;
    }

    Session session() {
        return session;
    }

    /**
     * Closes: lets no new call in, ends consoles and event listeners, waits for running calls up to the options'
     * {@link OpenOptions#drain}, and leaves it to the last of them to give the connection back after that. Closing
     * again does nothing.
     */
    @Override
    public void close() {
        session.close(options.drain());
    }
}
