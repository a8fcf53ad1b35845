package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.Feature;
import io.edgevirt.Hardware;
import io.edgevirt.HostInfo;
import io.edgevirt.NotFoundException;
import io.edgevirt.Support;
import io.edgevirt.spi.HostRole;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.Ref;
import io.edgevirt.vsphere.read.HardwareOfHost;
import io.edgevirt.vsphere.read.HostReader;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import java.util.List;

/** The hosts of a connection. */
final class VSphereHosts implements HostRole {

    private static final String TYPE = "HostSystem";

    private final Site site;

    VSphereHosts(Site site) {
        this.site = site;
    }

    /** All hosts, in one request. */
    List<HostInfo> all() {
        List<Managed> listing = site.inventory().all(HostReader.WANTED.toArray(Selection[]::new));
        return HostReader.hosts(listing, site.root());
    }

    @Override
    public Page<HostInfo> list(String from) {
        return Page.all(all());
    }

    @Override
    public HostInfo read(String id) {
        return all().stream()
                .filter(h -> h.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(Failure.of("there is no host with the id '" + id + "'")
                        .backend("vsphere")
                        .nativeCode("ManagedObjectNotFound")));
    }

    @Override
    public Hardware hardware(Ref host) {
        return HardwareOfHost.read(one(host, HardwareOfHost.WANTED));
    }

    /** What a host can do; one request, and none where the answer is the same for all hosts. */
    Support supports(Feature feature, Ref host, Support general) {
        return general.status() != Support.Status.NO && HostFeatures.DEPENDING.contains(feature)
                ? HostFeatures.of(feature, general, one(host, HostFeatures.WANTED))
                : general;
    }

    private Managed one(Ref host, Selection wanted) {
        return site.inventory()
                .one(new Reference(TYPE, host.id()), wanted.paths().toArray(String[]::new));
    }
}
