package io.edgevirt.kvm.libvirt;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainSnapshot;
import org.libvirt.LibvirtException;
import org.libvirt.Network;
import org.libvirt.StoragePool;

/**
 * The objects of the libvirt-java binding, for programs that want what EdgeVirt does not have. They belong to a
 * connection of that binding's own, opened on first use, because it cannot take over ours. Closing this frees
 * what it gave out and the program did not free, for the connection would stay open as long as one of them lives;
 * what the program made out of them itself, it frees itself.
 */
public final class Unwrapped implements AutoCloseable {

    private static final int READ_ONLY = 1;

    private final String uri;
    private final OpenOptions options;
    private final List<WeakReference<Object>> given = new ArrayList<>();
    private @Nullable Connect connect;
    private boolean closed;

    /**
     * Nothing is opened yet.
     *
     * @param uri the libvirt URI to open on first use
     * @param options how; keepalive and drain do not apply
     */
    public Unwrapped(String uri, OpenOptions options) {
        this.uri = uri;
        this.options = options;
    }

    /**
     * The connection. If the program closed it, or it broke, the next call opens another.
     *
     * @return libvirt-java's connection
     */
    public synchronized Connect connect() {
        if (closed) {
            throw new LibvirtClosed("this connection to libvirt is closed");
        }
        Connect open = connect;
        if (open == null || !alive(open)) {
            end();
            Libvirt lib = Libvirt.loaded();
            EventLoop.ensure(lib);
            open = opened();
            connect = open;
        }
        return open;
    }

    private Connect opened() {
        Connect[] made = new Connect[1];
        try {
            return ask("virConnectOpenAuth", () -> {
                UnwrappedLogin login =
                        options.credentials().map(UnwrappedLogin::new).orElse(null);
                made[0] = new Connect(uri, login, options.readOnly() ? READ_ONLY : 0);
                return made[0];
            });
        } catch (RuntimeException | Error e) {
            if (made[0] != null) {
                close(made[0]); // opened, but the reply was dropped
            }
            throw e;
        }
    }

    private static boolean alive(Connect connect) {
        try {
            return connect.isAlive();
        } catch (LibvirtException e) {
            return false;
        }
    }

    /**
     * A domain.
     *
     * @param uuid its uuid
     * @return libvirt-java's object
     */
    public synchronized Domain domain(UUID uuid) {
        Connect open = connect();
        return given(ask("virDomainLookupByUUIDString", () -> open.domainLookupByUUIDString(uuid.toString())));
    }

    /**
     * A virtual network.
     *
     * @param uuid its uuid
     * @return libvirt-java's object
     */
    public synchronized Network network(UUID uuid) {
        Connect open = connect();
        return given(ask("virNetworkLookupByUUIDString", () -> open.networkLookupByUUIDString(uuid.toString())));
    }

    /**
     * A storage pool.
     *
     * @param uuid its uuid
     * @return libvirt-java's object
     */
    public synchronized StoragePool pool(UUID uuid) {
        Connect open = connect();
        return given(
                ask("virStoragePoolLookupByUUIDString", () -> open.storagePoolLookupByUUIDString(uuid.toString())));
    }

    /**
     * A snapshot.
     *
     * @param domain its domain's uuid
     * @param name its name
     * @return libvirt-java's object
     */
    public synchronized DomainSnapshot snapshot(UUID domain, String name) {
        Domain of = domain(domain);
        return given(ask("virDomainSnapshotLookupByName", () -> of.snapshotLookupByName(NativeText.checked(name))));
    }

    private <T> T ask(String request, Callable<T> send) {
        return options.calls().call(request, () -> {
            try {
                return send.call();
            } catch (LibvirtException e) {
                throw error(request, e);
            }
        });
    }

    /** libvirt-java's error numbers are an enum in the order of libvirt's, clipped at the newest that it knows. */
    private static LibvirtError error(String request, LibvirtException e) {
        int code =
                e.getError() == null ? LibvirtError.OK : e.getError().getCode().ordinal();
        return LibvirtError.of(request, code, String.valueOf(e.getMessage()));
    }

    private <T> T given(T object) {
        given.removeIf(g -> g.get() == null);
        given.add(new WeakReference<>(object));
        return object;
    }

    private void end() {
        for (WeakReference<Object> g : given) {
            free(g.get());
        }
        given.clear();
        if (connect != null) {
            close(connect);
            connect = null;
        }
    }

    private static void free(@Nullable Object object) {
        try {
            if (object instanceof Domain domain) {
                domain.free();
            } else if (object instanceof DomainSnapshot snapshot) {
                snapshot.free();
            } else if (object instanceof Network network) {
                network.free();
            } else if (object instanceof StoragePool pool) {
                pool.free();
            }
        } catch (LibvirtException e) {
            return; // on a broken connection; the memory is freed all the same
        }
    }

    private static void close(Connect connect) {
        try {
            connect.close();
        } catch (LibvirtException e) {
            return; // it was broken, and is gone now
        }
    }

    /** Frees what was given out and closes the connection, if there is one. Closing again does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        end();
    }
}
