package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.SwitchInfo;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.spi.NetworkRole;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SwitchSpec;
import io.edgevirt.spi.Work;

/** What adapters of machines are connected to: bridges of the nodes, one switch for each name, and virtual networks. */
final class ProxmoxNetworks implements NetworkRole {

    private final Site site;

    ProxmoxNetworks(Site site) {
        this.site = site;
    }

    @Override
    public Page<SwitchInfo> list(String from) {
        return Page.all(Networks.read(site).switches());
    }

    @Override
    public SwitchInfo read(String id) {
        return Networks.read(site).switches().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(Failure.of("there is no switch with the id '" + id + "'")
                        .backend(Faults.BACKEND)));
    }

    @Override
    public Work create(SwitchSpec spec) {
        return new SwitchPlan(site, spec).plan();
    }

    @Override
    public Work delete(Ref network) {
        return new SwitchRemoval(site, network.id()).plan();
    }
}
