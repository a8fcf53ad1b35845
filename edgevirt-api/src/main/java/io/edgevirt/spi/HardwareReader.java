package io.edgevirt.spi;

import io.edgevirt.Hardware;

/** Reads the hardware of the JVM's own machine; found by {@link java.util.ServiceLoader}. */
public interface HardwareReader {

    /**
     * Reads the hardware.
     *
     * @return what this machine tells; what it does not tell is empty
     */
    Hardware read();
}
