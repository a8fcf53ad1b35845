package io.edgevirt.hardware;

import static io.edgevirt.Size.gb;
import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Status;
import io.edgevirt.Hardware;
import io.edgevirt.Hardware.DiskDevice;
import io.edgevirt.Hardware.DiskKind;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.Size;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A hardware check")
class HardwareCheckTest {

    private static final HardwareCheck MINIMUM = HardwareCheck.singleNode();
    private static final HardwareCheck RECOMMENDED = MINIMUM.recommended();
    private static final HardwareCheck NESTED = MINIMUM.nestedVirtualization();

    private static Finding finding(HardwareCheck check, Hardware hardware, String id) {
        List<Finding> found = check.run(hardware).findings().all().stream()
                .filter(f -> f.id().equals(id))
                .toList();
        assertEquals(1, found.size(), id);
        return found.get(0);
    }

    private static Status status(HardwareCheck check, Hardware hardware, String id) {
        return finding(check, hardware, id).status();
    }

    @Nested
    @DisplayName("of a single node")
    class SingleNode {

        @Test
        @DisplayName("passes the guide's minimum, every check of it")
        void minimum() {
            HardwareReport report = MINIMUM.run(Machines.minimum());

            assertTrue(report.passed());
            assertEquals(
                    Set.of(Status.PASS),
                    report.findings().all().stream().map(Finding::status).collect(Collectors.toSet()));
        }

        @Test
        @DisplayName("makes these checks")
        void ids() {
            assertEquals(
                    Set.of("cpu.virt", "cpu.slat", "cpu.cores", "mem.total", "disk.size", "disk.media", "nic.speed"),
                    MINIMUM.run(Machines.minimum()).findings().all().stream()
                            .map(Finding::id)
                            .collect(Collectors.toSet()));
        }

        @Test
        @DisplayName("fails a machine with 3 cores, and says what was seen, wanted, by whom, and what to do")
        void cores() {
            Hardware three = Machines.with(Machines.minimum(), Machines.cpu(3, 6));

            Finding f = finding(MINIMUM, three, "cpu.cores");

            assertEquals(
                    new Finding(
                            "cpu.cores",
                            Status.FAIL,
                            "edge-01",
                            "3 cores",
                            "4 cores",
                            "below the minimum",
                            "take a processor with more cores",
                            "Edge guide: minimum specifications, single node",
                            Finding.Problem.NONE),
                    f);
            assertFalse(MINIMUM.run(three).passed());
        }

        @Test
        @DisplayName("counts cores, not threads")
        void threads() {
            assertEquals(
                    Status.FAIL, status(MINIMUM, Machines.with(Machines.minimum(), Machines.cpu(2, 4)), "cpu.cores"));
        }
    }

    @Nested
    @DisplayName("of memory")
    class Memory {

        @ParameterizedTest(name = "{0} MiB")
        @ValueSource(longs = {7373, 7600, 7782, 8192})
        @DisplayName("passes a nominal 8 GB machine, whatever firmware and kernel took")
        void nominal(long mib) {
            assertEquals(Status.PASS, status(MINIMUM, Machines.with(Machines.minimum(), Size.mib(mib)), "mem.total"));
        }

        @Test
        @DisplayName("passes 8 GB in decimal units")
        void decimal() {
            assertEquals(Status.PASS, status(MINIMUM, Machines.with(Machines.minimum(), gb(8)), "mem.total"));
        }

        @Test
        @DisplayName("fails 7 GiB")
        void less() {
            Finding f = finding(MINIMUM, Machines.with(Machines.minimum(), gib(7)), "mem.total");

            assertEquals(Status.FAIL, f.status());
            assertEquals("7 GiB", f.seen());
            assertEquals("8 GB (7.2 GiB seen are enough)", f.threshold());
        }

        @Test
        @DisplayName("says that its tolerance is EdgeVirt's own")
        void source() {
            assertTrue(
                    finding(MINIMUM, Machines.minimum(), "mem.total").source().endsWith("EdgeVirt"));
        }
    }

    @Nested
    @DisplayName("of disks")
    class Disks {

        private Status size(DiskDevice... disks) {
            return status(MINIMUM, Machines.with(Machines.minimum(), disks), "disk.size");
        }

        private Status media(DiskDevice... disks) {
            return status(MINIMUM, Machines.with(Machines.minimum(), disks), "disk.media");
        }

        @Test
        @DisplayName("counts in decimal units")
        void decimal() {
            assertEquals(Status.PASS, size(Machines.disk("sda", gb(128), DiskKind.SSD)));
            assertEquals(Status.FAIL, size(Machines.disk("sda", Size.ofBytes(127_999_999_999L), DiskKind.SSD)));
        }

