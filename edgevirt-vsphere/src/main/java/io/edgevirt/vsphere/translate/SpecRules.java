package io.edgevirt.vsphere.translate;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Firmware;
import io.edgevirt.Size;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.VMSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stops a machine that is wanted, as far as the spec alone tells. */
public final class SpecRules {

    /** VMware's configuration maximums for vSphere 8. */
    private static final int MOST_CPUS = 768;

    private static final int MOST_NICS = 10;
    private static final long MEMORY_STEP = Size.mib(4).bytes();
    private static final Size MOST_MEMORY = Size.tib(24);
    private static final Size MOST_DISK = Size.tib(62);

    private final VMSpec spec;
    private final List<Finding> found = new ArrayList<>();

    private SpecRules(VMSpec spec) {
        this.spec = spec;
    }

    /**
     * Checks a spec.
     *
     * @param spec what is wanted
     * @return what would stop it
     */
    public static List<Finding> of(VMSpec spec) {
        SpecRules rules = new SpecRules(spec);
        rules.texts();
        rules.size();
        rules.lacking();
        rules.disks();
        rules.nics();
        rules.firmware();
        rules.devices();
        return List.copyOf(rules.found);
    }

    private void texts() {
        NameRules names = new NameRules().name("name", spec.name()).tags(spec.tags());
        spec.description().ifPresent(d -> names.text("description", d));
        spec.boot().guestOs().ifPresent(os -> names.line("guestOs", os));
        spec.vgpu().ifPresent(profile -> names.line("vgpu", profile));
        found.addAll(names.findings());
    }

    private void size() {
        if (spec.cpus() > MOST_CPUS) {
            found.add(tooMany(spec.cpus()));
        }
        memory("memory", spec.memory()).ifPresent(found::add);
    }

    /**
     * What vSphere wants of a size of memory.
     *
     * @param field the field
     * @param memory how much
     * @return the finding, if it is not accepted
     */
    static Optional<Finding> memory(String field, Size memory) {
        if (memory.bytes() % MEMORY_STEP != 0 || memory.compareTo(MOST_MEMORY) > 0) {
            return Optional.of(NameRules.invalid(
                    field,
                    memory.toString(),
                    "memory is a multiple of 4 MiB and at most " + MOST_MEMORY,
                    "round it, such as to "
                            + Size.ofBytes(Math.max(MEMORY_STEP, memory.bytes() / MEMORY_STEP * MEMORY_STEP))));
        }
        return Optional.empty();
    }

    private void lacking() {
        spec.dynamicMemory().ifPresent(m -> found.add(noDynamicMemory(spec.name())));
        spec.boot()
                .kernel()
                .ifPresent(k -> found.add(Finding.fail(
                        "bootKernel",
                        Problem.UNSUPPORTED,
                        spec.name(),
                        "ESXi boots a machine by its firmware only",
                        "put the kernel on a disk or an ISO image with a boot loader")));
    }

    /**
     * Why memory cannot be dynamic.
     *
     * @param vm the machine's name
     * @return the finding
     */
    static Finding noDynamicMemory(String vm) {
        return Finding.fail(
                "dynamicMemory",
                Problem.UNSUPPORTED,
                vm,
                "ESXi takes unused memory of all machines as it needs it, without bounds to be set",
                "set memory() to the most, and reserve() what must always be there");
    }

    private void disks() {
        Slots slots = new Slots(new Guest(spec.boot().guestOs()), List.of());
        for (int i = 0; i < spec.disks().size(); i++) {
            String field = "disk[" + i + "]";
            DiskSpec disk = spec.disks().get(i);
            Optional<Finding> wrong = disk(field, disk);
            wrong.ifPresent(found::add);
            if (wrong.isEmpty() && !slots.disk(Devices.disk("", disk.size(), disk.thin()), disk.bus())) {
                found.add(full(field));
            }
        }
    }

    /**
     * No controller has room.
     *
     * @param field the field
     * @return the finding
     */
    public static Finding full(String field) {
        return NameRules.invalid(
                field + ".bus",
                "full",
                "all controllers of that kind are full",
                "put it on another bus, or leave it out");
    }

