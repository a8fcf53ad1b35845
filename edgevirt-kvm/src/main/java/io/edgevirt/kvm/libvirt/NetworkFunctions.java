package io.edgevirt.kvm.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/** libvirt's functions on virtual networks ({@code libvirt-network.h}). */
interface NetworkFunctions extends Library {

    int virConnectListAllNetworks(Pointer conn, PointerByReference networks, int flags);

    @Nullable
    Pointer virNetworkLookupByName(Pointer conn, String name);

    @Nullable
    Pointer virNetworkLookupByUUIDString(Pointer conn, String uuid);

    @Nullable
    Pointer virNetworkDefineXML(Pointer conn, String xml);

    @Nullable
    Pointer virNetworkCreateXML(Pointer conn, String xml);

    int virNetworkCreate(Pointer network);

    int virNetworkDestroy(Pointer network);

    int virNetworkUndefine(Pointer network);

    int virNetworkUpdate(Pointer network, int command, int section, int parentIndex, String xml, int flags);

    int virNetworkFree(Pointer network);

    @Nullable
    Pointer virNetworkGetName(Pointer network);

    int virNetworkGetUUID(Pointer network, byte[] uuid);

    @Nullable
    Pointer virNetworkGetXMLDesc(Pointer network, int flags);

    @Nullable
    Pointer virNetworkGetBridgeName(Pointer network);

    int virNetworkIsActive(Pointer network);

    int virNetworkGetAutostart(Pointer network, IntByReference autostart);

    int virNetworkSetAutostart(Pointer network, int autostart);

    int virNetworkGetDHCPLeases(Pointer network, @Nullable String mac, PointerByReference leases, int flags);

    void virNetworkDHCPLeaseFree(Pointer lease);

    @Nullable
    Pointer virNWFilterLookupByName(Pointer conn, String name);

    int virNWFilterFree(Pointer filter);
}