        @Test
        @DisplayName("never shows a disk that is too small as if it were large enough")
        void roundsDown() {
            DiskDevice small = Machines.disk("sda", Size.ofBytes(127_999_999_999L), DiskKind.SSD);

            assertEquals(
                    "sda 127.99 GB SSD",
                    finding(MINIMUM, Machines.with(Machines.minimum(), small), "disk.size")
                            .seen());
        }

        @Test
        @DisplayName("does not add small disks up")
        void noSum() {
            assertEquals(
                    Status.FAIL,
                    size(Machines.disk("sda", gb(64), DiskKind.SSD), Machines.disk("sdb", gb(64), DiskKind.SSD)));
        }

        @Test
        @DisplayName("fails where no SSD is large enough, and shows the disks")
        void media() {
            Hardware mixed = Machines.with(
                    Machines.minimum(),
                    Machines.disk("nvme0n1", gb(64), DiskKind.NVME),
                    Machines.disk("sda", gb(4000), DiskKind.HDD));

            Finding f = finding(MINIMUM, mixed, "disk.media");

            assertEquals(Status.FAIL, f.status());
            assertEquals("nvme0n1 64 GB NVME, sda 4000 GB HDD", f.seen());
            assertEquals(Status.PASS, status(MINIMUM, mixed, "disk.size"));
        }

        @Test
        @DisplayName("does not know of a disk of unknown kind, and says which")
        void unknownKind() {
            DiskDevice vda = Machines.disk("vda", gb(200), DiskKind.UNKNOWN);

            assertEquals(Status.UNKNOWN, media(vda));
            assertEquals(
                    "the system does not tell of vda what it is made of",
                    finding(MINIMUM, Machines.with(Machines.minimum(), vda), "disk.media")
                            .reason());
        }

        @Test
        @DisplayName("does not know of a disk of unknown size")
        void unknownSize() {
            DiskDevice sda = new DiskDevice("sda", Optional.empty(), DiskKind.SSD, Optional.empty());

            assertEquals(Status.UNKNOWN, size(sda));
            assertEquals(Status.UNKNOWN, media(sda));
        }

        @Test
        @DisplayName("fails a small disk of unknown kind, for no kind would make it larger")
        void smallUnknown() {
            assertEquals(Status.FAIL, media(Machines.disk("vda", gb(20), DiskKind.UNKNOWN)));
        }

        @Test
        @DisplayName("is content with one good disk beside unknown ones")
        void oneIsEnough() {
            assertEquals(
                    Status.PASS,
                    media(
                            Machines.disk("vda", gb(200), DiskKind.UNKNOWN),
                            Machines.disk("sda", gb(128), DiskKind.SSD)));
        }
    }

    @Nested
    @DisplayName("of links")
    class Links {

        private Status speed(Optional<Long> speed, Optional<Boolean> up) {
            return status(MINIMUM, Machines.with(Machines.minimum(), Machines.nic("eno1", speed, up)), "nic.speed");
        }

        @Test
        @DisplayName("fails a link that is too slow")
        void slow() {
            assertEquals(Status.FAIL, speed(Optional.of(100_000_000L), Optional.of(true)));
        }

        @Test
        @DisplayName("does not count a link that is down")
        void down() {
            assertEquals(Status.FAIL, speed(Optional.of(10_000_000_000L), Optional.of(false)));
        }

        @Test
        @DisplayName("does not know of a link of unknown speed")
        void unknown() {
            assertEquals(Status.UNKNOWN, speed(Optional.empty(), Optional.of(true)));
        }

        @Test
        @DisplayName("believes a speed where the link's state is not known")
        void stateUnknown() {
            assertEquals(Status.PASS, speed(Optional.of(1_000_000_000L), Optional.empty()));
        }
    }

    @Nested
    @DisplayName("of processor flags")
    class Flags {

        private final Hardware off = Machines.with(Machines.minimum(), Machines.flags(false, false, false));

        @ParameterizedTest
        @ValueSource(strings = {"cpu.virt", "cpu.slat"})
        @DisplayName("fails a flag that is off where no hypervisor runs")
        void bare(String id) {
            assertEquals(Status.FAIL, status(MINIMUM, off, id));
        }

        @ParameterizedTest
        @ValueSource(strings = {"cpu.virt", "cpu.slat"})
        @DisplayName("skips a flag that reads off under a hypervisor, which hides it")
        void hidden(String id) {
            Finding f = finding(MINIMUM, Machines.under(off, Optional.of(true)), id);

            assertEquals(Status.SKIPPED, f.status());
            assertEquals("a hypervisor is running and hides the processor's flag", f.reason());
        }

        @ParameterizedTest
        @ValueSource(strings = {"cpu.virt", "cpu.slat"})
        @DisplayName("does not know a flag that reads off where nobody knows of a hypervisor")
        void maybeHidden(String id) {
            assertEquals(Status.UNKNOWN, status(MINIMUM, Machines.under(off, Optional.empty()), id));
        }

