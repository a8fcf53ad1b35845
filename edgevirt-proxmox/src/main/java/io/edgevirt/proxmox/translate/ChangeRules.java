package io.edgevirt.proxmox.translate;

import io.edgevirt.Finding;
import io.edgevirt.Size;
import io.edgevirt.spi.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Proxmox VE wants of values that change a machine; each finding names field, value, limit and remedy. */
public final class ChangeRules {

    /** As Proxmox VE's tables limit it. */
    private static final Size LEAST_MEMORY = Size.mib(16);

    private static final long MIB = 1024L * 1024;

    private ChangeRules() {}

    /**
     * Figures of a machine.
     *
     * @param target the machine's name
     * @param change what is wanted
     * @return failing findings
     */
    public static List<Finding> figures(String target, Change.Reconfigure change) {
        List<Finding> found = new ArrayList<>();
        change.memory().flatMap(m -> memory("memory", m)).ifPresent(found::add);
        change.dynamicMemory().ifPresent(range -> {
            memory("dynamicMemory", range.minimum()).ifPresent(found::add);
            memory("dynamicMemory", range.maximum()).ifPresent(found::add);
            change.memory()
                    .filter(m -> !m.equals(range.maximum()))
                    .ifPresent(m -> found.add(Finding.warn(
                            "memory",
                            target,
                            "Proxmox VE starts a machine with the most that it may have, " + range.maximum() + ", not "
                                    + m + ", and takes memory back when the node runs short",
                            "give it no more than the node has to spare")));
        });
        NameRules texts = new NameRules().tags(change.tags());
        change.description().ifPresent(d -> texts.description("description", d));
        found.addAll(texts.findings());
        return found;
    }

    private static Optional<Finding> memory(String field, Size size) {
        boolean fits = size.bytes() % MIB == 0 && size.compareTo(LEAST_MEMORY) >= 0;
        return fits
                ? Optional.empty()
                : Optional.of(NameRules.invalid(
                        field, size.toString(), "memory is whole MiB, 16 or more", "round it to whole MiB"));
    }
}
