package io.edgevirt.spi;

import io.edgevirt.engine.Line;

/**
 * What the engine names to a driver.
 *
 * @param kind the kind of thing
 * @param id the system's own id
 * @param stamp tells two things apart that were given the same id one after the other (Proxmox reuses ids); empty where
 *     ids are never used again
 */
public record Ref(Kind kind, String id, String stamp) {

    /** The kinds of things. */
    public enum Kind {
        /** The connection itself. */
        HYPERVISOR,
        /** A machine. */
        VM,
        /** A snapshot of a machine. */
        SNAPSHOT,
        /** A host. */
        HOST,
        /** A switch. */
        SWITCH,
        /** A storage pool. */
        POOL,
        /** A volume. */
        VOLUME,
        /** A cluster. */
        CLUSTER,
        /** A hyperconverged pool. */
        HCI
    }

    /** The connection itself. */
    public static final Ref HYPERVISOR = new Ref(Kind.HYPERVISOR, "", "");

    /**
     * A thing whose id is never used again.
     *
     * @param kind its kind
     * @param id its id
     * @return the reference
     */
    public static Ref of(Kind kind, String id) {
        return new Ref(kind, id, "");
    }

    /**
     * A machine whose id is never used again.
     *
     * @param id its id
     * @return the reference
     */
    public static Ref vm(String id) {
        return of(Kind.VM, id);
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
