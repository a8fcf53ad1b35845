package io.edgevirt;

import io.edgevirt.engine.Line;
import java.util.Optional;

/**
 * How much a hyperconverged pool holds. Every system reports raw figures; usable ones are rarely reported, so they carry
 * their basis.
 *
 * @param rawTotal all its disks together
 * @param rawUsed what is taken of them, copies included
 * @param usableTotal what guests could store
 * @param usableFree what guests can still store
 * @param basis where the usable figures come from
 */
public record HCICapacity(
        Size rawTotal, Optional<Size> rawUsed, Optional<Size> usableTotal, Optional<Size> usableFree, Basis basis) {

    /** Where usable figures come from. */
    public enum Basis {
        /** The system reports them. */
        REPORTED,
        /** Worked out of raw figures and the number of copies. */
        DERIVED_FROM_COPIES,
        /** There are none: only raw figures are known. */
        RAW_ONLY
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
