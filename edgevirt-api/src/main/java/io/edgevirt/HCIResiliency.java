package io.edgevirt;

import io.edgevirt.engine.Line;
import java.util.Optional;

/**
 * What a hyperconverged pool survives.
 *
 * @param scheme how it keeps data
 * @param copies how many copies of everything it keeps
 * @param nativeName the system's own name for it, such as {@code RAID-1 FTT=1} or {@code size 3/2}
 * @param toleratedByDesign how many failures of a host or disk it is made to survive
 * @param toleratedNow how many it would survive now
 * @param witness the witness of a two-node pool, where it has one
 */
public record HCIResiliency(
        Scheme scheme,
        Optional<Integer> copies,
        String nativeName,
        Optional<Integer> toleratedByDesign,
        Optional<Integer> toleratedNow,
        Optional<String> witness) {

    /** How data is kept. */
    public enum Scheme {
        /** Once, without protection. */
        NONE,
        /** In whole copies. */
        MIRROR,
        /** With parity or erasure coding. */
        PARITY,
        /** In a mixture of the two. */
        MIXED,
        /** The system does not say. */
        UNKNOWN
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
