package io.edgevirt.kvm.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/** libvirt's functions on snapshots ({@code libvirt-domain-snapshot.h}). */
interface SnapshotFunctions extends Library {

    @Nullable
    Pointer virDomainSnapshotCreateXML(Pointer domain, String xml, int flags);

    int virDomainListAllSnapshots(Pointer domain, PointerByReference snapshots, int flags);

    int virDomainSnapshotListAllChildren(Pointer snapshot, PointerByReference snapshots, int flags);

    @Nullable
    Pointer virDomainSnapshotLookupByName(Pointer domain, String name, int flags);

    int virDomainHasCurrentSnapshot(Pointer domain, int flags);

    @Nullable
    Pointer virDomainSnapshotCurrent(Pointer domain, int flags);

    @Nullable
    Pointer virDomainSnapshotGetParent(Pointer snapshot, int flags);

    @Nullable
    Pointer virDomainSnapshotGetName(Pointer snapshot);

    @Nullable
    Pointer virDomainSnapshotGetXMLDesc(Pointer snapshot, int flags);

    int virDomainRevertToSnapshot(Pointer snapshot, int flags);

    int virDomainSnapshotDelete(Pointer snapshot, int flags);

    int virDomainSnapshotFree(Pointer snapshot);
}
