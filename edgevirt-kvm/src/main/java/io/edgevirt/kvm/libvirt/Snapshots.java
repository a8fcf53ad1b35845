package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** A domain's snapshots. Within a domain, a name is unique. */
public final class Snapshots {

    /** Create: restore the metadata of a snapshot that exists in the disks. */
    public static final int CREATE_REDEFINE = 1;
    /** Create: with {@link #CREATE_REDEFINE}, make it the current one. */
    public static final int CREATE_CURRENT = 1 << 1;
    /** Create: without libvirt knowing of it afterwards. */
    public static final int CREATE_NO_METADATA = 1 << 2;
    /** Create: and stop the domain. */
    public static final int CREATE_HALT = 1 << 3;
    /** Create: without memory. */
    public static final int CREATE_DISK_ONLY = 1 << 4;
    /** Create: into files that exist. */
    public static final int CREATE_REUSE_EXT = 1 << 5;
    /** Create: have the guest agent freeze the file systems. */
    public static final int CREATE_QUIESCE = 1 << 6;
    /** Create: all disks or none. */
    public static final int CREATE_ATOMIC = 1 << 7;
    /** Create: while the guest runs on. */
    public static final int CREATE_LIVE = 1 << 8;
    /** Create: check against libvirt's schema. */
    public static final int CREATE_VALIDATE = 1 << 9;

    /** List: only those without a parent; of a snapshot's children: all below it. */
    public static final int LIST_ROOTS = 1;
    /** List: parents before their children (libvirt 5.2). */
    public static final int LIST_TOPOLOGICAL = 1 << 10;

    /** Revert: and run. */
    public static final int REVERT_RUNNING = 1;
    /** Revert: and pause. */
    public static final int REVERT_PAUSED = 1 << 1;
    /** Revert: even if it is risky. */
    public static final int REVERT_FORCE = 1 << 2;

    /** Delete: with all below it. */
    public static final int DELETE_CHILDREN = 1;
    /** Delete: only libvirt's knowledge of it. */
    public static final int DELETE_METADATA_ONLY = 1 << 1;
    /** Delete: all below it, not itself. */
    public static final int DELETE_CHILDREN_ONLY = 1 << 2;

    private final DomainCalls calls;
    private final SnapshotFunctions snapshot;

    Snapshots(Session session) {
        calls = new DomainCalls(session);
        snapshot = session.lib.snapshot;
    }

    /**
     * Takes a snapshot.
     *
     * @param uuid the domain
     * @param xml snapshot XML
     * @param flags {@code CREATE_} flags
     * @return its name
     */
    public String create(UUID uuid, String xml, int flags) {
        return calls.with(
                uuid,
                (scope, domain) -> name(scope.acquire(
                        "virDomainSnapshotCreateXML",
                        () -> snapshot.virDomainSnapshotCreateXML(domain, xml, flags),
                        snapshot::virDomainSnapshotFree)));
    }

    /**
     * The names of all snapshots, in one request after the domain's lookup.
     *
     * @param uuid the domain
     * @param flags {@code LIST_} flags
     * @return their names
     */
    public List<String> list(UUID uuid, int flags) {
        return calls.with(
                uuid,
                (scope, domain) ->
                        all(scope, domain, flags).stream().map(this::name).toList());
    }

    /**
     * The definitions of all snapshots, with their parents' names in them: one request each after the list.
     *
     * @param uuid the domain
     * @param flags {@code LIST_} flags
     * @return snapshot XML with passwords left out
     */
    public List<String> listXml(UUID uuid, int flags) {
        return calls.with(uuid, (scope, domain) -> {
            List<String> xml = new ArrayList<>();
            for (Pointer s : all(scope, domain, flags)) {
                xml.add(scope.text("virDomainSnapshotGetXMLDesc", () -> snapshot.virDomainSnapshotGetXMLDesc(s, 0)));
            }
            return xml;
        });
    }

