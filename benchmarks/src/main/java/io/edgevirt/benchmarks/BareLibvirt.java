package io.edgevirt.benchmarks;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/**
 * libvirt's bulk call by itself: what a listing costs at least. Reading begins where this ends, so that an EdgeVirt
 * listing, which reads it all, can only take longer.
 */
final class BareLibvirt implements AutoCloseable {

    /** State, memory and processors, as EdgeVirt's listing asks for them. */
    private static final int GROUPS = 1 | 1 << 2 | 1 << 3;

    /** libvirt's functions, bound directly. */
    private static final class Functions {

        static {
            Native.register(Functions.class, NativeLibrary.getInstance("libvirt.so.0"));
        }

        private Functions() {}

        static native Pointer virConnectOpen(String uri);

        static native int virConnectClose(Pointer conn);

        static native int virConnectGetAllDomainStats(Pointer conn, int groups, PointerByReference all, int flags);

        static native void virDomainStatsRecordListFree(Pointer all);
    }

    private final Pointer conn;

    BareLibvirt(String uri) {
        conn = Functions.virConnectOpen(uri);
        if (conn == null) {
            throw new IllegalStateException("libvirt refused " + uri);
        }
    }

    /** How many domains there are. */
    int list() {
        PointerByReference all = new PointerByReference();
        int count = Functions.virConnectGetAllDomainStats(conn, GROUPS, all, 0);
        if (count < 0) {
            throw new IllegalStateException("virConnectGetAllDomainStats failed");
        }
        Functions.virDomainStatsRecordListFree(all.getValue());
        return count;
    }

    @Override
    public void close() {
        Functions.virConnectClose(conn);
    }
}
