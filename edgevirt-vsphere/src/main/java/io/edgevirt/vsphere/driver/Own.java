package io.edgevirt.vsphere.driver;

import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Ref;
import io.edgevirt.vsphere.VSphere;
import io.edgevirt.vsphere.VSphereCluster;
import io.edgevirt.vsphere.VSphereDatastore;
import io.edgevirt.vsphere.VSphereHost;
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
        if (target.kind() == Ref.Kind.HOST && type == VSphereHost.class) {
            return Optional.of(type.cast(OwnHost.of(site, operations, target)));
        }
        if (target.kind() == Ref.Kind.HYPERVISOR && type == VSphere.class) {
            return Optional.of(type.cast(new OwnVSphere(site, operations)));
        }
        if (target.kind() == Ref.Kind.CLUSTER && type == VSphereCluster.class) {
            return Optional.of(type.cast(OwnCluster.of(site, operations, target)));
        }
        if (target.kind() == Ref.Kind.POOL && type == VSphereDatastore.class) {
            return Optional.of(type.cast(OwnDatastore.of(site, operations, target)));
        }
        return Optional.empty();
    }
}
