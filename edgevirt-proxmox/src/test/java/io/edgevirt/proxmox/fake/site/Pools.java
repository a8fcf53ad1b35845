package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The resource pools: machines and storages under one name. */
public final class Pools {

    /** One pool. */
    public static final class Pool {
        private String comment = "";
        private final Set<Integer> vms = new TreeSet<>();
        private final Set<String> storages = new TreeSet<>();

        /** Its comment; empty for none. */
        public String comment() {
            return comment;
        }

        void comment(String words) {
            comment = words;
        }

        /** The numbers of its machines, open to change. */
        public Set<Integer> vms() {
            return vms;
        }

        /** The ids of its storages, open to change. */
        public Set<String> storages() {
            return storages;
        }
    }

    private final Map<String, Pool> all = new TreeMap<>();

    /** All pools by id. */
    public Map<String, Pool> all() {
        return new LinkedHashMap<>(all);
    }

    /** A pool, or the refusal. */
    public Pool get(String id) {
        return Optional.ofNullable(all.get(id)).orElseThrow(() -> Refusal.failed("pool '" + id + "' does not exist"));
    }

    /** Adds a pool. */
    public Pool add(String id) {
        if (all.containsKey(id)) {
            throw Refusal.failed("pool '" + id + "' already exists");
        }
        Pool pool = new Pool();
        all.put(id, pool);
        return pool;
    }

    void drop(String id) {
        all.remove(id);
    }

    /** The pool that a machine is in. */
    public Optional<String> of(int vmid) {
        return all.entrySet().stream()
                .filter(entry -> entry.getValue().vms().contains(vmid))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
