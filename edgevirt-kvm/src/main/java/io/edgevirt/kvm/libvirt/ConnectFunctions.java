package io.edgevirt.kvm.libvirt;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import org.jspecify.annotations.Nullable;

/** libvirt's functions on connections ({@code libvirt-host.h}). */
interface ConnectFunctions extends Library {

    @Nullable
    Pointer virConnectOpenAuth(String name, @Nullable Pointer auth, int flags);

    int virConnectClose(Pointer conn);

    int virConnectRegisterCloseCallback(Pointer conn, Callback cb, @Nullable Pointer opaque, @Nullable Pointer free);

    int virConnectUnregisterCloseCallback(Pointer conn, Callback cb);

    int virConnectSetKeepAlive(Pointer conn, int interval, int count);

    int virConnectIsAlive(Pointer conn);

    int virConnectIsSecure(Pointer conn);

    @Nullable
    Pointer virConnectGetType(Pointer conn);

    int virConnectGetVersion(Pointer conn, LongByReference version);

    int virConnectGetLibVersion(Pointer conn, LongByReference version);

    int virGetVersion(LongByReference library, @Nullable String type, @Nullable LongByReference typeVersion);

    @Nullable
    Pointer virConnectGetHostname(Pointer conn);

    @Nullable
    Pointer virConnectGetURI(Pointer conn);

    /** Asked while a connection is opened: {@code int cb(virConnectCredentialPtr, unsigned int, void *)}. */
    interface AuthCallback extends Callback {
        int ask(Pointer credentials, int count, @Nullable Pointer data);
    }

    /** Told when a connection broke: {@code void cb(virConnectPtr, int reason, void *)}. */
    interface CloseCallback extends Callback {
        void closed(@Nullable Pointer conn, int reason, Pointer opaque);
    }
}
