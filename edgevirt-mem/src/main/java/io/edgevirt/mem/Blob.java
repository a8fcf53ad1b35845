package io.edgevirt.mem;

import io.edgevirt.Size;
import java.util.Optional;

/** A volume, or a disk's file outside of all pools. */
final class Blob {

    private final String id;
    private final String name;
    private final Optional<Store> store;
    private final Optional<Blob> base;
    private final String format;
    private final boolean thin;
    private Size size;

    Blob(String id, String name, Optional<Store> store, Optional<Blob> base, String format, Size size, boolean thin) {
        this.id = id;
        this.name = name;
        this.store = store;
        this.base = base;
        this.format = format;
        this.size = size;
        this.thin = thin;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Optional<Store> store() {
        return store;
    }

    /** What a linked clone's disk is based on. */
    Optional<Blob> base() {
        return base;
    }

    String format() {
        return format;
    }

    boolean thin() {
        return thin;
    }

    Size size() {
        return size;
    }

    void size(Size larger) {
        size = larger;
    }

    /** The space it takes: thin ones stay empty here, for the guests write nothing to them. */
    Size allocated() {
        return thin ? Size.ZERO : size;
    }

    /** How a user names it: as pool:volume, or the file's path. */
    String path() {
        return store.map(s -> s.name() + ":" + name).orElse(name);
    }

    void remove() {
        store.ifPresent(s -> s.blobs().remove(name, this));
    }
}
