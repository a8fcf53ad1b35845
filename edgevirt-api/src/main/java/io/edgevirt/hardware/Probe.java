package io.edgevirt.hardware;

import io.edgevirt.Hardware;

/** Looks at one thing of a machine. What the machine's system does not tell is UNKNOWN, never met and never missed. */
@FunctionalInterface
interface Probe {

    Reading read(Hardware hardware);
}
