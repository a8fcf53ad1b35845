package io.edgevirt.kvm.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/** libvirt's functions that find, read, define and power domains ({@code libvirt-domain.h}). */
interface DomainFunctions extends Library {

    int virConnectGetAllDomainStats(Pointer conn, int stats, PointerByReference records, int flags);

    int virDomainListGetStats(Pointer domains, int stats, PointerByReference records, int flags);

    void virDomainStatsRecordListFree(Pointer records);

    int virConnectListAllDomains(Pointer conn, PointerByReference domains, int flags);

    @Nullable
    Pointer virDomainLookupByUUIDString(Pointer conn, String uuid);

    @Nullable
    Pointer virDomainLookupByName(Pointer conn, String name);

    int virDomainGetState(Pointer domain, IntByReference state, IntByReference reason, int flags);

    int virDomainGetInfo(Pointer domain, Pointer info);

    @Nullable
    Pointer virDomainGetXMLDesc(Pointer domain, int flags);

    int virDomainIsPersistent(Pointer domain);

    int virDomainIsUpdated(Pointer domain);

    int virDomainGetAutostart(Pointer domain, IntByReference autostart);

    int virDomainSetAutostart(Pointer domain, int autostart);

    @Nullable
    Pointer virDomainDefineXMLFlags(Pointer conn, String xml, int flags);

    @Nullable
    Pointer virDomainCreateXML(Pointer conn, String xml, int flags);

    int virDomainUndefineFlags(Pointer domain, int flags);

    int virDomainRename(Pointer domain, String name, int flags);

    int virDomainCreateWithFlags(Pointer domain, int flags);

    int virDomainShutdownFlags(Pointer domain, int flags);

    int virDomainReboot(Pointer domain, int flags);

    int virDomainReset(Pointer domain, int flags);

    int virDomainDestroyFlags(Pointer domain, int flags);

    int virDomainSuspend(Pointer domain);

    int virDomainResume(Pointer domain);

    int virDomainPMWakeup(Pointer domain, int flags);

    int virDomainManagedSave(Pointer domain, int flags);

    int virDomainHasManagedSaveImage(Pointer domain, int flags);

    int virDomainManagedSaveRemove(Pointer domain, int flags);

    int virDomainSaveFlags(Pointer domain, String to, @Nullable String xml, int flags);

    int virDomainRestoreFlags(Pointer conn, String from, @Nullable String xml, int flags);

    int virDomainSetMetadata(
            Pointer domain, int type, @Nullable String metadata, @Nullable String key, @Nullable String uri, int flags);

    @Nullable
    Pointer virDomainGetMetadata(Pointer domain, int type, @Nullable String uri, int flags);
}
