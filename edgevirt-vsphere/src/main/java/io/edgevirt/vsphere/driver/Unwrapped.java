package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VimPortType;
import com.vmware.vim25.mo.ClusterComputeResource;
import com.vmware.vim25.mo.Datastore;
import com.vmware.vim25.mo.DistributedVirtualPortgroup;
import com.vmware.vim25.mo.HostSystem;
import com.vmware.vim25.mo.ManagedObject;
import com.vmware.vim25.mo.Network;
import com.vmware.vim25.mo.ServerConnection;
import com.vmware.vim25.mo.ServiceInstance;
import com.vmware.vim25.mo.VirtualMachine;
import com.vmware.vim25.mo.VirtualMachineSnapshot;
import io.edgevirt.spi.Ref;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.soap.Vim;
import java.util.Optional;

/** vijava's objects below EdgeVirt's, over the same connection and within its session. */
final class Unwrapped {

    private final Vim vim;

    Unwrapped(Vim vim) {
        this.vim = vim;
    }

    <T> Optional<T> find(Ref target, Class<T> type) {
        if (target.kind() == Ref.Kind.HYPERVISOR) {
            return connection(type);
        }
        String id = target.id();
        return switch (target.kind()) {
            case VM -> made(type, "VirtualMachine", id, VirtualMachine::new);
            case HOST -> made(type, "HostSystem", id, HostSystem::new);
            case POOL -> made(type, "Datastore", id, Datastore::new);
            case CLUSTER -> made(type, "ClusterComputeResource", id, ClusterComputeResource::new);
            case SNAPSHOT -> made(type, "VirtualMachineSnapshot", id, VirtualMachineSnapshot::new);
            case SWITCH ->
                id.startsWith("dvportgroup-")
                        ? made(type, "DistributedVirtualPortgroup", id, DistributedVirtualPortgroup::new)
                        : made(type, "Network", id, Network::new);
            default -> Optional.empty();
        };
    }

    private <T> Optional<T> connection(Class<T> type) {
        if (type.isAssignableFrom(VimPortType.class)) {
            return Optional.of(type.cast(vim.port()));
        }
        if (type == ServerConnection.class) {
            return Optional.of(type.cast(vim.connection()));
        }
        return type.isAssignableFrom(ServiceInstance.class)
                ? Optional.of(type.cast(vim.connection().getServiceInstance()))
                : Optional.empty();
    }

    /** Makes one of vijava's managed objects. */
    @FunctionalInterface
    private interface Maker {
        ManagedObject of(ServerConnection connection, ManagedObjectReference reference);
    }

    private <T> Optional<T> made(Class<T> type, String kind, String id, Maker maker) {
        ManagedObjectReference reference = Request.ref(kind, id);
        if (type == ManagedObjectReference.class) {
            return Optional.of(type.cast(reference));
        }
        if (!ManagedObject.class.isAssignableFrom(type)) {
            return Optional.empty();
        }
        ManagedObject made = maker.of(vim.connection(), reference);
        return type.isInstance(made) ? Optional.of(type.cast(made)) : Optional.empty();
    }
}