    private List<Pointer> all(Scope scope, Pointer domain, int flags) {
        return scope.acquireAll(
                "virDomainListAllSnapshots",
                array -> snapshot.virDomainListAllSnapshots(domain, array, flags),
                snapshot::virDomainSnapshotFree);
    }

    /**
     * A snapshot's definition.
     *
     * @param uuid the domain
     * @param name the snapshot
     * @return snapshot XML with passwords left out
     */
    public String xml(UUID uuid, String name) {
        return on(
                uuid,
                name,
                (scope, s) ->
                        scope.text("virDomainSnapshotGetXMLDesc", () -> snapshot.virDomainSnapshotGetXMLDesc(s, 0)));
    }

    /**
     * The snapshot that the domain's present state builds on.
     *
     * @param uuid the domain
     * @return its name; empty if there is none
     */
    public Optional<String> current(UUID uuid) {
        return optional(() -> calls.with(
                uuid,
                (scope, domain) -> name(scope.acquire(
                        "virDomainSnapshotCurrent",
                        () -> snapshot.virDomainSnapshotCurrent(domain, 0),
                        snapshot::virDomainSnapshotFree))));
    }

    /**
     * A snapshot's parent.
     *
     * @param uuid the domain
     * @param name the snapshot
     * @return its parent's name; empty for a root
     */
    public Optional<String> parent(UUID uuid, String name) {
        return on(
                uuid,
                name,
                (scope, s) -> optional(() -> name(scope.acquire(
                        "virDomainSnapshotGetParent",
                        () -> snapshot.virDomainSnapshotGetParent(s, 0),
                        snapshot::virDomainSnapshotFree))));
    }

    /**
     * A snapshot's children.
     *
     * @param uuid the domain
     * @param name the snapshot
     * @param flags {@link #LIST_ROOTS} (here: all below it), {@link #LIST_TOPOLOGICAL}
     * @return their names
     */
    public List<String> children(UUID uuid, String name, int flags) {
        return on(
                uuid,
                name,
                (scope, s) -> scope
                        .acquireAll(
                                "virDomainSnapshotListAllChildren",
                                array -> snapshot.virDomainSnapshotListAllChildren(s, array, flags),
                                snapshot::virDomainSnapshotFree)
                        .stream()
                        .map(this::name)
                        .toList());
    }

    /**
     * Goes back to a snapshot.
     *
     * @param uuid the domain
     * @param name the snapshot
     * @param flags {@code REVERT_} flags
     */
    public void revert(UUID uuid, String name, int flags) {
        on(
                uuid,
                name,
                (scope, s) ->
                        scope.run("virDomainRevertToSnapshot", () -> snapshot.virDomainRevertToSnapshot(s, flags)));
    }

    /**
     * Deletes a snapshot.
     *
     * @param uuid the domain
     * @param name the snapshot
     * @param flags {@code DELETE_} flags; 0 keeps its children
     */
    public void delete(UUID uuid, String name, int flags) {
        on(
                uuid,
                name,
                (scope, s) -> scope.run("virDomainSnapshotDelete", () -> snapshot.virDomainSnapshotDelete(s, flags)));
    }

    private <T> T on(UUID uuid, String name, BiFunction<Scope, Pointer, T> work) {
        return calls.with(
                uuid,
                (scope, domain) -> work.apply(
                        scope,
                        scope.acquire(
                                "virDomainSnapshotLookupByName",
                                () -> snapshot.virDomainSnapshotLookupByName(domain, name, 0),
                                snapshot::virDomainSnapshotFree)));
    }

    private static Optional<String> optional(Supplier<String> name) {
        try {
            return Optional.of(name.get());
        } catch (LibvirtError e) {
            if (e.is(LibvirtError.NO_DOMAIN_SNAPSHOT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String name(Pointer s) {
        return NativeText.copy(snapshot.virDomainSnapshotGetName(s));
    }
}
