package io.edgevirt.kvm.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Storage pools. */
public final class Pools {

    /** List: pools that are off. */
    public static final int LIST_INACTIVE = 1;
    /** List: pools that run. */
    public static final int LIST_ACTIVE = 1 << 1;
    /** Create: and build it first. */
    public static final int CREATE_WITH_BUILD = 1;

    private final Session session;
    private final StorageFunctions storage;

    Pools(Session session) {
        this.session = session;
        storage = session.lib.storage;
    }

    /**
     * All pools, in one request.
     *
     * @param flags {@code LIST_} filters; 0 is all
     * @return their identities
     */
    public List<Named> list(int flags) {
        try (Scope scope = session.enter()) {
            return all(scope, flags).stream().map(this::name).toList();
        }
    }

    /**
     * All pools with their definitions, which hold their sizes: one request each after the list.
     *
     * @param flags {@code LIST_} filters; 0 is all
     * @return pool XML by identity, in libvirt's order
     */
    public Map<Named, String> listXml(int flags) {
        try (Scope scope = session.enter()) {
            Map<Named, String> xml = new LinkedHashMap<>();
            for (Pointer p : all(scope, flags)) {
                xml.put(name(p), scope.text("virStoragePoolGetXMLDesc", () -> storage.virStoragePoolGetXMLDesc(p, 0)));
            }
            return xml;
        }
    }

    private List<Pointer> all(Scope scope, int flags) {
        return scope.acquireAll(
                "virConnectListAllStoragePools",
                array -> storage.virConnectListAllStoragePools(scope.conn(), array, flags),
                storage::virStoragePoolFree);
    }

    /**
     * Finds a pool by name.
     *
     * @param name its name
     * @return empty if there is none
     */
    public Optional<Named> find(String name) {
        return found(scope -> scope.acquire(
                "virStoragePoolLookupByName",
                () -> storage.virStoragePoolLookupByName(scope.conn(), name),
                storage::virStoragePoolFree));
    }

    /**
     * Finds a pool by uuid.
     *
     * @param uuid its uuid
     * @return empty if there is none
     */
    public Optional<Named> find(UUID uuid) {
        return found(scope -> lookup(scope, uuid));
    }

    /**
     * Finds a running pool by the folder that its volumes lie in.
     *
     * @param path the folder's path on the host
     * @return empty if there is none
     */
    public Optional<Named> findByTarget(String path) {
        return found(scope -> scope.acquire(
                "virStoragePoolLookupByTargetPath",
                () -> storage.virStoragePoolLookupByTargetPath(scope.conn(), path),
                storage::virStoragePoolFree));
    }

