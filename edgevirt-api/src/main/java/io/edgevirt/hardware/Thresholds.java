package io.edgevirt.hardware;

import static io.edgevirt.Size.gb;
import static io.edgevirt.Size.gib;

import io.edgevirt.Finding.Status;
import io.edgevirt.Hardware.DiskKind;
import io.edgevirt.hardware.Rule.Group;
import io.edgevirt.hardware.Rule.Note;
import java.util.List;

/**
 * All checks with their thresholds, as data: a new check is a new entry. Memory is in binary units, disks and links are
 * in decimal ones. All thresholds were read in the documents named; a threshold of our own would name {@code EdgeVirt}.
 */
final class Thresholds {

    private static final String GUIDE = "Edge guide: minimum specifications, single node";
    private static final String NESTED_GUIDE = "Edge guide: nested virtualization requirements";
    private static final String VIRT = "virt-host-validate; Azure Local EnvironmentChecker";
    private static final String AKS = "Microsoft: AKS Edge Essentials in a nested virtualization environment";
    private static final String FIRMWARE = "switch VT-x or AMD-V on in the firmware, or take another processor";
    private static final String MEMORY_SOURCE = "; tolerance of a tenth: EdgeVirt";

    static final List<Rule> ALL = List.of(
            Rule.of(
                    "cpu.virt",
                    Group.SINGLE_NODE,
                    new Limit("VT-x or AMD-V on", VIRT, CpuProbes.virtualization()),
                    FIRMWARE),
            Rule.of(
                    "cpu.slat",
                    Group.SINGLE_NODE,
                    new Limit("EPT or NPT", "Azure Local EnvironmentChecker", CpuProbes.slat()),
                    FIRMWARE),
            Rule.of(
                    "cpu.cores",
                    Group.SINGLE_NODE,
                    new Limit("4 cores", GUIDE, CpuProbes.cores(4)),
                    new Limit("8 cores", GUIDE, CpuProbes.cores(8)),
                    "take a processor with more cores"),
            Rule.of("mem.total", Group.SINGLE_NODE, memory(8, GUIDE), memory(16, GUIDE), "add memory"),
            Rule.of(
                    "disk.size",
                    Group.SINGLE_NODE,
                    new Limit("a disk of 128 GB", GUIDE, DiskProbe.any(gb(128))),
                    new Limit("a disk of 256 GB", GUIDE, DiskProbe.any(gb(256))),
                    "add a larger disk"),
            Rule.of(
                    "disk.media",
                    Group.SINGLE_NODE,
                    new Limit("an SSD of 128 GB", GUIDE, DiskProbe.of(gb(128), DiskKind.SSD, DiskKind.NVME)),
                    new Limit("an NVMe SSD of 256 GB", GUIDE, DiskProbe.of(gb(256), DiskKind.NVME)),
                    "add an SSD, best on NVMe"),
            Rule.of(
                    "nic.speed",
                    Group.SINGLE_NODE,
                    new Limit("a link of 1 Gb/s", GUIDE, LinkProbe.gigabits(1)),
                    new Limit("a link of 10 Gb/s", GUIDE, LinkProbe.gigabits(10)),
                    "check cable and switch port, or add a faster adapter"),
            Rule.of(
                    "nested.host",
                    Group.NESTED,
                    new Limit("virtualization passed on to guests", NESTED_GUIDE, CpuProbes.nested()),
                    "switch nested virtualization on: on KVM the nested parameter of kvm_intel or kvm_amd, on Hyper-V"
                            + " and ESXi the machine's own setting"),
            Rule.of(
                    "nested.vm.cpus",
                    Group.NESTED,
                    new Limit("4 threads for the machine's 4 vCPUs", NESTED_GUIDE, CpuProbes.threads(4)),
                    "take a processor with more threads"),
            Rule.of("nested.vm.memory", Group.NESTED, memory(8, NESTED_GUIDE), "add memory"),
            Rule.note(
                    "nested.vm.mac",
                    Group.NESTED,
                    new Note(
                            Status.SKIPPED,
                            "MAC address spoofing on",
                            "a setting of the machine's network adapter, which hardware does not show",
                            NESTED_GUIDE),
                    "define the machine with .nic(\"br0\", n -> n.macSpoofing(true)), or connect it through NAT"),
            Rule.note(
                    "nested.production",
                    Group.NESTED,
                    new Note(
                            Status.WARN,
                            "",
                            "Microsoft does not support AKS Edge Essentials in a virtual machine for production",
                            AKS),
                    "use it to develop and test; install it on the machine itself for production"));

    private Thresholds() {}

    private static Limit memory(int gigabytes, String source) {
        MemoryProbe probe = new MemoryProbe(gib(gigabytes));
        String text = gigabytes + " GB (" + Shown.memory(probe.enough()) + " seen are enough)";
        return new Limit(text, source + MEMORY_SOURCE, probe);
    }
}