        @ParameterizedTest
        @ValueSource(strings = {"cpu.virt", "cpu.slat"})
        @DisplayName("believes a flag that is on, also under a hypervisor")
        void on(String id) {
            assertEquals(Status.PASS, status(MINIMUM, Machines.under(Machines.minimum(), Optional.of(true)), id));
        }
    }

    @Nested
    @DisplayName("with the recommended column")
    class Recommended {

        @Test
        @DisplayName("passes the guide's recommendation without a warning")
        void passes() {
            assertEquals(
                    List.of(),
                    RECOMMENDED.run(Machines.recommended()).findings().all().stream()
                            .filter(f -> f.status() != Status.PASS)
                            .toList());
        }

        @Test
        @DisplayName("warns of the minimum and still passes it")
        void warns() {
            HardwareReport report = RECOMMENDED.run(Machines.minimum());

            assertTrue(report.passed());
            assertEquals(
                    List.of("cpu.cores", "mem.total", "disk.size", "disk.media", "nic.speed"),
                    report.findings().warnings().stream().map(Finding::id).toList());
        }

        @Test
        @DisplayName("fails what is below the minimum with the minimum's threshold")
        void fails() {
            Finding f = finding(RECOMMENDED, Machines.with(Machines.minimum(), Machines.cpu(2, 4)), "cpu.cores");

            assertEquals(Status.FAIL, f.status());
            assertEquals("4 cores", f.threshold());
        }

        @Test
        @DisplayName("warns of an SSD that is not on NVMe")
        void nvme() {
            Hardware ssd = Machines.with(Machines.recommended(), Machines.disk("sda", gb(512), DiskKind.SSD));

            assertEquals(Status.WARN, status(RECOMMENDED, ssd, "disk.media"));
            assertEquals(Status.PASS, status(RECOMMENDED, ssd, "disk.size"));
        }
    }

    @Nested
    @DisplayName("of nested virtualization")
    class NestedVirtualization {

        @Test
        @DisplayName("passes a host that passes virtualization on")
        void on() {
            assertEquals(Status.PASS, status(NESTED, Machines.minimum(), "nested.host"));
            assertTrue(NESTED.run(Machines.minimum()).passed());
        }

        @Test
        @DisplayName("fails a host that does not, also under a hypervisor, for it is no processor flag")
        void off() {
            Hardware off = Machines.with(Machines.minimum(), Machines.flags(true, true, false));

            assertEquals(Status.FAIL, status(NESTED, off, "nested.host"));
            assertEquals(Status.FAIL, status(NESTED, Machines.under(off, Optional.of(true)), "nested.host"));
        }

        @Test
        @DisplayName("wants 4 threads and 8 GB for the machine")
        void room() {
            Hardware small = Machines.with(Machines.with(Machines.minimum(), Machines.cpu(2, 2)), gib(4));

            assertEquals(Status.FAIL, status(NESTED, small, "nested.vm.cpus"));
            assertEquals(Status.FAIL, status(NESTED, small, "nested.vm.memory"));
            assertEquals(Status.PASS, status(NESTED, Machines.minimum(), "nested.vm.cpus"));
            assertEquals(Status.PASS, status(NESTED, Machines.minimum(), "nested.vm.memory"));
        }

        @Test
        @DisplayName("cannot see MAC address spoofing, and says why and what to write")
        void mac() {
            Finding f = finding(NESTED, Machines.minimum(), "nested.vm.mac");

            assertEquals(Status.SKIPPED, f.status());
            assertTrue(f.reason().contains("hardware does not show"), f.reason());
            assertTrue(f.remedy().contains("macSpoofing(true)"), f.remedy());
        }

        @Test
        @DisplayName("warns that Microsoft does not support it for production")
        void production() {
            Finding f = finding(NESTED, Machines.minimum(), "nested.production");

            assertEquals(Status.WARN, f.status());
            assertTrue(f.reason().contains("production"), f.reason());
        }
    }

    @Nested
    @DisplayName("of a machine whose system tells nothing")
    class Silent {

        @Test
        @DisplayName("does not know, does not fail, and gives a reason each time")
        void unknown() {
            HardwareReport report = RECOMMENDED.run(Machines.silent());

            assertTrue(report.passed());
            for (Finding f : report.findings()) {
                assertEquals(Status.UNKNOWN, f.status(), f.id());
                assertFalse(f.reason().isBlank(), f.id());
                assertFalse(f.remedy().isBlank(), f.id());
                assertEquals("", f.seen(), f.id());
            }
        }
    }

    @Nested
    @DisplayName("with a waiver")
    class Waivers {

        private final Hardware hdd = Machines.with(Machines.minimum(), Machines.disk("sda", gb(500), DiskKind.HDD));

