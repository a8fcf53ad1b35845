package io.edgevirt.kvm;

import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Disk;
import io.edgevirt.EdgeVirt;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Feature;
import io.edgevirt.Firmware;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.SerialConsole;
import io.edgevirt.Support;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import io.edgevirt.VMState;
import io.edgevirt.Volume;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What libvirt and QEMU alone have, beyond the contract that all backends keep. */
@DisplayName("On a real libvirtd with QEMU")
@Tag("peer")
@Tag("long")
@EnabledIfSystemProperty(named = "edgevirt.kvm.uri", matches = ".+")
class DaemonTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String prefix = "kvm-" + UUID.randomUUID().toString().substring(0, 6) + "-";
    private Hypervisor kvm;

    @BeforeEach
    void connect() {
        kvm = EdgeVirt.connect(DaemonServer.URI);
    }

    @AfterEach
    void close() {
        try {
            // Linked clones before what they build on.
            for (int round = 0; round < 2; round++) {
                kvm.vms().list().stream()
                        .filter(vm -> vm.name().startsWith(prefix))
                        .forEach(DaemonTest::remove);
            }
            assertEquals(List.of(), volumes(), "nothing is left behind");
        } finally {
            kvm.close();
        }
    }

    private static void remove(VM vm) {
        vm.powerOff();
        try {
            vm.delete();
        } catch (InvalidStateException e) {
            assertTrue(e.getMessage().contains("linked clones"), e.getMessage());
        }
    }

    private List<String> volumes() {
        return kvm.storage().get("default").volumes().list().stream()
                .map(Volume::name)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    private VMDefinition define(String name) {
        return kvm.vms()
                .define(prefix + name)
                .cpus(1)
                .memory(mib(256))
                .disk(mib(64))
                .bootKernel(TestGuest.KERNEL, TestGuest.INITRD, TestGuest.commandLine());
    }

    private static VM booted(VM vm) {
        vm.start().serial().await(TestGuest.READY, PATIENCE);
        return vm;
    }

    @Nested
    @DisplayName("linked clones")
    class LinkedClones {

        @Test
        @DisplayName("boot, and keep the original from starting and from going, as long as they are there")
        void guarded() {
            VM original = define("base").create();
            VM clone = original.cloneAs(prefix + "linked").linked(true).create();
            booted(clone);

            assertThrows(InvalidStateException.class, original::start);
            assertThrows(InvalidStateException.class, original::delete);
            assertEquals(2, volumes().size());
            clone.powerOff().delete();
            assertEquals(VMState.RUNNING, original.start().state());
        }

        @Test
        @DisplayName("are not made of what runs")
        void running() {
            VM original = define("base").create().start();
            assertThrows(
                    InvalidStateException.class,
                    () -> original.cloneAs(prefix + "linked").linked(true).create());
        }
    }

    @Nested
    @DisplayName("a machine with UEFI")
    class Uefi {

        @Test
        @DisplayName("boots, is renamed and cloned with variables of its own, and goes with them")
        void whole() {
            VM vm = define("uefi").firmware(Firmware.UEFI).tpm(true).create();
            assertEquals(java.util.Optional.of(Firmware.UEFI), vm.config().firmware());
            booted(vm).powerOff();
            vm.rename(prefix + "renamed");
            VM clone = vm.cloneAs(prefix + "clone").create();
            booted(clone).powerOff().delete();
            booted(vm).powerOff().delete();
            assertThrows(NotFoundException.class, vm::refresh);
        }

        @Test
        @DisplayName("takes no snapshots, and says why before anything is done")
        void snapshots() {
            VM vm = define("uefi").firmware(Firmware.UEFI).create();
            EdgeVirtException e = assertThrows(
                    UnsupportedFeatureException.class,
                    () -> vm.snapshots().take("s").create());
            assertTrue(e.getMessage().contains("UEFI"), e.getMessage());
        }
    }

    @Nested
    @DisplayName("while a machine runs")
    class WhileItRuns {

        @Test
        @DisplayName("processors are added, memory is taken and given back, and both outlast a restart")
        void resources() {
            VM vm = booted(define("hot").create());
            vm.reconfigure().cpus(2).apply();
            vm.reconfigure().memory(mib(200)).apply();
            assertEquals(2, vm.cpus());
            assertEquals(mib(200), vm.memory());
            assertEquals(mib(220), vm.reconfigure().memory(mib(220)).apply().memory());
            vm.powerOff();
            vm.start();
            assertEquals(2, vm.config().cpus());
            assertEquals(mib(220), vm.config().memory());
            assertEquals(List.of(), vm.config().atNextStart());
        }

        @Test
        @DisplayName("a disk and an adapter come and go, and the guest sees them")
        void devices() {
            VM vm = booted(define("hot").create());
            SerialConsole console = vm.serial();
            Disk disk = vm.addDisk(mib(32));
            console.type("until [ -b /dev/" + disk.id() + " ]; do sleep 0.1; done; echo SEEN $((1 + 1))\n");
            console.await("SEEN 2", PATIENCE);
            disk.resize(mib(48));
            disk.remove();
            assertEquals(1, vm.disks().size());
            assertEquals(1, volumes().size());
            vm.addNic("br0").remove();
            assertEquals(List.of(), vm.nics());
        }

        @Test
        @DisplayName("its text since the start is whole, and goes on after a return to a snapshot")
        void serial() {
            VM vm = booted(define("serial").create());
            assertFalse(vm.serial().text().isBlank());
            vm.snapshots().take("s").memory(true).create();
            vm.snapshots().get("s").revert();
            SerialConsole console = vm.serial();
            console.type("echo AFTER $((20 + 3))\n");
            console.await("AFTER 23", PATIENCE);
        }
    }

    @Test
    @DisplayName("data for cloud-init are on a CD that the guest reads, and go with the machine")
    void cloudInit() {
        String data = "#cloud-config\nhostname: from-the-test\n";
        VM vm = booted(define("cloud").cloudInit(data).create());
        SerialConsole console = vm.serial();
        console.type("until mount -t iso9660 -o ro /dev/sr1 /mnt 2> /dev/null; do sleep 0.1; done;"
                + " cat /mnt/user-data; echo READ $((1 + 1))\n");
        assertTrue(console.await("READ 2", PATIENCE).contains("hostname: from-the-test"));
        assertEquals(2, volumes().size());
        assertEquals(1, vm.ejectIso().config().isos().size(), "the drive with these data is left alone");
        vm.powerOff().delete();
        assertEquals(List.of(), volumes());
    }

    @Test
    @DisplayName("a definition with a DTD or an entity is refused before anything is done")
    void bombs() {
        for (String text : List.of(
                "<!DOCTYPE domain><domain type='qemu'><name>" + prefix + "x</name></domain>",
                "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><domain type='qemu'><name>&x;</name></domain>",
                "<domain type='qemu'><name>&y;</name></domain>")) {
            assertThrows(InvalidSpecException.class, () -> kvm.vms().defineNative(text));
        }
    }

    @Test
    @DisplayName("a definition whose name or uuid is taken never changes the machine that has it")
    void neverRedefined() {
        VM vm = define("taken").create();
        String before = vm.config().nativeText().orElseThrow();
        String named = "<domain type='qemu'><name>" + vm.name()
                + "</name><memory>1024</memory><os><type>hvm</type></os></domain>";
        String known =
                named.replace(vm.name(), prefix + "other").replace("</name>", "</name><uuid>" + vm.id() + "</uuid>");
        assertThrows(io.edgevirt.AlreadyExistsException.class, () -> kvm.vms().defineNative(named));
        assertThrows(io.edgevirt.AlreadyExistsException.class, () -> kvm.vms().defineNative(known));
        assertEquals(before, vm.config().nativeText().orElseThrow());
    }

    @Test
    @DisplayName("a host says whether it runs guests by KVM or emulates them, and why")
    void kvmOrNot() {
        Support power = kvm.hosts().only().supports(Feature.POWER);
        Support nested = kvm.hosts().only().supports(Feature.NESTED_VIRTUALIZATION);
        assertEquals(Support.Status.YES, power.status());
        if (power.reason().contains("emulation")) {
            assertTrue(power.reason().contains("KVM"), power.reason());
            assertEquals(Support.Status.NO, nested.status());
        } else {
            assertFalse(power.reason().isBlank());
        }
    }

    @Test
    @DisplayName("libvirt-java's objects are given out")
    void unwrap() throws org.libvirt.LibvirtException {
        VM vm = define("unwrapped").create();
        org.libvirt.Domain domain = vm.unwrap(org.libvirt.Domain.class);
        assertEquals(vm.name(), domain.getName());
        assertEquals(vm.id(), domain.getUUIDString());
        assertTrue(kvm.unwrap(org.libvirt.Connect.class).isConnected());
    }
}
