package io.edgevirt.samples;

import static io.edgevirt.Size.gb;
import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Firmware;
import io.edgevirt.Hypervisor;
import io.edgevirt.Migrated;
import io.edgevirt.Support;
import io.edgevirt.Switch;
import io.edgevirt.SwitchInfo;
import io.edgevirt.VM;
import io.edgevirt.VMConfig;
import io.edgevirt.VMState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The statements that users write")
class StatementsTest {

    private final Hypervisor hv = EdgeVirt.connect("mem:");

    @AfterEach
    void close() {
        hv.close();
    }

    private List<String> names() {
        return hv.vms().list().stream().map(VM::name).sorted().toList();
    }

    @Test
    @DisplayName("run one after another")
    void all() {
        Statements.main();
    }

    @Test
    @DisplayName("connect to what the URI names")
    void connect() {
        assertEquals("mem", Statements.connect().backend());
    }

    @Test
    @DisplayName("tell of hardware whether it will do")
    void hardware() {
        assertTrue(Statements.checkHardware(hv).passed());
    }

    @Test
    @DisplayName("reckon with sizes")
    void sizes() {
        assertEquals(gib(8).plus(mib(512)).plus(gb(128)), Statements.measure());
    }

    @Test
    @DisplayName("make a switch")
    void switches() {
        Switch made = Statements.surround(hv);

        assertEquals(SwitchInfo.Kind.EXTERNAL, made.info().kind());
        assertEquals(Optional.of("Ethernet"), made.info().uplink());
        assertTrue(hv.switches().find("Inside").isEmpty());
    }

    @Nested
    @DisplayName("define a machine")
    class Define {

        @Test
        @DisplayName("as it is described")
        void whole() {
            VMConfig made = Statements.define(hv).config();

            assertEquals(4, made.cpus());
            assertEquals(gib(8), made.memory());
            assertEquals(Optional.of(gib(100)), made.disks().get(0).size());
            assertEquals(Optional.of("br0"), made.nics().get(0).network());
            assertEquals(List.of("/isos/windows-iot.iso"), made.isos());
            assertEquals(Optional.of("windows2019srv_64Guest"), made.guestOs());
            assertEquals(Optional.of(Firmware.UEFI), made.firmware());
            assertEquals(Optional.of(true), made.nestedVirtualization());
        }

        @Test
        @DisplayName("with every option there is, and delete it")
        void options() {
            Statements.placeAndTune(hv);

            assertEquals(List.of("Windows-IoT-Template"), names());
        }

        @Test
        @DisplayName("as a linked clone")
        void linkedClone() {
            VM two = Statements.cloneTemplate(hv);

            assertEquals(List.of("Windows-IoT-Template", "edge-ipc-02"), names());
            assertEquals(
                    Optional.of("vsan-datastore"), two.config().disks().get(0).pool());
        }

        @Test
        @DisplayName("after a look at what would be done")
        void lookFirst() {
            VM vm = Statements.define(hv);
            VM x = Statements.lookBeforeYouLeap(hv, vm);

            assertEquals(gib(1), x.memory());
            assertEquals(VMState.OFF, vm.refresh().state());
        }
    }

    @Nested
    @DisplayName("lead a machine")
    class Lead {

        private final VM vm = Statements.define(hv);

        @Test
        @DisplayName("through its life")
        void life() {
            assertEquals(VMState.RUNNING, Statements.live(vm).state());
        }

        @Test
        @DisplayName("to another shape")
        void shape() {
            VMConfig changed = Statements.change(vm).config();

            assertEquals("edge-ipc-03", vm.name());
            assertEquals(gib(2), changed.dynamicMemory().orElseThrow().minimum());
            assertEquals(List.of(), changed.isos());
            assertEquals(1, changed.disks().size());
            assertEquals(1, changed.nics().size());
        }

        @Test
        @DisplayName("to a snapshot and back")
        void snapshots() {
            assertEquals(List.of(), Statements.snapshot(vm.start()));
            assertEquals(VMState.RUNNING, vm.refresh().state());
        }

        @Test
        @DisplayName("while watching it")
        void watch() {
            assertEquals(VMState.RUNNING, Statements.watch(hv, vm.start()).state());
        }

        @Test
        @DisplayName("and look inside")
        void inside() {
            assertFalse(Statements.lookInside(vm.start()).isBlank());
        }

        @Test
        @DisplayName("and read what is known of it")
        void read() {
            vm.rename("edge-ipc-03");

            assertEquals(vm, Statements.read(hv));
        }

        @Test
        @DisplayName("into a cluster that protects it")
        void cluster() {
            Statements.cloneTemplate(hv);

            assertEquals(
                    List.of("node1", "node2"),
                    Statements.cluster(hv, vm).refresh().info().nodes());
        }

        @Test
        @DisplayName("to another system")
        void move() {
            Migrated moved = Statements.move(vm.start());

            assertEquals(vm.id(), moved.vm().id());
            assertTrue(moved.downtime().isPresent());
            assertEquals(List.of("Windows-IoT-Template"), names());
        }

        @Test
        @DisplayName("and ask whether that can be done")
        void ask() {
            assertEquals(Support.Status.YES, Statements.ask(hv, vm).status());
        }
    }
}
