package io.edgevirt.engine;

import io.edgevirt.Failure;
import io.edgevirt.Hardware;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.HardwareReader;
import java.util.ServiceLoader;

/** Finds the module that reads the JVM's own machine. */
public final class LocalHardware {

    private LocalHardware() {}

    /**
     * Reads the hardware of this machine.
     *
     * @return the hardware
     */
    public static Hardware read() {
        return ServiceLoader.load(HardwareReader.class)
                .findFirst()
                .map(HardwareReader::read)
                .orElseThrow(() -> new UnsupportedFeatureException(Failure.of(
                                "no module on the class path reads the hardware of this machine")
                        .operation("Hardware.local")
                        .hint("provide an io.edgevirt.spi.HardwareReader, or ask a connection:" + " host.hardware()")));
    }
}
