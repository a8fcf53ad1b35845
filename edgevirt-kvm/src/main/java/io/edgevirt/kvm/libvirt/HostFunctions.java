package io.edgevirt.kvm.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/** libvirt's functions on the host and its devices ({@code libvirt-host.h}, {@code libvirt-nodedev.h}). */
interface HostFunctions extends Library {

    @Nullable
    Pointer virConnectGetCapabilities(Pointer conn);

    @Nullable
    Pointer virConnectGetDomainCapabilities(
            Pointer conn,
            @Nullable String emulator,
            @Nullable String arch,
            @Nullable String machine,
            @Nullable String virtType,
            int flags);

    @Nullable
    Pointer virConnectGetSysinfo(Pointer conn, int flags);

    int virConnectGetMaxVcpus(Pointer conn, @Nullable String type);

    int virNodeGetInfo(Pointer conn, Pointer info);

    int virNodeGetMemoryStats(Pointer conn, int cell, @Nullable Pointer params, IntByReference count, int flags);

    long virNodeGetFreeMemory(Pointer conn);

    int virConnectListAllNodeDevices(Pointer conn, PointerByReference devices, int flags);

    @Nullable
    Pointer virNodeDeviceLookupByName(Pointer conn, String name);

    @Nullable
    Pointer virNodeDeviceGetName(Pointer device);

    @Nullable
    Pointer virNodeDeviceGetXMLDesc(Pointer device, int flags);

    int virNodeDeviceDetachFlags(Pointer device, @Nullable String driver, int flags);

    int virNodeDeviceReAttach(Pointer device);

    int virNodeDeviceReset(Pointer device);

    int virNodeDeviceFree(Pointer device);

    int virConnectListAllInterfaces(Pointer conn, PointerByReference interfaces, int flags);

    @Nullable
    Pointer virInterfaceGetName(Pointer iface);

    @Nullable
    Pointer virInterfaceGetMACString(Pointer iface);

    @Nullable
    Pointer virInterfaceGetXMLDesc(Pointer iface, int flags);

    int virInterfaceFree(Pointer iface);
}
