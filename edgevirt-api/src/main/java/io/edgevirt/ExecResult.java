package io.edgevirt;

import io.edgevirt.engine.Line;

/**
 * How a program in a guest ended.
 *
 * @param exitCode its exit code; a program ended by a signal has 128 plus the signal's number
 * @param output what it wrote to standard output, as UTF-8
 * @param error what it wrote to standard error, as UTF-8
 * @param truncated whether the system cut the output short
 */
public record ExecResult(int exitCode, String output, String error, boolean truncated) {
    @Override
    public String toString() {
        return Line.of(this);
    }
}
