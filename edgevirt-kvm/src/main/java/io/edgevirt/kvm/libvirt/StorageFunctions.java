package io.edgevirt.kvm.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/** libvirt's functions on storage pools and volumes ({@code libvirt-storage.h}). */
interface StorageFunctions extends Library {

    int virConnectListAllStoragePools(Pointer conn, PointerByReference pools, int flags);

    @Nullable
    Pointer virStoragePoolLookupByName(Pointer conn, String name);

    @Nullable
    Pointer virStoragePoolLookupByUUIDString(Pointer conn, String uuid);

    @Nullable
    Pointer virStoragePoolLookupByVolume(Pointer volume);

    @Nullable
    Pointer virStoragePoolLookupByTargetPath(Pointer conn, String path);

    @Nullable
    Pointer virStoragePoolDefineXML(Pointer conn, String xml, int flags);

    @Nullable
    Pointer virStoragePoolCreateXML(Pointer conn, String xml, int flags);

    int virStoragePoolBuild(Pointer pool, int flags);

    int virStoragePoolCreate(Pointer pool, int flags);

    int virStoragePoolDestroy(Pointer pool);

    int virStoragePoolDelete(Pointer pool, int flags);

    int virStoragePoolUndefine(Pointer pool);

    int virStoragePoolRefresh(Pointer pool, int flags);

    int virStoragePoolFree(Pointer pool);

    @Nullable
    Pointer virStoragePoolGetName(Pointer pool);

    int virStoragePoolGetUUID(Pointer pool, byte[] uuid);

    int virStoragePoolGetInfo(Pointer pool, Pointer info);

    @Nullable
    Pointer virStoragePoolGetXMLDesc(Pointer pool, int flags);

    int virStoragePoolGetAutostart(Pointer pool, IntByReference autostart);

    int virStoragePoolSetAutostart(Pointer pool, int autostart);

    int virStoragePoolListAllVolumes(Pointer pool, PointerByReference volumes, int flags);

    @Nullable
    Pointer virStorageVolLookupByName(Pointer pool, String name);

    @Nullable
    Pointer virStorageVolLookupByKey(Pointer conn, String key);

    @Nullable
    Pointer virStorageVolLookupByPath(Pointer conn, String path);

    @Nullable
    Pointer virStorageVolGetName(Pointer volume);

    @Nullable
    Pointer virStorageVolGetKey(Pointer volume);

    @Nullable
    Pointer virStorageVolGetPath(Pointer volume);

    @Nullable
    Pointer virStorageVolCreateXML(Pointer pool, String xml, int flags);

    @Nullable
    Pointer virStorageVolCreateXMLFrom(Pointer pool, String xml, Pointer from, int flags);

    int virStorageVolDelete(Pointer volume, int flags);

    int virStorageVolResize(Pointer volume, long capacity, int flags);

    int virStorageVolGetInfo(Pointer volume, Pointer info);

    @Nullable
    Pointer virStorageVolGetXMLDesc(Pointer volume, int flags);

    int virStorageVolUpload(Pointer volume, Pointer stream, long offset, long length, int flags);

    int virStorageVolDownload(Pointer volume, Pointer stream, long offset, long length, int flags);

    int virStorageVolFree(Pointer volume);
}
