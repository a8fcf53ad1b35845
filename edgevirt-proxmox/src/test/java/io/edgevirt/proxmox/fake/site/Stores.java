package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The storages of a cluster ({@code storage.cfg}), and their volumes. */
public final class Stores {

    private static final long GIB = 1L << 30;

    private final Map<String, Storage> storages = new LinkedHashMap<>();
    private final Volumes volumes = new Volumes(this);

    /** The storages that a fresh cluster of the fake has. */
    public static Stores usual(int version, List<String> nodes) {
        Stores stores = new Stores();
        String files = "iso,vztmpl,backup,snippets" + (version >= 8 ? ",import" : "");
        stores.add("local", "dir", 96 * GIB).options().putAll(Map.of("path", "/var/lib/vz", "content", files));
        stores.add("local-lvm", "lvmthin", 800 * GIB)
                .options()
                .putAll(Map.of("thinpool", "data", "vgname", "pve", "content", "rootdir,images"));
        stores.add("ceph-vm", "rbd", 6_000 * GIB)
                .options()
                .putAll(Map.of("pool", "ceph-vm", "content", "images,rootdir", "krbd", "0"));
        stores.add("nfs-iso", "nfs", 2_000 * GIB)
                .options()
                .putAll(Map.of(
                        "server",
                        "10.10.0.9",
                        "export",
                        "/export/iso",
                        "path",
                        "/mnt/pve/nfs-iso",
                        "content",
                        "iso,vztmpl,backup,snippets,images"));
        for (String node : nodes) {
            stores.joined(node);
        }
        return stores;
    }

    /** What a node brings: the seeded ISO on its own {@code local}. */
    public synchronized void joined(String node) {
        volumes.put(Volume.of(node, "local:iso/contract.iso", "iso", "iso", 1 << 20, 0));
    }

    /** Adds a storage, for a test or a request. */
    public synchronized Storage add(String id, String type, long total) {
        if (storages.containsKey(id)) {
            throw Refusal.failed("storage ID '" + id + "' already defined");
        }
        Storage storage = new Storage(id, type, total);
        storages.put(id, storage);
        return storage;
    }

    /** Takes a storage out of the configuration; its volumes are not touched. */
    public synchronized void drop(String id) {
        get(id);
        storages.remove(id);
    }

    /** All storages, in the order of the configuration. */
    public synchronized List<Storage> all() {
        return new ArrayList<>(storages.values());
    }

    /** A storage, if there is one of this id. */
    public synchronized Optional<Storage> find(String id) {
        return Optional.ofNullable(storages.get(id));
    }

    /** A storage, or Proxmox VE's refusal. */
    public Storage get(String id) {
        return find(id).orElseThrow(() -> Refusal.failed("storage '" + id + "' does not exist"));
    }

    /** A storage that a node can use now, or Proxmox VE's refusal. */
    public Storage usable(String id, String node) {
        Storage storage = get(id);
        if (!storage.enabled()) {
            throw Refusal.failed("storage '" + id + "' is disabled");
        }
        if (!storage.on(node)) {
            throw Refusal.failed("storage '" + id + "' is not available on node '" + node + "'");
        }
        if (!storage.reachable()) {
            throw Refusal.failed("storage '" + id + "' is not online");
        }
        return storage;
    }

    /** The volumes of all storages. */
    public Volumes volumes() {
        return volumes;
    }

    /** Bytes taken on a storage as a node sees it. */
    public long used(Storage storage, String node) {
        long volumesTake = volumes.on(node, storage.id()).stream()
                .mapToLong(v -> taken(storage, v))
                .sum();
        return Math.min(storage.total(), 2 * GIB + volumesTake);
    }

    /** Bytes that a volume takes: what was written of it on a thin storage. */
    public static long taken(Storage storage, Volume volume) {
        boolean image = volume.content().equals("images") || volume.content().equals("rootdir");
        return image && storage.thin() ? volume.size() / 8 : volume.size();
    }
}
