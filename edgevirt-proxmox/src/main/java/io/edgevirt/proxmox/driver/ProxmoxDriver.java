package io.edgevirt.proxmox.driver;

import io.edgevirt.About;
import io.edgevirt.Feature;
import io.edgevirt.Settings;
import io.edgevirt.Support;
import io.edgevirt.proxmox.http.Pve;
import io.edgevirt.spi.ClusterRole;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.HCIRole;
import io.edgevirt.spi.HostRole;
import io.edgevirt.spi.InsideRole;
import io.edgevirt.spi.NetworkRole;
import io.edgevirt.spi.Operations;
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

/** A connection to one Proxmox VE host or cluster. Thread-safe. */
public final class ProxmoxDriver implements Driver {

    private final Site site;
    private final Product product;
    private final VMRole vms;
    private final ProxmoxHosts hosts;
    private final ProxmoxNetworks networks;
    private final ProxmoxTasks tasks;
    private final Own own;
    private final ProxmoxSnapshots snapshots;
    private final ProxmoxInside inside;
    private final Pools pools;
    private final Clusters clusters;
    private final HyperPools hyperPools;

    private ProxmoxDriver(Site site, Product product, ConsolePages pages, Neighbours neighbours) {
        this.site = site;
        this.product = product;
        vms = new ProxmoxMachines(site);
        hosts = new ProxmoxHosts(site);
        networks = new ProxmoxNetworks(site);
        tasks = new ProxmoxTasks(site);
        own = new Own(site, pages, neighbours);
        snapshots = new ProxmoxSnapshots(site);
        inside = new ProxmoxInside(site, pages);
        pools = new Pools(site);
        clusters = new Clusters(site, neighbours);
        hyperPools = new HyperPools(site);
    }

    /**
     * Connects and logs in.
     *
     * @param endpoint where to
     * @param settings login, trust, timeouts
     * @param wire what every request passes
     * @return the driver
     */
    public static ProxmoxDriver connect(Endpoint endpoint, Settings settings, Wire wire) {
        Pve pve = Pve.connect(endpoint, settings, wire);
        try {
            return new ProxmoxDriver(
                    new Site(pve, new Nodes(pve), endpoint.host().orElse("localhost")),
                    Product.of(endpoint, pve.version()),
                    new ConsolePages(
                            endpoint.host().orElse("localhost"), endpoint.port().orElse(8006)),
                    new Neighbours(settings, wire));
        } catch (RuntimeException | Error e) {
            pve.close();
            throw e;
        }
    }

    /** What this connection's roles share. */
    Site site() {
        return site;
    }

    @Override
    public About about() {
        return product.about();
    }

    @Override
    public void renew() {
        site.pve().renew();
    }

    @Override
    public Support supports(Feature feature) {
        return Features.of(feature, site.pve().version());
    }

    @Override
    public Support supports(Feature feature, Ref target) {
        Support general = supports(feature);
        return switch (target.kind()) {
            case HOST -> hosts.supports(feature, target, general);
            case VM -> VMFeatures.of(site, feature, target, general);
            default -> general;
        };
    }

    @Override
    public VMRole vms() {
        return vms;
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
    public HostRole hosts() {
        return hosts;
    }

    @Override
    public Optional<NetworkRole> networks() {
        return Optional.of(networks);
    }

    @Override
    public Optional<StorageRole> storage() {
        return Optional.of(pools);
    }

    @Override
    public Optional<ClusterRole> clusters() {
        return Optional.of(clusters);
    }

    @Override
    public Optional<HCIRole> hciPools() {
        return Optional.of(hyperPools);
    }

    @Override
    public Map<String, TaskState> poll(Set<String> ids, Duration atMost) {
        return tasks.poll(ids, atMost);
    }

    @Override
    public void cancel(String task) {
        tasks.cancel(task);
    }

    @Override
    public <T> Optional<T> unwrap(Ref target, Class<T> type, Operations operations) {
        return own.find(target, type, operations);
    }

    @Override
    public void close() {
        inside.close();
        site.pve().close();
    }
}
