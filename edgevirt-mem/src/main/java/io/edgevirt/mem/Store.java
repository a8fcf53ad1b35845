package io.edgevirt.mem;

import io.edgevirt.Capacity;
import io.edgevirt.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A storage pool with what lies in it. */
final class Store {

    private final String id;
    private final String name;
    private final String kind;
    private final Size total;
    private final boolean shared;
    private final Map<String, Blob> blobs = new LinkedHashMap<>();
    private boolean active = true;

    Store(String id, String name, String kind, Size total, boolean shared) {
        this.id = id;
        this.name = name;
        this.kind = kind;
        this.total = total;
        this.shared = shared;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String kind() {
        return kind;
    }

    boolean shared() {
        return shared;
    }

    boolean active() {
        return active;
    }

    void active(boolean on) {
        active = on;
    }

    Map<String, Blob> blobs() {
        return blobs;
    }

    Size used() {
        Size used = Size.ZERO;
        for (Blob blob : blobs.values()) {
            used = used.plus(blob.allocated());
        }
        return used;
    }

    Size free() {
        return total.minus(used());
    }

    Capacity capacity() {
        return new Capacity(total, Optional.of(used()), Optional.of(free()));
    }

    /** Puts a volume into it, if name and room allow. */
    void add(Blob blob) {
        if (blobs.containsKey(blob.name())) {
            throw Problems.taken("volume", name + "/" + blob.name());
        }
        needRoom(blob.allocated());
        blobs.put(blob.name(), blob);
    }

    void needRoom(Size more) {
        if (!active) {
            throw Problems.state("the pool '" + name + "' is not active", "choose another pool");
        }
        if (more.compareTo(free()) > 0) {
            throw Problems.resources(
                    "the pool '" + name + "' has " + free() + " free, " + more + " are needed",
                    "make room or choose another pool");
        }
    }

    /** A name for a disk of a machine's that is free in it. */
    String freeName(String machine) {
        String candidate = machine + ".img";
        for (int i = 2; blobs.containsKey(candidate); i++) {
            candidate = machine + "-" + i + ".img";
        }
        return candidate;
    }
}
