package io.edgevirt.proxmox.driver;

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
        return site == null || operations == null || target == null ? Optional.empty() : Optional.empty();
    }
}
