package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.Proxmox;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Ref;
import java.util.Optional;

/** What Proxmox VE alone can do, for whoever unwraps it. */
final class Own {

    private final Site site;

    Own(Site site) {
        this.site = site;
    }

    <T> Optional<T> find(Ref target, Class<T> type, Operations operations) {
        if (target.kind() == Ref.Kind.HYPERVISOR && type == Proxmox.class) {
            return Optional.of(type.cast(new OwnProxmox(site, operations)));
        }
        return Optional.empty();
    }
}
