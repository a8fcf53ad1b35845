package io.edgevirt.kvm.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Storage volumes, named by their pool's uuid and their name in it. */
public final class Volumes {

    /** Create: reserve the metadata of a qcow2 file. */
    public static final int CREATE_PREALLOC_METADATA = 1;
    /** Create: share blocks with the original where the file system can. */
    public static final int CREATE_REFLINK = 1 << 1;
    /** Delete: with its snapshots (rbd). */
    public static final int DELETE_WITH_SNAPSHOTS = 1 << 1;
    /** Resize: reserve the space. */
    public static final int RESIZE_ALLOCATE = 1;
    /** Resize: allow to make it smaller. */
    public static final int RESIZE_SHRINK = 1 << 2;

    private final Session session;
    private final StorageFunctions storage;

    Volumes(Session session) {
        this.session = session;
        storage = session.lib.storage;
    }

    /**
     * All volumes of a running pool, in one request after the pool's lookup.
     *
     * @param pool the pool
     * @return their identities
     */
    public List<VolumeName> list(UUID pool) {
        try (Scope scope = session.enter()) {
            return all(scope, pool).stream().map(v -> name(pool, v)).toList();
        }
    }

    /**
     * All volumes of a running pool with their definitions: one request each after the list. A volume that
     * vanishes meanwhile is left out.
     *
     * @param pool the pool
     * @return volume XML by identity, in libvirt's order
     */
    public Map<VolumeName, String> listXml(UUID pool) {
        try (Scope scope = session.enter()) {
            Map<VolumeName, String> xml = new LinkedHashMap<>();
            for (Pointer v : all(scope, pool)) {
                xmlUnlessGone(scope, v).ifPresent(x -> xml.put(name(pool, v), x));
            }
            return xml;
        }
    }