    private Optional<Named> found(Function<Scope, Pointer> lookup) {
        try (Scope scope = session.enter()) {
            return Optional.of(name(lookup.apply(scope)));
        } catch (LibvirtError e) {
            if (e.is(LibvirtError.NO_STORAGE_POOL)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * State and sizes.
     *
     * @param uuid the pool
     * @return what libvirt knew when it last looked; {@link #refresh} makes it look
     */
    public PoolInfo info(UUID uuid) {
        Memory info = Handles.cleared(32);
        act(uuid, "virStoragePoolGetInfo", p -> storage.virStoragePoolGetInfo(p, info));
        return new PoolInfo(info.getInt(0), info.getLong(8), info.getLong(16), info.getLong(24));
    }

    /**
     * The definition.
     *
     * @param uuid the pool
     * @return pool XML
     */
    public String xml(UUID uuid) {
        return with(
                uuid,
                (scope, p) -> scope.text("virStoragePoolGetXMLDesc", () -> storage.virStoragePoolGetXMLDesc(p, 0)));
    }

    /**
     * Defines a pool.
     *
     * @param xml pool XML
     * @return who it is
     */
    public Named define(String xml) {
        return made("virStoragePoolDefineXML", scope -> storage.virStoragePoolDefineXML(scope.conn(), xml, 0));
    }

    /**
     * Starts a pool that vanishes when it stops.
     *
     * @param xml pool XML
     * @param flags {@link #CREATE_WITH_BUILD} or 0
     * @return who it is
     */
    public Named create(String xml, int flags) {
        return made("virStoragePoolCreateXML", scope -> storage.virStoragePoolCreateXML(scope.conn(), xml, flags));
    }

    private Named made(String request, Function<Scope, Pointer> send) {
        try (Scope scope = session.enter()) {
            return name(scope.acquire(request, () -> send.apply(scope), storage::virStoragePoolFree));
        }
    }

    /**
     * Prepares the storage under a pool that is off, such as making its folder.
     *
     * @param uuid the pool
     */
    public void build(UUID uuid) {
        act(uuid, "virStoragePoolBuild", p -> storage.virStoragePoolBuild(p, 0));
    }

    /**
     * Starts a defined pool.
     *
     * @param uuid the pool
     * @param flags {@link #CREATE_WITH_BUILD} or 0
     */
    public void start(UUID uuid, int flags) {
        act(uuid, "virStoragePoolCreate", p -> storage.virStoragePoolCreate(p, flags));
    }

    /**
     * Stops a pool; its volumes stay where they are.
     *
     * @param uuid the pool
     */
    public void stop(UUID uuid) {
        act(uuid, "virStoragePoolDestroy", storage::virStoragePoolDestroy);
    }

    /**
     * Deletes the storage under a pool that is off; a folder must be empty.
     *
     * @param uuid the pool
     */
    public void deleteStorage(UUID uuid) {
        act(uuid, "virStoragePoolDelete", p -> storage.virStoragePoolDelete(p, 0));
    }

    /**
     * Removes the definition of a pool that is off.
     *
     * @param uuid the pool
     */
    public void undefine(UUID uuid) {
        act(uuid, "virStoragePoolUndefine", storage::virStoragePoolUndefine);
    }

    /**
     * Makes libvirt look at the pool's volumes and sizes anew.
     *
     * @param uuid the pool
     */
    public void refresh(UUID uuid) {
        act(uuid, "virStoragePoolRefresh", p -> storage.virStoragePoolRefresh(p, 0));
    }

    /**
     * Whether the pool starts with its host.
     *
     * @param uuid the pool
     * @return true if so
     */
    public boolean autostart(UUID uuid) {
        IntByReference on = new IntByReference();
        act(uuid, "virStoragePoolGetAutostart", p -> storage.virStoragePoolGetAutostart(p, on));
        return on.getValue() != 0;
    }

    /**
     * Makes the pool start with its host, or not.
     *
     * @param uuid the pool
     * @param on whether to
     */
    public void autostart(UUID uuid, boolean on) {
        act(uuid, "virStoragePoolSetAutostart", p -> storage.virStoragePoolSetAutostart(p, on ? 1 : 0));
    }

    private int act(UUID uuid, String request, ToIntFunction<Pointer> send) {
        return with(uuid, (scope, pool) -> scope.run(request, () -> send.applyAsInt(pool)));
    }

    private <T> T with(UUID uuid, BiFunction<Scope, Pointer, T> work) {
        try (Scope scope = session.enter()) {
            return work.apply(scope, lookup(scope, uuid));
        }
    }

    static Pointer lookup(Scope scope, UUID uuid) {
        StorageFunctions storage = scope.lib().storage;
        return scope.acquire(
                "virStoragePoolLookupByUUIDString",
                () -> storage.virStoragePoolLookupByUUIDString(scope.conn(), uuid.toString()),
                storage::virStoragePoolFree);
    }

    private Named name(Pointer pool) {
        return new Named(
                Handles.uuid(pool, storage::virStoragePoolGetUUID),
                NativeText.copy(storage.virStoragePoolGetName(pool)));
    }
}
