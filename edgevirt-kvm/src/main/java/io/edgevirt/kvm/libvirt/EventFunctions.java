package io.edgevirt.kvm.libvirt;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** libvirt's event loop and registrations ({@code libvirt-event.h} and the object headers). */
interface EventFunctions extends Library {

    int virEventRegisterDefaultImpl();

    int virEventRunDefaultImpl();

    int virEventAddTimeout(int frequency, Pointer cb, @Nullable Pointer opaque, @Nullable Pointer free);

    int virEventRemoveTimeout(int timer);

    int virConnectDomainEventRegisterAny(
            Pointer conn, @Nullable Pointer domain, int event, Callback cb, Pointer opaque, @Nullable Pointer free);

    int virConnectDomainEventDeregisterAny(Pointer conn, int id);

    int virConnectNetworkEventRegisterAny(
            Pointer conn, @Nullable Pointer network, int event, Callback cb, Pointer opaque, @Nullable Pointer free);

    int virConnectNetworkEventDeregisterAny(Pointer conn, int id);

    int virConnectStoragePoolEventRegisterAny(
            Pointer conn, @Nullable Pointer pool, int event, Callback cb, Pointer opaque, @Nullable Pointer free);

    int virConnectStoragePoolEventDeregisterAny(Pointer conn, int id);

    int virConnectNodeDeviceEventRegisterAny(
            Pointer conn, @Nullable Pointer device, int event, Callback cb, Pointer opaque, @Nullable Pointer free);

    int virConnectNodeDeviceEventDeregisterAny(Pointer conn, int id);
}
