package io.edgevirt.mem;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.DiskBus;
import io.edgevirt.EdgeVirt;
import io.edgevirt.Firmware;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.Size;
import io.edgevirt.VM;
import io.edgevirt.VMConfig;
import io.edgevirt.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A machine's own text")
class NativeTextTest {

    @Test
    @DisplayName("defines a machine, as its lines say")
    void defines() {
        try (Hypervisor hv = EdgeVirt.connect("mem:")) {
            VM vm = hv.vms().defineNative("""
                    # an edge computer
                    name: edge-01
                    cpus: 4
                    memory: 8 GiB
                    memory.minimum: 2 GiB
                    memory.maximum: 8 GiB
                    disk: 100 GiB
                    disk.pool: vsan-datastore
                    disk.thin: false
                    disk.bus: SCSI
                    nic: br0
                    nic.vlan: 20
                    nic.macSpoofing: true
                    firmware: UEFI
                    secureBoot: true
                    tpm: true
                    iso: /isos/a.iso
                    description: two\\nlines
                    tag: a\\eb=c=d
                    autostart: true
                    """);

            VMConfig config = vm.config();
            assertEquals(4, config.cpus());
            assertEquals(gib(2), config.dynamicMemory().orElseThrow().minimum());
            assertEquals(Optional.of(DiskBus.SCSI), config.disks().get(0).bus());
            assertEquals(Optional.of(20), config.nics().get(0).vlan());
            assertEquals(Optional.of(Firmware.UEFI), config.firmware());
            assertEquals(Optional.of("two\nlines"), config.description());
            assertEquals(Map.of("a=b", "c=d"), config.tags());
            assertEquals(List.of("/isos/a.iso"), config.isos());
        }
    }

    @Test
    @DisplayName("reads back as the same text")
    void readsBack() {
        String text = "";
        for (int round = 0; round < 2; round++) {
            try (Hypervisor hv = EdgeVirt.connect("mem:")) {
                VM vm = round == 0
                        ? hv.vms()
                                .define("a")
                                .cpus(3)
                                .memory(Size.mib(1500))
                                .disk(gib(3))
                                .nic("br0", n -> n.vlan(7))
                                .description("back\\slash\nand more")
                                .tag("k=1", "v")
                                .create()
                        : hv.vms().defineNative(text);
                String now = vm.config().nativeText().orElseThrow();
                assertTrue(round == 0 || now.equals(text), now);
                text = now;
            }
        }
    }

    @Test
    @DisplayName("that is wrong is refused with all that is wrong, and nothing is made")
    void wrong() {
        try (Hypervisor hv = EdgeVirt.connect("mem:")) {
            InvalidSpecException e =
                    assertThrows(InvalidSpecException.class, () -> hv.vms().defineNative("""
                    cpus: many
                    memory: 3 potatoes
                    disk.pool: default
                    firmware: OPEN
                    autostart: yes
                    colour: red
                    """));

            assertEquals(7, e.violations().size(), e.getMessage());
            assertTrue(e.violations().stream().map(Violation::field).anyMatch("native.memory"::equals));
            assertEquals(List.of(), hv.unwrap(InMemory.class).leftovers());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "name",
                "name:",
                "name: a\nname: b",
                "name: a\ntag: x",
                "name: a\ntag",
                "name: a\ncpus: 0",
                "name: a\ncpus: -1",
                "name: a\ncpus: 99999999999",
                "name: a\nnic: br0\nnic.vlan: 0",
                "name: a\ndevice: 99",
                "name: a\nnested: 1",
                "<domain/>"
            })
    @DisplayName("that makes no sense is refused")
    void nonsense(String text) {
        try (Hypervisor hv = EdgeVirt.connect("mem:")) {
            assertThrows(InvalidSpecException.class, () -> hv.vms().defineNative(text));
            assertEquals(List.of(), hv.unwrap(InMemory.class).leftovers());
        }
    }
}
