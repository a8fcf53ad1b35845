package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.About;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Feature;
import io.edgevirt.Settings;
import io.edgevirt.Support;
import io.edgevirt.spi.ClusterRole;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.EventRole;
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
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.VSANReader;
import io.edgevirt.vsphere.soap.Faults;
import io.edgevirt.vsphere.soap.Inventory;
import io.edgevirt.vsphere.soap.Roots;
import io.edgevirt.vsphere.soap.Updates;
import io.edgevirt.vsphere.soap.Vim;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A connection to one vCenter or ESXi host. Thread-safe. */
public final class VSphereDriver implements Driver {

    private final Site site;
    private final Product product;
    private final Unwrapped objects;
    private final VMRole vms;
    private final VSphereHosts hosts;
    private final SnapshotRole snapshots;
    private final InsideRole inside;
    private final VSphereTasks tasks;
    private final Own own;

    private VSphereDriver(Site site, Product product, Updates updates) {
        this.site = site;
        this.product = product;
        objects = new Unwrapped(site.vim());
        tasks = new VSphereTasks(site.vim(), updates, new Questions(site.inventory(), System::nanoTime));
        vms = new VSphereMachines(site);
        hosts = new VSphereHosts(site);
        snapshots = new VSphereSnapshots(site);
        inside = new VSphereInside(site);
        own = new Own(site);
    }

    /**
     * Connects and logs in.
     *
     * @param endpoint where to; {@code vsphere://} is a vCenter, {@code esxi://} an ESXi host
     * @param settings login, trust, timeouts
     * @param wire what every request passes
     * @return the driver
     */
    public static VSphereDriver connect(Endpoint endpoint, Settings settings, Wire wire) {
        Vim vim = Vim.connect(endpoint, settings, wire);
        try {
            Roots roots = roots(vim);
            Inventory inventory = new Inventory(vim, roots, settings.requestTimeout());
            Updates updates = new Updates(
                    vim,
                    roots,
                    settings.requestTimeout(),
                    Faults::of,
                    endpoint.host().orElse("localhost"));
            return new VSphereDriver(
                    new Site(vim, inventory, endpoint.host().orElse("localhost")),
                    Product.of(endpoint, vim.content(), clusters(vim, inventory), Licence.of(vim.content(), inventory)),
                    updates);
        } catch (RuntimeException | Error e) {
            vim.close();
            throw e;
        }
    }

    /** What a vCenter is made of; a login that may not see it connects all the same. */
    private static String clusters(Vim vim, Inventory inventory) {
        if (!vim.vCenter()) {
            return "";
        }
        try {
            return VSANReader.deployment(inventory.all(VSANReader.CLUSTERS, VSANReader.HOSTS))
                    .orElse("");
        } catch (ConnectionException e) {
            throw e;
        } catch (EdgeVirtException e) {
            return "";
        }
    }

    private static Roots roots(Vim vim) {
        return new Roots(
                reference(vim.content().getPropertyCollector()),
                reference(vim.content().getViewManager()),
                reference(vim.content().getRootFolder()));
    }

    private static Reference reference(ManagedObjectReference of) {
        return new Reference(of.getType(), of.getVal());
    }

    Site site() {
        return site;
    }

    @Override
    public About about() {
        return product.about();
    }

    @Override
    public void renew() {
        tasks.renewed(!site.vim().revive());
    }

    @Override
    public Support supports(Feature feature) {
        return Features.of(feature, site.vim().vCenter(), product.api());
    }

    @Override
    public Support supports(Feature feature, Ref target) {
        Support general = supports(feature);
        if (general.status() == Support.Status.NO) {
            return general;
        }
        return switch (target.kind()) {
            case HOST -> hosts.supports(feature, target, general);
            case VM ->
                MachineFeatures.depends(feature)
                        ? MachineFeatures.of(
                                feature,
                                general,
                                site.inventory()
                                        .one(new Reference("VirtualMachine", target.id()), MachineFeatures.WANTED))
                        : general;
            default -> general;
        };
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
    public Optional<NetworkRole> networks() {
        return Optional.of(new VSphereNetworks(site));
    }

    @Override
    public Optional<StorageRole> storage() {
        return Optional.of(new VSphereStorage(site));
    }

    /** An ESXi host alone has no clusters. */
    @Override
    public Optional<ClusterRole> clusters() {
        return site.vim().vCenter() ? Optional.of(new VSphereClusters(site)) : Optional.empty();
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
    public Optional<EventRole> events() {
        return Optional.of(tasks);
    }

    @Override
    public Map<String, TaskState> poll(Set<String> ids, Duration atMost) {
        return tasks.poll(ids, atMost);
    }

    /** The server holds the request until a task changes. */
    @Override
    public boolean pollHolds() {
        return true;
    }

    @Override
    public void cancel(String task) {
        tasks.cancel(task);
    }

    @Override
    public <T> Optional<T> unwrap(Ref target, Class<T> type, Operations operations) {
        Optional<T> found = own.find(target, type, operations);
        return found.isPresent() ? found : unwrap(target, type);
    }

    @Override
    public <T> Optional<T> unwrap(Ref target, Class<T> type) {
        return objects.find(target, type);
    }

    /** What was made on the server for reading goes with the session. */
    @Override
    public void close() {
        tasks.close();
        site.vim().close();
    }
}
