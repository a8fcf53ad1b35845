package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An opening whose reply may be dropped or that may be abandoned on its way through {@link Calls}. */
final class Opening {

    private static final int READ_ONLY = 1;

    private final Libvirt lib;
    private final Calls calls;
    private @Nullable Pointer opened;
    private boolean abandoned;

    Opening(Libvirt lib, Calls calls) {
        this.lib = lib;
        this.calls = calls;
    }

    Pointer open(String uri, OpenOptions options) {
        Optional<Login> login = options.credentials().map(Login::new);
        boolean kept = false;
        try {
            Pointer conn = calls.call("virConnectOpenAuth", () -> send(uri, login, options.readOnly()));
            kept = true;
            return conn;
        } finally {
            Reference.reachabilityFence(login);
            if (!kept) {
                abandon();
            }
        }
    }

    private Pointer send(String uri, Optional<Login> login, boolean readOnly) {
        Pointer conn =
                lib.connect.virConnectOpenAuth(uri, login.map(Login::auth).orElse(null), readOnly ? READ_ONLY : 0);
        Reference.reachabilityFence(login);
        if (conn == null) {
            throw LibvirtError.last(lib.errors, "virConnectOpenAuth");
        }
        synchronized (this) {
            opened = conn;
            if (abandoned) {
                abandon();
            }
        }
        return conn;
    }

    private synchronized void abandon() {
        abandoned = true;
        if (opened != null) {
            lib.connect.virConnectClose(opened);
            opened = null;
        }
    }
}
