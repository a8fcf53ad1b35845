package io.edgevirt.hardware;

import io.edgevirt.Finding;
import io.edgevirt.Findings;
import io.edgevirt.Hardware;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.Violation;
import io.edgevirt.hardware.Rule.Group;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks of a machine's hardware. Immutable: each method gives a new check, in any order.
 *
 * <pre>{@code
 * HardwareReport report = HardwareCheck.singleNode().recommended().run(host.hardware());
 * }</pre>
 *
 * <p>What is below a minimum fails, what is below a recommendation warns. What the system does not tell is
 * {@link Finding.Status#UNKNOWN}, with the reason: it neither passes nor fails. Memory is counted in binary units and
 * may be a tenth less than its nominal size, since firmware and kernel take some; disks and links are counted in
 * decimal units.
 */
public final class HardwareCheck {

    private final Set<Group> groups;
    private final boolean alsoRecommended;
    private final Map<String, String> waivers;

    private HardwareCheck(Set<Group> groups, boolean alsoRecommended, Map<String, String> waivers) {
        this.groups = groups;
        this.alsoRecommended = alsoRecommended;
        this.waivers = waivers;
    }

    /**
     * What a single edge node needs at least: virtualization with second-level address translation (checks
     * {@code cpu.virt}, {@code cpu.slat}), 4 cores ({@code cpu.cores}), 8 GB of memory ({@code mem.total}), a disk of
     * 128 GB ({@code disk.size}) that is an SSD ({@code disk.media}), and a link of 1 Gb/s ({@code nic.speed}).
     *
     * @return the check
     */
    public static HardwareCheck singleNode() {
        return new HardwareCheck(EnumSet.of(Group.SINGLE_NODE), false, Map.of());
    }

    /**
     * Warns of what is below the recommendation: 8 cores, 16 GB of memory, an NVMe disk of 256 GB, a link of 10 Gb/s.
     *
     * @return a check that warns as well
     */
    public HardwareCheck recommended() {
        return new HardwareCheck(groups, true, waivers);
    }

    /**
     * Adds what a host needs so that AKS Edge Essentials can run in one of its virtual machines: virtualization passed
     * on to guests ({@code nested.host}), 4 threads ({@code nested.vm.cpus}) and 8 GB of memory
     * ({@code nested.vm.memory}) for that machine. MAC address spoofing ({@code nested.vm.mac}) is a setting of the
     * machine and always SKIPPED; a warning ({@code nested.production}) says that Microsoft does not support it for
     * production.
     *
     * @return a check of these as well
     */
    public HardwareCheck nestedVirtualization() {
        Set<Group> more = EnumSet.copyOf(groups);
        more.add(Group.NESTED);
        return new HardwareCheck(more, alsoRecommended, waivers);
    }

    /**
     * Accepts that a check fails: its finding becomes {@link Finding.Status#SKIPPED} with the reason given, and still
     * shows what was seen. A check that does not fail is reported as ever.
     *
     * @param id the exact id of one check, such as {@code disk.media}
     * @param reason why it is accepted, for whoever reads the report
     * @return a check with this waiver
     * @throws InvalidSpecException if there is no check of that id, or the reason is blank
     */
    public HardwareCheck waive(String id, String reason) {
        List<Violation> wrong = new ArrayList<>();
        List<String> known = Thresholds.ALL.stream().map(Rule::id).toList();
        if (!known.contains(id)) {
            wrong.add(new Violation("waive.id", id, "a waiver names one check exactly", "the checks are " + known));
        }
        if (reason.isBlank()) {
            wrong.add(new Violation("waive.reason", reason, "a waiver has a reason", "say why it is accepted"));
        }
        if (!wrong.isEmpty()) {
            throw InvalidSpecException.of(wrong);
        }
        Map<String, String> more = new TreeMap<>(waivers);
        more.put(id, reason);
        return new HardwareCheck(groups, alsoRecommended, more);
    }

    /**
     * Looks at a machine. Asks no system: it judges what the hardware given says.
     *
     * @param hardware the machine, from {@link io.edgevirt.Host#hardware()} or {@link Hardware#local()}
     * @return a report with one finding per check
     */
    public HardwareReport run(Hardware hardware) {
        List<Finding> all = Thresholds.ALL.stream()
                .filter(rule -> groups.contains(rule.group()))
                .map(rule -> waived(rule.check(hardware, alsoRecommended)))
                .toList();
        return new HardwareReport(hardware.name(), new Findings(all));
    }

    private Finding waived(Finding f) {
        String reason = waivers.getOrDefault(f.id(), "");
        if (f.status() != Finding.Status.FAIL || reason.isEmpty()) {
            return f;
        }
        return new Finding(
                f.id(),
                Finding.Status.SKIPPED,
                f.target(),
                f.seen(),
                f.threshold(),
                "waived: " + reason,
                "",
                f.source(),
                f.problem());
    }

    /** One line that names the checks made. */
    @Override
    public String toString() {
        List<String> ids = Thresholds.ALL.stream()
                .filter(rule -> groups.contains(rule.group()))
                .map(Rule::id)
                .toList();
        return "hardware check of " + String.join(", ", ids) + (alsoRecommended ? ", with recommendations" : "")
                + (waivers.isEmpty() ? "" : ", waived: " + waivers.keySet());
    }
}
