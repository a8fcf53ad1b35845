package io.edgevirt.vsphere.read;

import io.edgevirt.Size;
import io.edgevirt.VMStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads what a machine uses of its {@code summary}. vSphere measures rates, and keeps no sums since the start of a
 * machine: those counters stay empty.
 */
public final class FigureReader {

    private static final String USAGE = "summary.quickStats";
    private static final String MOST = "summary.runtime.maxCpuUsage";
    private static final String POWER = "summary.runtime.powerState";
    /** What figures need of a machine. */
    public static final Selection WANTED = Selection.of("VirtualMachine", USAGE, MOST, POWER);

    private static final long MIB = 1024L * 1024;

    private FigureReader() {}

    /**
     * Reads the figures.
     *
     * @param vm the machine with its {@link #WANTED}
     * @param at when they were asked for
     * @return the figures; all empty for a machine that does not run
     */
    public static VMStats read(Managed vm, Instant at) {
        boolean running = vm.text(POWER).filter("poweredOn"::equals).isPresent();
        Element usage = running ? vm.at(USAGE) : Element.NONE;
        return new VMStats(
                Optional.empty(),
                load(usage, vm.at(MOST)),
                memory(usage, "guestMemoryUsage"),
                memory(usage, "hostMemoryUsage"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                usage.number("uptimeSeconds").filter(s -> s >= 0).map(Duration::ofSeconds),
                at);
    }

    /** Both in MHz. A machine may be given more than it may ask for, for a moment. */
    private static Optional<Double> load(Element usage, Element most) {
        Optional<Long> used = usage.number("overallCpuUsage").filter(n -> n >= 0);
        return most.number().filter(n -> n > 0).flatMap(n -> used.map(u -> Math.min(1.0, (double) u / n)));
    }

    /** In MiB; a server that does not know it says -1. */
    private static Optional<Size> memory(Element usage, String name) {
        return usage.at(name).size(MIB);
    }
}
