package io.edgevirt.kvm.driver;

import io.edgevirt.About;
import io.edgevirt.Feature;
import io.edgevirt.Settings;
import io.edgevirt.Support;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.EventRole;
import io.edgevirt.spi.HostRole;
import io.edgevirt.spi.InsideRole;
import io.edgevirt.spi.NetworkRole;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SnapshotRole;
import io.edgevirt.spi.StorageRole;
import io.edgevirt.spi.TaskState;
import io.edgevirt.spi.VMRole;
import io.edgevirt.spi.Wire;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A connection to one host's libvirt. Thread-safe. */
public final class KvmDriver implements Driver {

    private final Link link;
    private final Node node;
    private final SerialPorts serial;
    private final GuestTasks tasks = new GuestTasks();
    private final NativeObjects objects;
    private final VMRole vms;
    private final HostRole hosts;
    private final SnapshotRole snapshots;
    private final InsideRole inside;
    private final NetworkRole networks;
    private final StorageRole storage;
    private final EventRole events;

    private KvmDriver(Link link, Node node) {
        this.link = link;
        this.node = node;
        Reads reads = new Reads(link, node);
        serial = new SerialPorts(reads);
        objects = new NativeObjects(link);
        vms = Guarded.role(VMRole.class, new KvmMachines(link, node, reads, serial, tasks));
        hosts = Guarded.role(HostRole.class, new KvmHosts(node, reads));
        snapshots = Guarded.role(SnapshotRole.class, new KvmSnapshots(node, reads, serial));
        inside = Guarded.role(InsideRole.class, new KvmInside(link, reads, serial));
        networks = Guarded.role(NetworkRole.class, new KvmNetworks(node, reads));
        storage = Guarded.role(StorageRole.class, new KvmStorage(node, reads));
        events = Guarded.role(EventRole.class, new KvmEvents(reads));
    }

    /**
     * Connects.
     *
     * @param endpoint where to; the whole URI is libvirt's
     * @param settings login, trust, timeouts
     * @param wire what every request passes
     * @return the driver
     */
    public static KvmDriver connect(Endpoint endpoint, Settings settings, Wire wire) {
        return connect(endpoint, settings, wire, new KvmProbe());
    }

    static KvmDriver connect(Endpoint endpoint, Settings settings, Wire wire, Execution execution) {
        Link link = new Link(endpoint, settings, wire);
        try {
            return Errors.guard(() -> new KvmDriver(link, new Node(link, execution)));
        } catch (RuntimeException | Error e) {
            link.close();
            throw e;
        }
    }

    Link link() {
        return link;
    }

    Node node() {
        return node;
    }

    @Override
    public About about() {
        return new About(
                Errors.BACKEND,
                node.test() ? "libvirt's driver for tests" : "QEMU/KVM",
                node.version().orElse(""),
                Optional.empty(),
                About.Type.TYPE_1,
                "open source",
                "libvirt" + node.libvirt().map(v -> " " + v).orElse(""),
                About.WindowsSupport.GOOD,
                "Linux environments",
                Optional.empty());
    }

    @Override
    public void renew() {
        Errors.guard(link::renew);
        node.forget();
        Errors.guard(serial::renewed);
    }

    @Override
    public Support supports(Feature feature) {
        return Features.of(feature, node.test());
    }

    /** The first answer for a host reads its capabilities, and probes KVM where that is doubtful; later ones read nothing. */
    @Override
    public Support supports(Feature feature, Ref target) {
        Support general = supports(feature);
        boolean no = general.status() == Support.Status.NO;
        return no ? general : Errors.guard(() -> Features.onHost(feature, general, node.facts()));
    }

    @Override
    public VMRole vms() {
        return vms;
    }

    @Override
    public HostRole hosts() {
        return hosts;
    }

    @Override
    public Optional<SnapshotRole> snapshots() {
        return Optional.of(snapshots);
    }

    @Override
    public Optional<InsideRole> inside() {
        return Optional.of(inside);
    }

    @Override
    public Optional<NetworkRole> networks() {
        return Optional.of(networks);
    }

    @Override
    public Optional<StorageRole> storage() {
        return Optional.of(storage);
    }

    @Override
    public Optional<EventRole> events() {
        return Optional.of(events);
    }

    @Override
    public Map<String, TaskState> poll(Set<String> ids, Duration atMost) {
        return tasks.poll(ids);
    }

    @Override
    public void cancel(String task) {
        tasks.cancel(task);
    }

    @Override
    public <T> Optional<T> unwrap(Ref target, Class<T> type) {
        return Errors.guard(() -> objects.find(target, type));
    }

    @Override
    public void close() {
        serial.close();
        objects.close();
        link.close();
    }
}