    private Optional<String> xmlUnlessGone(Scope scope, Pointer volume) {
        try {
            return Optional.of(xml(scope, volume));
        } catch (LibvirtError e) {
            if (e.is(LibvirtError.NO_STORAGE_VOL)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<Pointer> all(Scope scope, UUID pool) {
        Pointer p = Pools.lookup(scope, pool);
        return scope.acquireAll(
                "virStoragePoolListAllVolumes",
                array -> storage.virStoragePoolListAllVolumes(p, array, 0),
                storage::virStorageVolFree);
    }

    /**
     * Finds a volume by name.
     *
     * @param pool its pool
     * @param name its name
     * @return empty if there is none
     */
    public Optional<VolumeName> find(UUID pool, String name) {
        return found(scope -> name(pool, lookup(scope, pool, name)));
    }

    /**
     * Finds a volume of any running pool by its path on the host.
     *
     * @param path its path
     * @return empty if no pool knows it
     */
    public Optional<VolumeName> findByPath(String path) {
        return found(scope -> whole(
                scope,
                scope.acquire(
                        "virStorageVolLookupByPath",
                        () -> storage.virStorageVolLookupByPath(scope.conn(), path),
                        storage::virStorageVolFree)));
    }

    /**
     * Finds a volume of any running pool by its key.
     *
     * @param key its key
     * @return empty if no pool knows it
     */
    public Optional<VolumeName> findByKey(String key) {
        return found(scope -> whole(
                scope,
                scope.acquire(
                        "virStorageVolLookupByKey",
                        () -> storage.virStorageVolLookupByKey(scope.conn(), key),
                        storage::virStorageVolFree)));
    }

    private VolumeName whole(Scope scope, Pointer volume) {
        Pointer pool = scope.acquire(
                "virStoragePoolLookupByVolume",
                () -> storage.virStoragePoolLookupByVolume(volume),
                storage::virStoragePoolFree);
        return name(Handles.uuid(pool, storage::virStoragePoolGetUUID), volume);
    }

    private Optional<VolumeName> found(Function<Scope, VolumeName> lookup) {
        try (Scope scope = session.enter()) {
            return Optional.of(lookup.apply(scope));
        } catch (LibvirtError e) {
            if (e.is(LibvirtError.NO_STORAGE_VOL)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Kind and sizes.
     *
     * @param pool its pool
     * @param name its name
     * @return the figures now
     */
    public VolumeInfo info(UUID pool, String name) {
        Memory info = Handles.cleared(24);
        act(pool, name, "virStorageVolGetInfo", v -> storage.virStorageVolGetInfo(v, info));
        return new VolumeInfo(info.getInt(0), info.getLong(8), info.getLong(16));
    }

    /**
     * The definition.
     *
     * @param pool its pool
     * @param name its name
     * @return volume XML
     */
    public String xml(UUID pool, String name) {
        return with(pool, name, this::xml);
    }

    private String xml(Scope scope, Pointer volume) {
        return scope.text("virStorageVolGetXMLDesc", () -> storage.virStorageVolGetXMLDesc(volume, 0));
    }

    /**
     * Where it lies.
     *
     * @param pool its pool
     * @param name its name
     * @return its path on the host
     */
    public String path(UUID pool, String name) {
        return with(
                pool, name, (scope, v) -> scope.text("virStorageVolGetPath", () -> storage.virStorageVolGetPath(v)));
    }

    /**
     * Creates a volume.
     *
     * @param pool the pool for it
     * @param xml volume XML
     * @param flags {@link #CREATE_PREALLOC_METADATA} or 0
     * @return who it is
     */
    public VolumeName create(UUID pool, String xml, int flags) {
        try (Scope scope = session.enter()) {
            Pointer p = Pools.lookup(scope, pool);
            return name(
                    pool,
                    scope.acquire(
                            "virStorageVolCreateXML",
                            () -> storage.virStorageVolCreateXML(p, xml, flags),
                            storage::virStorageVolFree));
        }
    }

    /**
     * Creates a volume with another one's content. Lasts as long as the copying.
     *
     * @param pool the pool for it
     * @param xml volume XML
     * @param fromPool the original's pool
     * @param from the original's name
     * @param flags {@code CREATE_} flags
     * @return who it is
     */
    public VolumeName createFrom(UUID pool, String xml, UUID fromPool, String from, int flags) {
        try (Scope scope = session.enter()) {
            Pointer p = Pools.lookup(scope, pool);
            Pointer original = lookup(scope, fromPool, from);
            return name(
                    pool,
                    scope.acquire(
                            "virStorageVolCreateXMLFrom",
                            () -> storage.virStorageVolCreateXMLFrom(p, xml, original, flags),
                            storage::virStorageVolFree));
        }
    }

    /**
     * Deletes a volume. libvirt does not look whether someone uses it.
     *
     * @param pool its pool
     * @param name its name
     * @param flags {@link #DELETE_WITH_SNAPSHOTS} or 0
     */
    public void delete(UUID pool, String name, int flags) {
        act(pool, name, "virStorageVolDelete", v -> storage.virStorageVolDelete(v, flags));
    }

    /**
     * Resizes a volume that no running domain uses.
     *
     * @param pool its pool
     * @param name its name
     * @param bytes its new size
     * @param flags {@code RESIZE_} flags
     */
    public void resize(UUID pool, String name, long bytes, int flags) {
        act(pool, name, "virStorageVolResize", v -> storage.virStorageVolResize(v, bytes, flags));
    }

    /**
     * Writes into a volume.
     *
     * @param pool its pool
     * @param name its name
     * @param offset where to begin, in bytes
     * @param length how much to write at most, in bytes; 0 is all
     * @param from what to write
     * @param progress told of every piece, and may end it
     * @return how many bytes were written
     * @throws IOException if the source fails; the volume is then partly written
     */
    public long upload(UUID pool, String name, long offset, long length, InputStream from, Transfer progress)
            throws IOException {
        try (Scope scope = session.enter()) {
            Pointer v = lookup(scope, pool, name);
            return Transfers.send(
                    session,
                    scope,
                    from,
                    progress,
                    "virStorageVolUpload",
                    stream -> storage.virStorageVolUpload(v, stream, offset, length, 0));
        }
    }

    /**
     * Reads a volume.
     *
     * @param pool its pool
     * @param name its name
     * @param offset where to begin, in bytes
     * @param length how much to read at most, in bytes; 0 is all
     * @param to where to put it
     * @param progress told of every piece, and may end it
     * @return how many bytes were read
     * @throws IOException if the target fails
     */
    public long download(UUID pool, String name, long offset, long length, OutputStream to, Transfer progress)
            throws IOException {
        try (Scope scope = session.enter()) {
            Pointer v = lookup(scope, pool, name);
            return Transfers.receive(
                    session,
                    scope,
                    to,
                    progress,
                    "virStorageVolDownload",
                    stream -> storage.virStorageVolDownload(v, stream, offset, length, 0));
        }
    }

    private int act(UUID pool, String name, String request, ToIntFunction<Pointer> send) {
        return with(pool, name, (scope, v) -> scope.run(request, () -> send.applyAsInt(v)));
    }

    private <T> T with(UUID pool, String name, BiFunction<Scope, Pointer, T> work) {
        try (Scope scope = session.enter()) {
            return work.apply(scope, lookup(scope, pool, name));
        }
    }

    private Pointer lookup(Scope scope, UUID pool, String name) {
        Pointer p = Pools.lookup(scope, pool);
        return scope.acquire(
                "virStorageVolLookupByName",
                () -> storage.virStorageVolLookupByName(p, name),
                storage::virStorageVolFree);
    }

    private VolumeName name(UUID pool, Pointer volume) {
        return new VolumeName(
                pool,
                NativeText.copy(storage.virStorageVolGetName(volume)),
                NativeText.copy(storage.virStorageVolGetKey(volume)));
    }
}