    /**
     * What vSphere wants of a disk.
     *
     * @param field the field
     * @param disk what is wanted
     * @return the finding, if it is not accepted
     */
    public static Optional<Finding> disk(String field, DiskSpec disk) {
        if (disk.bus().isPresent() && Bus.of(disk.bus().get()).isEmpty()) {
            return Optional.of(Finding.fail(
                    field + ".bus",
                    Problem.UNSUPPORTED,
                    disk.bus().get().name(),
                    "ESXi has no such bus for disks",
                    "choose SCSI, SATA, NVME or IDE"));
        }
        Optional<Finding> size = size(field + ".size", disk.size());
        if (size.isPresent()) {
            return size;
        }
        List<Finding> names =
                new NameRules().line(field + ".path", disk.path().orElse("")).findings();
        if (!names.isEmpty()) {
            return Optional.of(names.get(0));
        }
        return disk.path()
                .filter(path -> !path.endsWith(".vmdk"))
                .map(path -> NameRules.invalid(
                        field + ".path", path, "a disk's file ends with .vmdk", "name it such as folder/disk.vmdk"));
    }

    /**
     * What vSphere wants of a disk's size.
     *
     * @param field the field
     * @param size how large
     * @return the finding, if it is not accepted
     */
    public static Optional<Finding> size(String field, Size size) {
        return size.bytes() % 1024 == 0 && size.compareTo(MOST_DISK) <= 0
                ? Optional.empty()
                : Optional.of(NameRules.invalid(
                        field, size.toString(), "a disk has whole KiB, and at most " + MOST_DISK, "round it"));
    }

    private void nics() {
        if (spec.nics().size() > MOST_NICS) {
            found.add(NameRules.invalid(
                    "nic",
                    String.valueOf(spec.nics().size()),
                    "a machine has at most " + MOST_NICS + " adapters",
                    "use fewer, or a trunk"));
        }
        for (int i = 0; i < spec.nics().size(); i++) {
            nic("nic[" + i + "]", spec.nics().get(i)).ifPresent(found::add);
        }
    }

    /**
     * What vSphere wants of an adapter.
     *
     * @param field the field
     * @param nic what is wanted
     * @return the finding, if it is not accepted
     */
    public static Optional<Finding> nic(String field, NicSpec nic) {
        return nic.mac()
                .filter(mac -> (Integer.parseInt(mac.substring(0, 2), 16) & 1) != 0)
                .map(mac -> NameRules.invalid(
                        field + ".mac", mac, "an adapter's address is not one of a group", "make its first byte even"));
    }

    private void firmware() {
        boolean bios = spec.boot().firmware().equals(Optional.of(Firmware.BIOS));
        if (bios && spec.boot().tpm()) {
            found.add(NameRules.invalid("tpm", "BIOS", "a virtual TPM needs UEFI", "choose firmware(Firmware.UEFI)"));
        }
    }

    private void devices() {
        boolean passed = !spec.devices().isEmpty() || spec.vgpu().isPresent();
        if (passed && spec.nestedVirtualization().orElse(false)) {
            found.add(noNesting(spec.name()));
        }
    }

    /**
     * Why a machine with devices of the host's cannot have virtualization of its own.
     *
     * @param vm the machine's name
     * @return the finding
     */
    public static Finding noNesting(String vm) {
        return Finding.fail(
                "nestedVirtualization",
                Problem.UNSUPPORTED,
                vm,
                "ESXi forbids devices that are passed through and virtualization for the guest on one machine",
                "leave out one of the two");
    }

    /**
     * What vSphere wants of new figures.
     *
     * @param vm the machine's name
     * @param cpus virtual processors
     * @param memory memory
     * @param dynamic the most memory that is to be dynamic
     * @return what would stop it
     */
    public static List<Finding> figures(
            String vm, Optional<Integer> cpus, Optional<Size> memory, Optional<Size> dynamic) {
        List<Finding> found = new ArrayList<>();
        cpus.filter(n -> n > MOST_CPUS).ifPresent(n -> found.add(tooMany(n)));
        memory.flatMap(m -> memory("memory", m)).ifPresent(found::add);
        dynamic.ifPresent(m -> found.add(noDynamicMemory(vm)));
        return found;
    }

    private static Finding tooMany(int cpus) {
        return NameRules.invalid("cpus", String.valueOf(cpus), "a machine has at most " + MOST_CPUS, "ask for fewer");
    }
}
