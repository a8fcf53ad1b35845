package io.edgevirt.proxmox.driver;

import io.edgevirt.Hardware;
import io.edgevirt.HostInfo;
import io.edgevirt.spi.HostRole;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.Ref;

/** Nodes. */
final class ProxmoxHosts implements HostRole {

    private final Site site;

    ProxmoxHosts(Site site) {
        this.site = site;
    }

    @Override
    public Page<HostInfo> list(String from) {
        throw Unfilled.yet("hosts of " + site.server());
    }

    @Override
    public HostInfo read(String id) {
        throw Unfilled.yet("host");
    }

    @Override
    public Hardware hardware(Ref host) {
        throw Unfilled.yet("hardware");
    }
}
