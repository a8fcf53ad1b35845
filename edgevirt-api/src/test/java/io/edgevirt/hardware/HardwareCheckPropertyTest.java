package io.edgevirt.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Status;
import io.edgevirt.Hardware;
import io.edgevirt.Hardware.DiskDevice;
import io.edgevirt.Hardware.DiskKind;
import io.edgevirt.Hardware.NetworkAdapter;
import io.edgevirt.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

@Label("For any machine, a hardware check")
class HardwareCheckPropertyTest {

    private static final HardwareCheck ALL =
            HardwareCheck.singleNode().recommended().nestedVirtualization();

    @Property
    @Label("never turns a pass into a fail, nor into a warning, when the machine gets more")
    void monotonic(@ForAll("machines") Hardware machine, @ForAll("upgrades") Upgrade upgrade) {
        Map<String, Finding> before = byId(ALL.run(machine));
        Map<String, Finding> after = byId(ALL.run(upgrade.on(machine)));

        before.forEach((id, was) -> {
            Status now = after.get(id).status();
            if (was.status() == Status.PASS) {
                assertEquals(Status.PASS, now, id);
            }
            if (was.status() == Status.WARN) {
                assertFalse(now == Status.FAIL, id);
            }
        });
    }

    @Property
    @Label("never fails nor passes on what it does not know")
    void unknown(@ForAll("machines") Hardware machine, @ForAll("gaps") Gap gap) {
        Map<String, Finding> after = byId(ALL.run(gap.in(machine)));

        for (String id : gap.concerns) {
            assertTrue(
                    List.of(Status.UNKNOWN, Status.SKIPPED)
                            .contains(after.get(id).status()),
                    () -> after.get(id).toString());
        }
    }

    @Property
    @Label("gives a reason for all that does not pass, and prints a line per check and reason")
    void reasons(@ForAll("machines") Hardware machine) {
        HardwareReport report = ALL.run(machine);

        report.findings()
                .forEach(
                        f -> assertTrue(f.status() == Status.PASS || !f.reason().isBlank(), f.id()));
        int lines = 2
                + 2 * Thresholds.ALL.size()
                - report.findings().of(Status.PASS).size();
        assertEquals(lines, report.toString().lines().count());
    }

    @Property
    @Label("passes once every failing check is waived, and changes no other finding")
    void waivers(@ForAll("machines") Hardware machine) {
        HardwareReport report = ALL.run(machine);
        HardwareCheck waived = ALL;
        for (Finding f : report.findings().failures()) {
            waived = waived.waive(f.id(), "known");
        }

        HardwareReport after = waived.run(machine);

        assertTrue(after.passed());
        report.findings().all().stream()
                .filter(f -> f.status() != Status.FAIL)
                .forEach(f -> assertTrue(after.findings().all().contains(f), f.id()));
    }

    @Property
    @Label("accepts nominal memory less any tenth of it, and refuses less than that")
    void tolerance(@ForAll @IntRange(min = 1, max = 1024) int gib, @ForAll @IntRange(min = 0, max = 99) int percent) {
        Size nominal = Size.gib(gib);
        Size seen = Size.ofBytes(nominal.bytes() / 100 * (100 - percent));
        Hardware machine = Machines.with(Machines.minimum(), seen);

        Reading.Truth truth = new MemoryProbe(nominal).read(machine).truth();

        // At exactly a tenth the integer division above may lose some bytes.
        if (percent != 10) {
            assertEquals(percent < 10 ? Reading.Truth.MET : Reading.Truth.MISSED, truth);
        }
    }

    private static Map<String, Finding> byId(HardwareReport report) {
        return report.findings().all().stream().collect(Collectors.toMap(Finding::id, Function.identity()));
    }

    /** More of something. */
    enum Upgrade {
        CORES,
        FLAGS,
        MEMORY,
        LARGER_DISKS,
        BETTER_DISKS,
        ANOTHER_DISK,
        UNKNOWN_DISK,
        FASTER_LINKS,
        ANOTHER_LINK,
        UNKNOWN_LINK;

        Hardware on(Hardware h) {
            return switch (this) {
                case CORES -> Machines.with(h, cpu(h, 2, false));
                case FLAGS -> Machines.with(h, cpu(h, 1, true));
                case MEMORY ->
                    Machines.machine(
                            h.cpu(), h.memory().map(Upgrade::twice), h.disks(), h.nics(), h.hypervisorPresent());
                case LARGER_DISKS ->
                    disks(h, d -> new DiskDevice(d.name(), d.size().map(Upgrade::twice), d.kind(), d.model()));
                case BETTER_DISKS -> disks(h, d -> new DiskDevice(d.name(), d.size(), better(d.kind()), d.model()));
                case ANOTHER_DISK -> plus(h, Machines.disk("new", Size.gb(1), DiskKind.HDD));
                case UNKNOWN_DISK ->
                    plus(h, new DiskDevice("new", Optional.empty(), DiskKind.UNKNOWN, Optional.empty()));
                case FASTER_LINKS ->
                    nics(h, n -> Machines.nic(n.name(), n.bitsPerSecond().map(s -> s * 2), n.up()));
                case ANOTHER_LINK -> plus(h, Machines.nic("new", Optional.of(10_000_000L), Optional.of(false)));
                case UNKNOWN_LINK -> plus(h, Machines.nic("new", Optional.empty(), Optional.empty()));
            };
        }

