package io.edgevirt.vsphere.site;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Plan;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.vsphere.Customization;
import io.edgevirt.vsphere.Destination;
import io.edgevirt.vsphere.VSphereVM;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("Templates and copies with guests of their own, at VMware's simulator")
@NeedsSimulator
class TemplatesTest {

    @Nested
    @DisplayName("of a vCenter")
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfVCenter {

        private SimulatedSite site;

        @BeforeAll
        void open() {
            site = SimulatedSite.vcenter();
        }

        @AfterAll
        void close() {
            site.close();
        }

        private VM machine(String name) {
            return site.hv()
                    .vms()
                    .define(name)
                    .cpus(1)
                    .memory(mib(128))
                    .disk(gib(1))
                    .nic("VM Network")
                    .create();
        }

        private VSphereVM own(VM vm) {
            return vm.unwrap(VSphereVM.class);
        }

        @Test
        @DisplayName("a machine becomes a template, which does not start, and a machine again, which does")
        void thereAndBack() {
            VM vm = machine("there");
            assertEquals(
                    Optional.of(true), own(vm).markAsTemplate().run().info().template());
            assertEquals(0, own(vm).markAsTemplate().explain().steps().size());
            assertThrows(InvalidStateException.class, vm::start);

            Plan plan = own(vm).markAsMachine(Destination.anywhere().resourcePool("DC0_C0_RP1"))
                    .explain();
            assertTrue(plan.toString().contains("DC0_C0_RP1"), plan.toString());
            own(vm).markAsMachine(Destination.anywhere().resourcePool("DC0_C0_RP1"))
                    .run();
            assertEquals(0, own(vm).markAsMachine().explain().steps().size());
            vm.start();
            assertEquals(VMState.RUNNING, vm.state());
            vm.powerOff();
            vm.delete();
        }

        @Test
        @DisplayName("what runs becomes no template")
        void running() {
            VM vm = machine("busy");
            vm.start();
            assertThrows(
                    InvalidStateException.class, () -> own(vm).markAsTemplate().run());
            vm.powerOff();
            vm.delete();
        }

        @Test
        @DisplayName("files and folder of a template stay")
        void stays() {
            VM vm = own(machine("stays")).markAsTemplate().run();
            assertThrows(
                    InvalidSpecException.class,
                    () -> own(vm).markAsMachine(Destination.anywhere().folder("Edge"))
                            .run());
            own(vm).markAsMachine().run();
            vm.delete();
        }

        @Test
        @DisplayName("a template is copied into a cluster and onto a datastore, each by name")
        void copied() {
            VM template = own(machine("Windows-IoT-Template")).markAsTemplate().run();
            VM copy = template.cloneAs("edge-ipc-02")
                    .resourcePool("DC0_C0")
                    .pool("LocalDS_0")
                    .run();
            assertEquals(Optional.of(false), copy.info().template());
            copy.start();
            copy.powerOff();
            VM other = template.cloneAs("edge-ipc-03").run();
            other.delete();
            copy.delete();
            own(template).markAsMachine().run();
            template.delete();
        }

        @Test
        @DisplayName("a copy is customized for Linux, and the plan says that the guest does it at its first start")
        void linux() {
            VM vm = machine("linux");
            var wanted = Customization.linux("edge-02", "plant.example");
            Plan plan = own(vm).cloneCustomized("linux-02", wanted).explain();
            assertTrue(plan.toString().contains("first start"), plan.toString());
            VM copy = own(vm).cloneCustomized(
                            "linux-02", wanted, Destination.anywhere().resourcePool("DC0_C0_RP1"))
                    .run();
            assertEquals("linux-02", copy.name());
            assertEquals(VMState.OFF, copy.state());
            copy.delete();
            vm.delete();
        }

        @Test
        @DisplayName("a copy is customized as the vCenter keeps it; one that asks a person is refused")
        void stored() {
            VM vm = machine("stored");
            VM copy = own(vm).cloneCustomized("stored-02", Customization.stored("vcsim-linux"))
                    .run();
            copy.delete();
            assertThrows(
                    InvalidSpecException.class,
                    () -> own(vm).cloneCustomized("stored-03", Customization.stored("vcsim-linux-static"))
                            .run());
            assertThrows(
                    NotFoundException.class,
                    () -> own(vm).cloneCustomized("stored-03", Customization.stored("none such"))
                            .run());
            vm.delete();
        }

        @Test
        @DisplayName("an instant clone is refused by reason, before it is sent")
        void instant() {
            VM vm = machine("still");
            assertTrue(own(vm).instantClone("fork").check().toString().contains("it is OFF")
                    || own(vm).instantClone("fork").check().toString().contains("6.7"));
            assertFalse(own(vm).instantClone("fork", Destination.anywhere().host("x"))
                    .check()
                    .ok());
            vm.delete();
        }
    }

    @Nested
    @DisplayName("of a host alone")
    class OfHost {

        @Test
        @DisplayName("there are none, and the findings say so")
        void none() {
            try (SimulatedSite site = SimulatedSite.esxi()) {
                VSphereVM vm = site.hv().vms().list().get(0).unwrap(VSphereVM.class);
                assertThrows(
                        UnsupportedFeatureException.class,
                        () -> vm.markAsTemplate().run());
                assertThrows(
                        UnsupportedFeatureException.class,
                        () -> vm.instantClone("fork").run());
                assertThrows(
                        UnsupportedFeatureException.class,
                        () -> vm.cloneCustomized("copy", Customization.linux("edge", "plant.example"))
                                .run());
            }
        }
    }
}
