package io.edgevirt.kvm.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/** libvirt's functions that change a domain's hardware, its disks and its place ({@code libvirt-domain.h}). */
interface ChangeFunctions extends Library {

    int virDomainAttachDeviceFlags(Pointer domain, String xml, int flags);

    int virDomainDetachDeviceFlags(Pointer domain, String xml, int flags);

    int virDomainDetachDeviceAlias(Pointer domain, String alias, int flags);

    int virDomainUpdateDeviceFlags(Pointer domain, String xml, int flags);

    int virDomainSetVcpusFlags(Pointer domain, int count, int flags);

    int virDomainGetVcpusFlags(Pointer domain, int flags);

    int virDomainPinVcpuFlags(Pointer domain, int vcpu, byte[] map, int length, int flags);

    int virDomainSetMemoryFlags(Pointer domain, long kib, int flags);

    int virDomainSetMaxMemory(Pointer domain, long kib);

    int virDomainSetMemoryStatsPeriod(Pointer domain, int seconds, int flags);

    int virDomainMemoryStats(Pointer domain, Pointer stats, int count, int flags);

    int virDomainBlockResize(Pointer domain, String disk, long size, int flags);

    int virDomainGetBlockInfo(Pointer domain, String disk, Pointer info, int flags);

    int virDomainBlockStatsFlags(
            Pointer domain, String disk, @Nullable Pointer params, IntByReference count, int flags);

    int virDomainBlockCopy(Pointer domain, String disk, String xml, @Nullable Pointer params, int count, int flags);

    int virDomainBlockCommit(
            Pointer domain, String disk, @Nullable String base, @Nullable String top, long bandwidth, int flags);

    int virDomainBlockPull(Pointer domain, String disk, long bandwidth, int flags);

    int virDomainGetBlockJobInfo(Pointer domain, String disk, Pointer info, int flags);

    int virDomainBlockJobAbort(Pointer domain, String disk, int flags);

    int virDomainGetJobStats(
            Pointer domain, IntByReference type, PointerByReference params, IntByReference count, int flags);

    int virDomainAbortJob(Pointer domain);

    int virDomainMigrateToURI3(Pointer domain, @Nullable String uri, @Nullable Pointer params, int count, int flags);

    @Nullable
    Pointer virDomainMigrate3(Pointer domain, Pointer target, @Nullable Pointer params, int count, int flags);

    int virDomainMigrateSetMaxDowntime(Pointer domain, long millis, int flags);
}