        @Test
        @DisplayName("skips the failure with the reason given, and still shows what was seen")
        void waived() {
            HardwareCheck check = MINIMUM.waive("disk.media", "a gateway that writes little");

            Finding f = finding(check, hdd, "disk.media");

            assertEquals(Status.SKIPPED, f.status());
            assertEquals("waived: a gateway that writes little", f.reason());
            assertEquals("sda 500 GB HDD", f.seen());
            assertTrue(check.run(hdd).passed());
        }

        @Test
        @DisplayName("waives one check and no other")
        void exact() {
            Hardware both = Machines.with(hdd, Machines.cpu(2, 4));

            assertEquals(
                    List.of("cpu.cores"),
                    MINIMUM.waive("disk.media", "known").run(both).findings().failures().stream()
                            .map(Finding::id)
                            .toList());
        }

        @Test
        @DisplayName("leaves what passes and what is not known as it is")
        void onlyFailures() {
            HardwareCheck check = MINIMUM.waive("disk.media", "known");

            assertEquals(Status.PASS, status(check, Machines.minimum(), "disk.media"));
            assertEquals(Status.UNKNOWN, status(check, Machines.silent(), "disk.media"));
        }

        @Test
        @DisplayName("leaves a warning as it is")
        void warning() {
            assertEquals(Status.WARN, status(RECOMMENDED.waive("cpu.cores", "known"), Machines.minimum(), "cpu.cores"));
        }

        @Test
        @DisplayName("may be given before the check that it names")
        void anyOrder() {
            HardwareCheck check = HardwareCheck.singleNode()
                    .waive("nested.host", "switched on later")
                    .nestedVirtualization();
            Hardware off = Machines.with(Machines.minimum(), Machines.flags(true, true, false));

            assertEquals(Status.SKIPPED, status(check, off, "nested.host"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"disk", "disk.*", "DISK.MEDIA", "", " disk.media"})
        @DisplayName("refuses an id that is not exact, and names those there are")
        void unknown(String id) {
            InvalidSpecException e = assertThrows(InvalidSpecException.class, () -> MINIMUM.waive(id, "known"));

            assertEquals("waive.id", e.violations().get(0).field());
            for (Rule rule : Thresholds.ALL) {
                assertTrue(e.getMessage().contains(rule.id()), e.getMessage());
            }
        }

        @Test
        @DisplayName("refuses a blank reason together with an unknown id")
        void blank() {
            InvalidSpecException e = assertThrows(InvalidSpecException.class, () -> MINIMUM.waive("disk", " "));

            assertEquals(
                    List.of("waive.id", "waive.reason"),
                    e.violations().stream().map(v -> v.field()).toList());
        }
    }

    @Nested
    @DisplayName("is immutable:")
    class Immutable {

        @ParameterizedTest
        @EnumSource(Change.class)
        @DisplayName("what is added makes a new check and leaves the old one as it was")
        void untouched(Change change) {
            HardwareCheck old = HardwareCheck.singleNode();
            Hardware weak = Machines.with(Machines.minimum(), Machines.cpu(3, 6));
            HardwareReport before = old.run(weak);

            HardwareReport other = change.on(old).run(weak);

            assertEquals(before, old.run(weak));
            assertFalse(before.equals(other));
        }
    }

    /** What can be added to a check. */
    enum Change {
        RECOMMENDED,
        NESTED,
        WAIVER;

        HardwareCheck on(HardwareCheck check) {
            return switch (this) {
                case RECOMMENDED -> check.recommended();
                case NESTED -> check.nestedVirtualization();
                case WAIVER -> check.waive("cpu.cores", "known");
            };
        }
    }

    @Test
    @DisplayName("gives every finding a source and a target, and a remedy or reason wherever it does not pass")
    void complete() {
        for (Hardware hardware : List.of(Machines.minimum(), Machines.silent(), Machines.recommended())) {
            for (Finding f : RECOMMENDED.nestedVirtualization().run(hardware).findings()) {
                assertFalse(f.source().isBlank(), f.id());
                assertEquals(hardware.name(), f.target());
                assertTrue(f.status() == Status.PASS || !f.reason().isBlank(), f.id());
            }
        }
    }

    @Test
    @DisplayName("has an id of its own for every check")
    void ids() {
        assertEquals(
                Thresholds.ALL.size(),
                Thresholds.ALL.stream().map(Rule::id).distinct().count());
    }

    @Test
    @DisplayName("prints as one line")
    void prints() {
        assertEquals(
                "hardware check of cpu.virt, cpu.slat, cpu.cores, mem.total, disk.size, disk.media, nic.speed,"
                        + " with recommendations, waived: [disk.media]",
                RECOMMENDED.waive("disk.media", "known").toString());
    }
}
