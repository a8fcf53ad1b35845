package io.edgevirt.proxmox.translate;

import static io.edgevirt.proxmox.translate.NameRules.invalid;

import io.edgevirt.DiskBus;
import io.edgevirt.Finding;
import io.edgevirt.Size;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.VMSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Proxmox VE cannot make of a machine that is wanted, told without asking a server. */
public final class SpecRules {

    /** The schema's values for {@code ostype}. */
    private static final List<String> OS_TYPES = List.of(
            "other", "wxp", "w2k", "w2k3", "w2k8", "wvista", "win7", "win8", "win10", "win11", "l24", "l26", "solaris");

    /** How many drives a bus takes; one or two IDE places are kept for CD drives. */
    private static final Map<DiskBus, Integer> PLACES =
            Map.of(DiskBus.SCSI, 31, DiskBus.VIRTIO, 16, DiskBus.SATA, 5, DiskBus.IDE, 2);

    private static final Size LEAST_MEMORY = Size.mib(16);
    private static final long MIB = 1L << 20;
    private static final int KIB = 1024;
    private static final int MOST_NICS = 32;

    private final List<Finding> found = new ArrayList<>();

    private SpecRules() {}

    /**
     * Looks at a machine that is wanted.
     *
     * @param spec what is wanted
     * @return failing findings, and warnings
     */
    public static List<Finding> of(VMSpec spec) {
        SpecRules rules = new SpecRules();
        NameRules names = new NameRules().name("name", spec.name()).tags(spec.tags());
        spec.description().ifPresent(text -> names.description("description", text));
        rules.found.addAll(names.findings());
        rules.memory(spec);
        rules.disks(spec.disks());
        rules.boot(spec);
        if (spec.nics().size() > MOST_NICS) {
            rules.found.add(invalid(
                    "nic",
                    Integer.toString(spec.nics().size()),
                    "at most " + MOST_NICS + " adapters",
                    "leave some out"));
        }
        return rules.found;
    }

    private void memory(VMSpec spec) {
        memory("memory", spec.memory());
        spec.dynamicMemory().ifPresent(range -> {
            memory("dynamicMemory", range.minimum());
            memory("dynamicMemory", range.maximum());
            if (!range.maximum().equals(spec.memory())) {
                found.add(Finding.warn(
                        "memory",
                        spec.name(),
                        "Proxmox VE starts a machine with its maximum, " + range.maximum() + ", not " + spec.memory()
                                + ", and takes memory back when the node runs short",
                        "give it no more than the node has to spare"));
            }
        });
    }

    private void memory(String field, Size size) {
        if (size.bytes() % MIB != 0 || size.compareTo(LEAST_MEMORY) < 0) {
            found.add(invalid(field, size.toString(), "whole MiB, at least 16", "round it"));
        }
    }

    private void disks(List<DiskSpec> disks) {
        for (int i = 0; i < disks.size(); i++) {
            disk("disk[" + i + "]", disks.get(i));
        }
        PLACES.forEach((bus, most) -> {
            long wanted = disks.stream().filter(d -> bus(d) == bus).count();
            if (wanted > most) {
                found.add(invalid(
                        "disk.bus", wanted + " on " + bus, "at most " + most, "put some on another bus, such as SCSI"));
            }
        });
    }

    private void disk(String field, DiskSpec disk) {
        size(field + ".size", disk.size()).ifPresent(found::add);
        disk.path()
                .ifPresent(path -> found.add(invalid(
                        field + ".path",
                        path,
                        "Proxmox VE names the volumes of machines itself",
                        "leave it out, and name the storage with pool()")));
        if (!PLACES.containsKey(bus(disk))) {
            found.add(invalid(
                    field + ".bus",
                    bus(disk).toString(),
                    "one of " + Set.copyOf(PLACES.keySet()),
                    "choose one of them"));
        }
    }

    /**
     * Whether Proxmox VE can make a disk of a size, which it counts in KiB.
     *
     * @param field the field
     * @param size the size
     * @return a failing finding, if it cannot
     */
    public static Optional<Finding> size(String field, Size size) {
        return size.bytes() % KIB == 0 && size.bytes() > 0
                ? Optional.empty()
                : Optional.of(invalid(field, size.toString(), "whole KiB", "round it up"));
    }

    static DiskBus bus(DiskSpec disk) {
        return disk.bus().orElse(DiskBus.SCSI);
    }

    private void boot(VMSpec spec) {
        spec.boot()
                .guestOs()
                .filter(os -> !OS_TYPES.contains(os))
                .ifPresent(os ->
                        found.add(invalid("guestOs", os, "one of " + OS_TYPES, "l26 is any Linux, win11 Windows 11")));
        boolean odd = spec.resources().hugepages() && spec.memory().inMib() % 2 != 0;
        if (odd) {
            found.add(invalid("memory", spec.memory().toString(), "an even number of MiB with huge pages", "round it"));
        }
    }
}
