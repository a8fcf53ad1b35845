package io.edgevirt.vsphere.driver;

import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Ref;
import io.edgevirt.vsphere.VSphereVM;
import java.util.Optional;

/** What vSphere alone can do, for whoever unwraps it. */
final class Own {

    private final Site site;

    Own(Site site) {
        this.site = site;
    }

    <T> Optional<T> find(Ref target, Class<T> type, Operations operations) {
        if (target.kind() == Ref.Kind.VM && type == VSphereVM.class) {
            return Optional.of(type.cast(VSphereMachine.of(site, operations, target)));
        }
        return Optional.empty();
    }
}
