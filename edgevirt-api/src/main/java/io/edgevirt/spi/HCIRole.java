package io.edgevirt.spi;

import io.edgevirt.HCICapacity;
import io.edgevirt.HCIDisk;
import io.edgevirt.HCIHealth;
import io.edgevirt.HCIRebuild;
import io.edgevirt.HCIResiliency;
import io.edgevirt.engine.Line;
import java.util.List;

/** Hyperconverged pools. */
public interface HCIRole extends Inventory<HCIRole.Entry> {

    /**
     * A pool as a listing gives it.
     *
     * @param id the system's own id
     * @param name its name
     * @param system the system, such as {@code vSAN}
     * @param nodes the names of its hosts
     */
    record Entry(String id, String name, String system, List<String> nodes) {
        // Copies the list.
        public Entry {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * How it is.
     *
     * @param pool the pool
     * @return health and faults
     */
    HCIHealth health(Ref pool);

    /**
     * How much it holds.
     *
     * @param pool the pool
     * @return raw figures, and usable ones with their basis
     */
    HCICapacity capacity(Ref pool);

    /**
     * What it survives.
     *
     * @param pool the pool
     * @return scheme and copies
     */
    HCIResiliency resiliency(Ref pool);

    /**
     * Whether it is restoring copies.
     *
     * @param pool the pool
     * @return the rebuild
     */
    HCIRebuild rebuild(Ref pool);

    /**
     * The disks that make it up.
     *
     * @param pool the pool
     * @return the disks
     */
    List<HCIDisk> disks(Ref pool);
}
