package io.edgevirt.kvm.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/** libvirt's functions that look into a guest ({@code libvirt-domain.h}). */
interface GuestFunctions extends Library {

    int virDomainInterfaceAddresses(Pointer domain, PointerByReference interfaces, int source, int flags);

    void virDomainInterfaceFree(Pointer iface);

    int virDomainGetGuestInfo(Pointer domain, int types, PointerByReference params, IntByReference count, int flags);

    int virDomainGetFSInfo(Pointer domain, PointerByReference infos, int flags);

    void virDomainFSInfoFree(Pointer info);

    int virDomainFSFreeze(Pointer domain, @Nullable Pointer mountPoints, int count, int flags);

    int virDomainFSThaw(Pointer domain, @Nullable Pointer mountPoints, int count, int flags);

    int virDomainSetUserPassword(Pointer domain, String user, Pointer password, int flags);

    int virDomainOpenConsole(Pointer domain, @Nullable String device, Pointer stream, int flags);

    @Nullable
    Pointer virDomainScreenshot(Pointer domain, Pointer stream, int screen, int flags);
}
