package io.edgevirt.kvm;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.DiskBus;
import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.SerialConsole;
import io.edgevirt.Snapshot;
import io.edgevirt.VM;
import io.edgevirt.VMConfig;
import io.edgevirt.VMState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The guide's section on virsh, command by command, against a real libvirtd. Its guest is the tests' own little Linux,
 * which says on its serial port that it is up, and does there what it is told.
 */
@DisplayName("The guide's virsh section")
@Tag("peer")
@Tag("long")
@EnabledIfSystemProperty(named = "edgevirt.kvm.uri", matches = ".+")
class GuideVirshSectionTest {

    private static final String NAME = "edge-ipc-01";
    private static final String CLONE = "edge-ipc-01-clone";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private Hypervisor kvm;
    private BootableDisk disk;
    private int told;

    @BeforeEach
    void connect() throws IOException {
        kvm = EdgeVirt.connect(DaemonServer.URI);
        clean();
        disk = BootableDisk.in(kvm, NAME + ".qcow2");
    }

    @AfterEach
    void close() {
        clean();
        kvm.close();
    }

    private void clean() {
        for (String name : List.of(CLONE, NAME)) {
            kvm.vms().find(name).ifPresent(vm -> {
                vm.powerOff();
                vm.delete();
            });
        }
        BootableDisk.remove(kvm, NAME + ".qcow2");
    }

    /** The guide's domain XML, to the letter. */
    private static String guide() throws IOException {
        try (InputStream in = GuideVirshSectionTest.class.getResourceAsStream("/samples/domain-guide.xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @DisplayName("its domain XML is defined as it stands: 8 GiB, 4 processors, host-passthrough, qcow2 on virtio, br0")
    void verbatim() throws IOException {
        VM vm = kvm.vms().defineNative(guide());
        VMConfig config = vm.config();

        assertEquals(NAME, vm.name());
        assertEquals(VMState.OFF, vm.state());
        assertEquals(4, config.cpus());
        assertEquals(gib(8), config.memory());
        assertEquals(Optional.of(true), config.nestedVirtualization());
        assertEquals(Optional.of(DiskBus.VIRTIO), config.disks().get(0).bus());
        assertEquals(
                Optional.of("/var/lib/libvirt/images/edge-ipc-01.qcow2"),
                config.disks().get(0).path());
        assertEquals(Optional.of("br0"), config.nics().get(0).network());
        String text = config.nativeText().orElseThrow();
        assertTrue(text.contains("type='kvm'") && text.contains("host-passthrough"), text);
        assertTrue(text.contains("type='qcow2'") && text.contains("<model type='virtio'/>"), text);
    }

    @Test
    @DisplayName(
            "list, define, start, shutdown, destroy, clone, snapshot-create-as and snapshot-revert do what they say")
    void section() throws IOException {
        // virsh list --all
        assertFalse(kvm.vms().list().stream().anyMatch(v -> v.name().equals(NAME)));

        // virsh define /path/to/vm.xml
        VM vm = kvm.vms().defineNative(audible(guide()));
        assertTrue(kvm.vms().list().contains(vm));

        // virsh start edge-ipc-01
        String first = boot(vm);

        // virsh shutdown edge-ipc-01
        assertEquals(VMState.OFF, vm.shutdown(PATIENCE).state());
        assertEquals(VMState.OFF, kvm.vms().get(NAME).state());

        // virsh destroy edge-ipc-01
        String second = boot(vm);
        assertNotEquals(first, second, "each start is a boot of its own");
        assertEquals(VMState.OFF, vm.powerOff().state());

        // virt-clone --original template-vm --name edge-ipc-01 --file …
        VM clone = vm.cloneAs(CLONE).create();
        assertNotEquals(
                vm.config().disks().get(0).path(), clone.config().disks().get(0).path());
        assertNotEquals(
                vm.config().nics().get(0).mac(), clone.config().nics().get(0).mac());
        assertNotEquals(second, boot(clone));
        clone.powerOff();
        clone.delete();

        // virsh snapshot-create-as edge-ipc-01 --name "pre-upgrade" --description "Before K8s upgrade"
        String third = boot(vm);
        SerialConsole console = vm.serial();
        tell(console, "echo before > /tmp/state");
        Snapshot snapshot = vm.snapshots()
                .take("pre-upgrade")
                .description("Before K8s upgrade")
                .memory(true)
                .create();
        assertEquals(Optional.of("Before K8s upgrade"), snapshot.info().description());
        tell(console, "echo after > /tmp/state");
        assertEquals("after", tell(console, "cat /tmp/state"));

        // virsh snapshot-revert edge-ipc-01 --snapshotname "pre-upgrade"
        vm.snapshots().get("pre-upgrade").revert();
        assertEquals(VMState.RUNNING, vm.refresh().state());
        assertEquals("before", tell(console, "cat /tmp/state"));
        assertEquals(third, tell(console, "cut -c 1-8 /proc/sys/kernel/random/boot_id"), "it is the same boot");
    }

    /** The guide's machine with a serial port, by which its guest can be heard, and its disk in the pool's folder. */
    private String audible(String guide) {
        return guide.replace("/var/lib/libvirt/images/edge-ipc-01.qcow2", disk.path())
                .replace("</devices>", "<serial type='pty'/></devices>");
    }

    /** Starts it and waits for the guest's own word; returns what tells this boot from others. */
    private static String boot(VM vm) {
        vm.start();
        SerialConsole console = vm.serial();
        console.await(TestGuest.READY + " boot=", PATIENCE);
        String boot = console.await(" ", PATIENCE).strip();
        assertEquals(8, boot.length(), boot);
        return boot;
    }

    /** Types a line and returns what the guest answered; a number tells this answer from earlier ones. */
    private String tell(SerialConsole console, String line) {
        int number = ++told;
        console.type("echo BEGIN $((" + number + ")); " + line + "; echo END $((" + number + "))\n");
        console.await("BEGIN " + number + "\r\n", PATIENCE);
        String end = "END " + number + "\r\n";
        String answer = console.await(end, PATIENCE);
        // The guest tells its address whenever it gets one, between other lines as well.
        return answer.substring(0, answer.length() - end.length())
                .replaceAll("EDGEVIRT-IP [^\\n]*\\n", "")
                .strip();
    }
}
