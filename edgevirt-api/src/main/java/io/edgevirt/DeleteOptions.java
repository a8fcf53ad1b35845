package io.edgevirt;

import io.edgevirt.engine.Line;

/**
 * What is deleted with a machine.
 *
 * @param disks whether its disks go as well: those that lie in a pool and that no other machine uses
 */
public record DeleteOptions(boolean disks) {

    /**
     * The machine with its disks.
     *
     * @return the default
     */
    public static DeleteOptions withDisks() {
        return new DeleteOptions(true);
    }

    /**
     * The machine alone; its disks stay.
     *
     * @return options that keep the disks
     */
    public static DeleteOptions keepDisks() {
        return new DeleteOptions(false);
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
