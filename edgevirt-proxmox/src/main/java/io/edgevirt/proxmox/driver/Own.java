package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.Proxmox;
import io.edgevirt.proxmox.ProxmoxCluster;
import io.edgevirt.proxmox.ProxmoxNode;
import io.edgevirt.proxmox.ProxmoxStorage;
import io.edgevirt.proxmox.ProxmoxVM;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Ref;
import java.util.Optional;

/** What Proxmox VE alone can do, for whoever unwraps it. */
final class Own {

    private final Site site;
    private final ConsolePages pages;
    private final Neighbours neighbours;

    Own(Site site, ConsolePages pages, Neighbours neighbours) {
        this.site = site;
        this.pages = pages;
        this.neighbours = neighbours;
    }

    <T> Optional<T> find(Ref target, Class<T> type, Operations operations) {
        if (target.kind() == Ref.Kind.HYPERVISOR && type == Proxmox.class) {
            return Optional.of(type.cast(new OwnProxmox(site, operations)));
        }
        if (target.kind() == Ref.Kind.VM && type == ProxmoxVM.class) {
            return Optional.of(type.cast(new OwnMachine(site, operations, target, pages)));
        }
        if (target.kind() == Ref.Kind.HOST && type == ProxmoxNode.class) {
            return Optional.of(type.cast(new OwnNode(site, operations, target.id())));
        }
        if (target.kind() == Ref.Kind.CLUSTER && type == ProxmoxCluster.class) {
            return Optional.of(type.cast(new OwnCluster(site, operations, neighbours, target.id())));
        }
        if (target.kind() == Ref.Kind.POOL && type == ProxmoxStorage.class) {
            return Optional.of(type.cast(new OwnStorage(site, operations, target.id())));
        }
        return Optional.empty();
    }
}
