package io.edgevirt.kvm.driver;

import io.edgevirt.kvm.libvirt.Unwrapped;
import io.edgevirt.spi.Ref;
import java.util.Optional;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainSnapshot;
import org.libvirt.Network;
import org.libvirt.StoragePool;

/** libvirt-java's objects, on a connection of their own that is opened when the first is asked for. */
final class NativeObjects implements AutoCloseable {

    private final Link link;
    private Optional<Unwrapped> unwrapped = Optional.empty();
    private boolean closed;

    NativeObjects(Link link) {
        this.link = link;
    }

    <T> Optional<T> find(Ref target, Class<T> type) {
        Optional<?> object = switch (target.kind()) {
            case HYPERVISOR, HOST ->
                type == Connect.class ? Optional.of(objects().connect()) : Optional.empty();
            case VM ->
                type == Domain.class ? Optional.of(objects().domain(Reads.uuid("VM", target.id()))) : Optional.empty();
            case SNAPSHOT -> type == DomainSnapshot.class ? snapshot(target.id()) : Optional.empty();
            case SWITCH ->
                type == Network.class && !target.id().startsWith("bridge:")
                        ? Optional.of(objects().network(Reads.uuid("switch", target.id())))
                        : Optional.empty();
            case POOL ->
                type == StoragePool.class
                        ? Optional.of(objects().pool(Reads.uuid("pool", target.id())))
                        : Optional.empty();
            case VOLUME, CLUSTER, HCI -> Optional.empty();
        };
        return object.map(type::cast);
    }

    /** The engine names a snapshot by its machine's id, a slash, and its own. */
    private Optional<DomainSnapshot> snapshot(String id) {
        int slash = id.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Optional.of(objects().snapshot(Reads.uuid("VM", id.substring(0, slash)), id.substring(slash + 1)));
    }

    private synchronized Unwrapped objects() {
        if (unwrapped.isEmpty()) {
            unwrapped = Optional.of(new Unwrapped(link.uri(), link.options()));
            if (closed) {
                unwrapped.get().close();
            }
        }
        return unwrapped.get();
    }

    @Override
    public synchronized void close() {
        closed = true;
        unwrapped.ifPresent(Unwrapped::close);
    }
}
