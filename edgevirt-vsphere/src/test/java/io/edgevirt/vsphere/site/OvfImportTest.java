package io.edgevirt.vsphere.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Plan;
import io.edgevirt.Size;
import io.edgevirt.VM;
import io.edgevirt.vsphere.Destination;
import io.edgevirt.vsphere.OvfSettings;
import io.edgevirt.vsphere.VSphere;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Machines of an OVF, at VMware's simulator")
@NeedsSimulator
class OvfImportTest {

    private static final int BYTES = 300_000;

    static String descriptor(String href) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
                 xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData"
                 xmlns:vssd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData">
                <References><File ovf:href="%s" ovf:id="file1" ovf:size="300000"/></References>
                <DiskSection><Info>disks</Info><Disk ovf:capacity="2" ovf:capacityAllocationUnits="byte * 2^30"
                 ovf:diskId="vmdisk1" ovf:fileRef="file1"/></DiskSection>
                <NetworkSection><Info>networks</Info><Network ovf:name="line"/></NetworkSection>
                <VirtualSystem ovf:id="edge"><Info>a machine</Info><VirtualHardwareSection><Info>hardware</Info>
                <System><vssd:ElementName>x</vssd:ElementName><vssd:InstanceID>0</vssd:InstanceID>
                <vssd:VirtualSystemType>vmx-13</vssd:VirtualSystemType></System>
                <Item><rasd:ElementName>cpus</rasd:ElementName><rasd:InstanceID>1</rasd:InstanceID>
                <rasd:ResourceType>3</rasd:ResourceType><rasd:VirtualQuantity>2</rasd:VirtualQuantity></Item>
                <Item><rasd:ElementName>memory</rasd:ElementName><rasd:InstanceID>2</rasd:InstanceID>
                <rasd:ResourceType>4</rasd:ResourceType><rasd:VirtualQuantity>512</rasd:VirtualQuantity></Item>
                <Item><rasd:Address>0</rasd:Address><rasd:ElementName>SCSI</rasd:ElementName>
                <rasd:InstanceID>3</rasd:InstanceID><rasd:ResourceSubType>lsilogic</rasd:ResourceSubType>
                <rasd:ResourceType>6</rasd:ResourceType></Item>
                <Item><rasd:AddressOnParent>0</rasd:AddressOnParent><rasd:ElementName>disk0</rasd:ElementName>
                <rasd:HostResource>ovf:/disk/vmdisk1</rasd:HostResource><rasd:InstanceID>4</rasd:InstanceID>
                <rasd:Parent>3</rasd:Parent><rasd:ResourceType>17</rasd:ResourceType></Item>
                <Item><rasd:Connection>line</rasd:Connection><rasd:ElementName>nic</rasd:ElementName>
                <rasd:InstanceID>5</rasd:InstanceID><rasd:ResourceSubType>VmxNet3</rasd:ResourceSubType>
                <rasd:ResourceType>10</rasd:ResourceType></Item>
                </VirtualHardwareSection></VirtualSystem></Envelope>
                """.formatted(href);
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Both {

        private SimulatedSite site;

        @TempDir
        private Path folder;

        abstract SimulatedSite start();

        @BeforeAll
        void open() {
            site = start();
        }

        @AfterAll
        void close() {
            site.close();
        }

        private Path ovf;

        @BeforeEach
        void files() throws IOException {
            ovf = Files.writeString(folder.resolve("edge.ovf"), descriptor("disk.vmdk"));
            Files.deleteIfExists(folder.resolve("edge.mf"));
            Files.write(folder.resolve("disk.vmdk"), new byte[BYTES]);
        }

        private VSphere own() {
            return site.hv().unwrap(VSphere.class);
        }

        private OvfSettings settings() {
            return OvfSettings.to(Destination.anywhere().datastore("LocalDS_0")).network("line", "VM Network");
        }

        private void nothingIsLeft(String name) {
            assertTrue(site.hv().vms().list().stream().noneMatch(vm -> vm.name().equals(name)));
        }

        private void manifest(String digest) throws IOException {
            Files.writeString(folder.resolve("edge.mf"), "SHA256(disk.vmdk)= " + digest + "\n");
        }

        @Test
        @DisplayName("a machine is made, its disk sent, its checksum held against the manifest")
        void whole() throws Exception {
            manifest(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(new byte[BYTES])));
            VM vm = own().importOvf(ovf, "edge/1", settings()).run();

            assertEquals("edge/1", vm.name());
            assertEquals(2, vm.config().cpus());
            assertEquals(Size.mib(512), vm.config().memory());
            assertEquals(Optional.of("VM Network"), vm.config().nics().get(0).network());
            assertEquals(1, vm.config().disks().size());
            assertThrows(
                    AlreadyExistsException.class,
                    () -> own().importOvf(ovf, "edge/1", settings()).run());
            vm.delete();
        }

        @Test
        @DisplayName("the plan names the place, and shows what is sent")
        void plan() {
            Plan plan = own().importOvf(ovf, "planned", settings()).explain();
            assertTrue(plan.toString().contains("LocalDS_0"), plan.toString());
            assertEquals(1, plan.steps().size());
            nothingIsLeft("planned");
        }

        @Test
        @DisplayName("a file that is not the manifest's is refused, and nothing is left")
        void forged() throws IOException {
            manifest("00".repeat(32));
            assertThrows(
                    InvalidSpecException.class,
                    () -> own().importOvf(ovf, "forged", settings()).run());
            nothingIsLeft("forged");
        }

        @ParameterizedTest
        @DisplayName("a descriptor that names files elsewhere, or that are missing, is refused by the file's name")
        @ValueSource(
                strings = {"../secret.vmdk", "/etc/hostname", "a/b.vmdk", "..", "C:x.vmdk", "https://a/b", "gone.vmdk"})
        void hostile(String href) throws IOException {
            Files.writeString(ovf, descriptor(href));
            InvalidSpecException e = assertThrows(
                    InvalidSpecException.class,
                    () -> own().importOvf(ovf, "hostile", settings()).run());
            assertTrue(e.toString().contains(href), e.toString());
            nothingIsLeft("hostile");
        }

        @Test
        @DisplayName("a link beside the descriptor is not followed")
        void link() throws IOException {
            Files.delete(folder.resolve("disk.vmdk"));
            Files.createSymbolicLink(folder.resolve("disk.vmdk"), Path.of("/etc/hostname"));
            assertThrows(
                    InvalidSpecException.class,
                    () -> own().importOvf(ovf, "link", settings()).run());
            Files.delete(folder.resolve("disk.vmdk"));
        }

        @Test
        @DisplayName("what is no descriptor, and a network that is not there, are findings")
        void wrong() throws IOException {
            assertThrows(
                    NotFoundException.class,
                    () -> own().importOvf(ovf, "wrong", settings().network("line", "none such"))
                            .run());
            Files.writeString(ovf, "no descriptor");
            var found = own().importOvf(ovf, "wrong", settings()).check();
            assertFalse(found.ok(), found.toString());
        }
    }

    @Nested
    @DisplayName("of a vCenter")
    class OfVCenter extends Both {
        @Override
        SimulatedSite start() {
            return SimulatedSite.vcenter();
        }
    }

    @Nested
    @DisplayName("of a host alone")
    class OfHost extends Both {
        @Override
        SimulatedSite start() {
            return SimulatedSite.esxi();
        }
    }
}
