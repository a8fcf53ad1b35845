package io.edgevirt.mem;

import io.edgevirt.MemoryRange;
import io.edgevirt.Size;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.VMSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A machine's figures.
 *
 * @param cpus virtual processors
 * @param memory memory
 * @param dynamic the bounds of dynamic memory
 * @param nested whether virtualization is exposed to the guest
 */
record Shape(int cpus, Size memory, Optional<MemoryRange> dynamic, boolean nested) {

    /** The most processors that a machine may be given while it runs, unless it has more already. */
    static final int HOT_CPUS = 16;
    /** How many times the memory it has it may be given while it runs. */
    static final int HOT_MEMORY = 4;

    static Shape of(VMSpec spec) {
        return new Shape(
                spec.cpus(),
                spec.memory(),
                spec.dynamicMemory(),
                spec.nestedVirtualization().orElse(false));
    }

    Shape with(Change.Reconfigure change) {
        return new Shape(
                change.cpus().orElse(cpus),
                change.memory().orElse(memory),
                change.dynamicMemory().or(() -> dynamic),
                change.nestedVirtualization().orElse(nested));
    }

    /** What of a change a running machine cannot take. */
    List<String> needsStop(Shape wanted, Preset preset) {
        List<String> fields = new ArrayList<>();
        boolean hotCpus = preset.hotCpus() && wanted.cpus > cpus && wanted.cpus <= HOT_CPUS;
        if (wanted.cpus != cpus && !hotCpus) {
            fields.add("cpus");
        }
        boolean more = wanted.memory.compareTo(memory) > 0 && wanted.memory.bytes() / HOT_MEMORY <= memory.bytes();
        if (!wanted.memory.equals(memory) && !(preset.hotMemory() && more)) {
            fields.add("memory");
        }
        if (!wanted.dynamic.equals(dynamic)) {
            fields.add("dynamicMemory");
        }
        if (wanted.nested != nested) {
            fields.add("nestedVirtualization");
        }
        return fields;
    }

    /** The figures that a running machine has after a change of which the rest waits for the next start. */
    Shape now(Shape wanted, List<String> later) {
        return new Shape(
                later.contains("cpus") ? cpus : wanted.cpus,
                later.contains("memory") ? memory : wanted.memory,
                later.contains("dynamicMemory") ? dynamic : wanted.dynamic,
                later.contains("nestedVirtualization") ? nested : wanted.nested);
    }
}
