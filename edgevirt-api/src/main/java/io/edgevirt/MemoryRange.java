package io.edgevirt;

/**
 * The bounds between which a system moves a machine's memory by itself.
 *
 * @param minimum the least it may be given
 * @param maximum the most
 */
public record MemoryRange(Size minimum, Size maximum) {

    @Override
    public String toString() {
        return minimum + " to " + maximum;
    }
}