        private static Size twice(Size size) {
            return size.plus(size);
        }

        private static DiskKind better(DiskKind kind) {
            return kind == DiskKind.HDD ? DiskKind.SSD : DiskKind.NVME;
        }

        private static Hardware.Cpu cpu(Hardware h, int factor, boolean flags) {
            return Machines.cpu(
                    h.cpu().cores().map(n -> n * factor),
                    h.cpu().threads().map(n -> n * factor),
                    h.cpu().virtualization().map(on -> on || flags),
                    h.cpu().slat().map(on -> on || flags),
                    h.cpu().nested().map(on -> on || flags));
        }

        private static Hardware disks(Hardware h, Function<DiskDevice, DiskDevice> change) {
            return Machines.with(h, h.disks().stream().map(change).toArray(DiskDevice[]::new));
        }

        private static Hardware nics(Hardware h, Function<NetworkAdapter, NetworkAdapter> change) {
            return Machines.with(h, h.nics().stream().map(change).toArray(NetworkAdapter[]::new));
        }

        private static Hardware plus(Hardware h, DiskDevice disk) {
            List<DiskDevice> all = new ArrayList<>(h.disks());
            all.add(disk);
            return Machines.with(h, all.toArray(DiskDevice[]::new));
        }

        private static Hardware plus(Hardware h, NetworkAdapter nic) {
            List<NetworkAdapter> all = new ArrayList<>(h.nics());
            all.add(nic);
            return Machines.with(h, all.toArray(NetworkAdapter[]::new));
        }
    }

    /** Something that a system does not tell. */
    enum Gap {
        CPU("cpu.virt", "cpu.slat", "cpu.cores", "nested.host", "nested.vm.cpus"),
        MEMORY("mem.total", "nested.vm.memory"),
        DISKS("disk.size", "disk.media"),
        DISK_SIZES("disk.size"),
        LINKS("nic.speed");

        private final List<String> concerns;

        Gap(String... concerns) {
            this.concerns = List.of(concerns);
        }

        Hardware in(Hardware h) {
            return switch (this) {
                case CPU -> Machines.with(h, Machines.silent().cpu());
                case MEMORY -> Machines.machine(h.cpu(), Optional.empty(), h.disks(), h.nics(), h.hypervisorPresent());
                case DISKS -> Machines.with(h, new DiskDevice[0]);
                case DISK_SIZES ->
                    Upgrade.disks(h, d -> new DiskDevice(d.name(), Optional.empty(), d.kind(), d.model()));
                case LINKS -> Upgrade.nics(h, n -> Machines.nic(n.name(), Optional.empty(), Optional.empty()));
            };
        }
    }

    @Provide
    Arbitrary<Upgrade> upgrades() {
        return Arbitraries.of(Upgrade.class);
    }

    @Provide
    Arbitrary<Gap> gaps() {
        return Arbitraries.of(Gap.class);
    }

    @Provide
    Arbitrary<Hardware> machines() {
        Arbitrary<Optional<Boolean>> flag = Arbitraries.of(true, false).optional();
        Arbitrary<Optional<Integer>> count =
                Arbitraries.integers().between(1, 32).optional();
        Arbitrary<Hardware.Cpu> cpus =
                Combinators.combine(count, count, flag, flag, flag).as(Machines::cpu);
        Arbitrary<Optional<Size>> memory =
                Arbitraries.longs().between(0, 64 * 1024L).map(Size::mib).optional();
        Arbitrary<DiskDevice> disk = Combinators.combine(
                        Arbitraries.of("sda", "nvme0n1", "vda"),
                        Arbitraries.longs().between(0, 600).map(Size::gb).optional(),
                        Arbitraries.of(DiskKind.class))
                .as((name, size, kind) -> new DiskDevice(name, size, kind, Optional.empty()));
        Arbitrary<NetworkAdapter> nic = Combinators.combine(
                        Arbitraries.of("eno1", "eth0"),
                        Arbitraries.of(10_000_000L, 100_000_000L, 1_000_000_000L, 2_500_000_000L, 10_000_000_000L)
                                .optional(),
                        flag)
                .as(Machines::nic);
        return Combinators.combine(
                        cpus, memory, disk.list().ofMaxSize(3), nic.list().ofMaxSize(3), flag)
                .as(Machines::machine);
    }
}
