package io.edgevirt.vsphere.translate;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.DiskBus;
import io.edgevirt.PciAddress;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.vsphere.translate.Estate.Net;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A machine that is wanted, as CreateVM_Task has it,")
class CreateSpecTest {

    private static String xml(VMSpec spec, Net... nets) {
        return xml(spec, Optional.empty(), List.of(), nets);
    }

    private static String xml(VMSpec spec, Optional<String> iso, List<HostDevice> devices, Net... nets) {
        Place place = Wishes.place(Math.max(1, spec.disks().size()));
        return Requests.create(
                        CreateSpec.of(spec, new CreateSpec.Chosen(place, List.of(nets), iso, devices, 2400)), place)
                .xml();
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    @Test
    @DisplayName("is the guide's New-VM: cluster, datastore, processors, memory, disk, network and guest id")
    void guide() {
        VMSpec spec = Wishes.with(
                Wishes.machine("edge-ipc-01"),
                List.of(Wishes.disk(gib(100))),
                List.of(Wishes.nic("VM-Network")),
                Wishes.guestOs("windows2019srv_64Guest"));

        assertEquals(
                "<CreateVM_Task xmlns=\"urn:vim25\"><_this type=\"Folder\">group-v3</_this><config>"
                        + "<name>edge-ipc-01</name>"
                        + "<instanceUuid>8d8a2f0e-6c1f-4c1e-9a50-0e6f0e3f5a11</instanceUuid>"
                        + "<guestId>windows2019srv_64Guest</guestId>"
                        + "<files><vmPathName>[vsan-datastore]</vmPathName></files>"
                        + "<numCPUs>4</numCPUs><memoryMB>8192</memoryMB>"
                        + "<deviceChange><operation>add</operation>"
                        + "<device"
                        + " xsi:type=\"ParaVirtualSCSIController\"><key>-1</key><busNumber>0</busNumber>"
                        + "<sharedBus>noSharing</sharedBus></device></deviceChange>"
                        + "<deviceChange><operation>add</operation><fileOperation>create</fileOperation>"
                        + "<device xsi:type=\"VirtualDisk\">"
                        + "<key>-2</key><backing xsi:type=\"VirtualDiskFlatVer2BackingInfo\">"
                        + "<fileName>[vsan-datastore]</fileName><diskMode>persistent</diskMode>"
                        + "<thinProvisioned>true</thinProvisioned></backing>"
                        + "<controllerKey>-1</controllerKey><unitNumber>0</unitNumber>"
                        + "<capacityInKB>104857600</capacityInKB></device></deviceChange>"
                        + "<deviceChange><operation>add</operation>"
                        + "<device"
                        + " xsi:type=\"VirtualVmxnet3\"><key>-3</key>"
                        + "<backing xsi:type=\"VirtualEthernetCardNetworkBackingInfo\">"
                        + "<deviceName>VM-Network</deviceName>"
                        + "<network type=\"Network\">network-7</network></backing>"
                        + "<connectable><startConnected>true</startConnected>"
                        + "<allowGuestControl>true</allowGuestControl><connected>true</connected></connectable>"
                        + "<addressType>generated</addressType><wakeOnLanEnabled>true</wakeOnLanEnabled>"
                        + "</device></deviceChange></config>"
                        + "<pool type=\"ResourcePool\">resgroup-8</pool></CreateVM_Task>",
                xml(spec, Wishes.NETWORK));
    }

    @Test
    @DisplayName("names its host only where DRS does not choose it")
    void host() {
        Place drs = Wishes.place();
        Place named = new Place(
                drs.compute(),
                drs.pool(),
                Optional.of(Wishes.estate().nodes().get(0)),
                drs.folder(),
                drs.home(),
                drs.disks());
        var spec = CreateSpec.of(
                Wishes.machine("a"), new CreateSpec.Chosen(named, List.of(), Optional.empty(), List.of(), 1));

        assertTrue(Requests.create(spec, named).xml().contains("<host type=\"HostSystem\">host-9</host>"));
        assertFalse(Requests.create(spec, drs).xml().contains("<host "));
    }

    @Test
    @DisplayName("has its name with the three characters escaped that vSphere escapes")
    void name() {
        assertTrue(xml(Wishes.machine("50% a/b\\c")).contains("<name>50%25 a%2fb%5cc</name>"));
    }

    @Nested
    @DisplayName("has devices:")
    class OfDevices {

        @Test
        @DisplayName("sixteen disks need a second controller, and none is at place 7, where the first itself is")
        void manyDisks() {
            String xml = xml(Wishes.with(
                    Wishes.machine("a"), Collections.nCopies(16, Wishes.disk(gib(1))), List.of(), Wishes.NO_BOOT));

            assertEquals(2, count(xml, "\"VirtualLsiLogicController\""));
            assertFalse(xml.contains("<unitNumber>7</unitNumber>"), xml);
            assertTrue(xml.contains("<busNumber>1</busNumber>"), xml);
        }

        @Test
        @DisplayName("each bus has its controller")
        void buses() {
            String xml = xml(Wishes.with(
                    Wishes.machine("a"),
                    List.of(
                            Wishes.disk(gib(1), DiskBus.SCSI),
                            Wishes.disk(gib(1), DiskBus.SATA),
                            Wishes.disk(gib(1), DiskBus.NVME),
                            Wishes.disk(gib(1), DiskBus.IDE)),
                    List.of(),
                    Wishes.NO_BOOT));

            for (String type : List.of(
                    "ParaVirtualSCSIController",
                    "VirtualAHCIController",
                    "VirtualNVMEController",
                    "VirtualIDEController")) {
                assertEquals(1, count(xml, "xsi:type=\"" + type + "\""), type);
            }
        }

        @Test
        @DisplayName("a guest that is not named gets devices that need no driver")
        void unknownGuest() {
            String xml = xml(
                    Wishes.with(
                            Wishes.machine("a"),
                            List.of(Wishes.disk(gib(1))),
                            List.of(Wishes.nic("VM-Network")),
                            Wishes.NO_BOOT),
                    Wishes.NETWORK);

            assertTrue(xml.contains("xsi:type=\"VirtualLsiLogicController\""), xml);
            assertTrue(xml.contains("xsi:type=\"VirtualE1000\""), xml);
            assertFalse(xml.contains("guestId"), xml);
        }

        @Test
        @DisplayName("an adapter on a distributed portgroup names switch and portgroup, and a MAC address is manual")
        void portgroup() {
            String xml = xml(
                    Wishes.with(
                            Wishes.machine("a"),
                            List.of(),
                            List.of(Wishes.nic("edge-20", "00:50:56:00:00:01")),
                            Wishes.NO_BOOT),
                    Wishes.PORTGROUP);

            assertTrue(
                    xml.contains("<backing xsi:type=\"VirtualEthernetCardDistributedVirtualPortBackingInfo\"><port>"
                            + "<switchUuid>50 1b 2c</switchUuid><portgroupKey>dvportgroup-8</portgroupKey>"
                            + "</port></backing>"),
                    xml);
            assertTrue(
                    xml.contains("<addressType>manual</addressType><macAddress>00:50:56:00:00:01</macAddress>"), xml);
        }

        @Test
        @DisplayName("an image is in a drive that is connected at each start")
        void iso() {
            String xml = xml(Wishes.machine("a"), Optional.of("[iso] win.iso"), List.of());

            assertTrue(xml.contains("xsi:type=\"VirtualAHCIController\""), xml);
            assertTrue(
                    xml.contains("xsi:type=\"VirtualCdrom\"><key>-2</key>"
                            + "<backing xsi:type=\"VirtualCdromIsoBackingInfo\"><fileName>[iso] win.iso</fileName>"
                            + "</backing><connectable><startConnected>true</startConnected>"),
                    xml);
        }

        @Test
        @DisplayName("a device of the host's keeps all memory reserved")
        void passthrough() {
            VMSpec spec = Wishes.passing(
                    Wishes.machine("a"), List.of(PciAddress.parse("0000:65:00.0")), Optional.empty(), Optional.empty());
            String xml = xml(
                    spec,
                    Optional.empty(),
                    List.of(new HostDevice("0000:65:00.0", "Tesla T4", "5f0c-host", 0x10de, 0x1eb8)));

            assertTrue(
                    xml.contains("xsi:type=\"VirtualPCIPassthrough\"><key>-1</key>"
                            + "<backing xsi:type=\"VirtualPCIPassthroughDeviceBackingInfo\">"
                            + "<deviceName>Tesla T4</deviceName><id>0000:65:00.0</id><deviceId>1eb8</deviceId>"
                            + "<systemId>5f0c-host</systemId><vendorId>4318</vendorId></backing>"),
                    xml);
            assertTrue(xml.contains("<memoryAllocation><reservation>8192</reservation></memoryAllocation>"), xml);
            assertTrue(xml.contains("<memoryReservationLockedToMax>true</memoryReservationLockedToMax>"), xml);
        }

        @Test
        @DisplayName("a virtual GPU is known by its profile")
        void vgpu() {
            String xml =
                    xml(Wishes.passing(Wishes.machine("a"), List.of(), Optional.of("grid_t4-4q"), Optional.empty()));

            assertTrue(
                    xml.contains("<backing xsi:type=\"VirtualPCIPassthroughVmiopBackingInfo\">"
                            + "<vgpu>grid_t4-4q</vgpu></backing>"),
                    xml);
        }
    }

    @Nested
    @DisplayName("boots")
    class OfBoot {

        private String boot(Optional<io.edgevirt.Firmware> firmware, Optional<Boolean> secure, boolean tpm) {
            return xml(Wishes.with(
                    Wishes.machine("a"),
                    List.of(),
                    List.of(),
                    new VMSpec.BootSpec(firmware, secure, tpm, Optional.empty(), Optional.empty(), Optional.empty())));
        }

        @Test
        @DisplayName("by UEFI where secure boot or a TPM is wanted, which need it")
        void uefi() {
            assertTrue(boot(Optional.empty(), Optional.of(true), false)
                    .contains("<bootOptions xsi:type=\"VirtualMachineBootOptions\">"
                                    .replace(" xsi:type=\"VirtualMachineBootOptions\"", "")
                            + "<efiSecureBootEnabled>true</efiSecureBootEnabled></bootOptions>"
                            + "<firmware>efi</firmware>"));
            String tpm = boot(Optional.empty(), Optional.empty(), true);
            assertTrue(tpm.contains("xsi:type=\"VirtualTPM\""), tpm);
            assertTrue(tpm.contains("<firmware>efi</firmware>"), tpm);
        }

        @Test
        @DisplayName("by the system's own choice where nothing is said")
        void nothing() {
            assertFalse(boot(Optional.empty(), Optional.empty(), false).contains("firmware"));
        }
    }

    @Nested
    @DisplayName("keeps resources:")
    class OfResources {

        @Test
        @DisplayName("whole processors in MHz of the host, memory in MiB, and processors by number")
        void kept() {
            String xml = xml(Wishes.keeping(
                    Wishes.machine("a"),
                    new VMSpec.Resources(Optional.of(2), Optional.of(gib(4)), Optional.of("0-2,6"), false)));

            assertTrue(
                    xml.contains("<cpuAllocation><reservation>4800</reservation></cpuAllocation>"
                            + "<memoryAllocation><reservation>4096</reservation></memoryAllocation>"),
                    xml);
            assertTrue(
                    xml.contains("<cpuAffinity><affinitySet>0</affinitySet><affinitySet>1</affinitySet>"
                            + "<affinitySet>2</affinitySet><affinitySet>6</affinitySet></cpuAffinity>"),
                    xml);
        }

        @Test
        @DisplayName("huge pages need all memory reserved")
        void hugepages() {
            String xml = xml(Wishes.keeping(
                    Wishes.machine("a"),
                    new VMSpec.Resources(Optional.empty(), Optional.empty(), Optional.empty(), true)));

            assertTrue(xml.contains("<key>sched.mem.lpage.enable1GPage</key>"), xml);
            assertTrue(xml.contains("<memoryReservationLockedToMax>true</memoryReservationLockedToMax>"), xml);
        }
    }

    @Nested
    @DisplayName("is told about:")
    class OfTexts {

        @Test
        @DisplayName("description and tags stand as they were given")
        void texts() {
            String xml = xml(Wishes.told(
                    Wishes.machine("a"), "line 1\n<b>&amp;", Map.of("site/line", "7 & 8"), Optional.empty()));

            assertTrue(xml.contains("<annotation>line 1\n&lt;b&gt;&amp;amp;</annotation>"), xml);
            assertTrue(
                    xml.contains("<extraConfig><key>edgevirt.tag.site%2fline</key>"
                            + "<value"
                            + " xsi:type=\"xsd:string\">7 &amp; 8</value></extraConfig>"),
                    xml);
        }

        @Test
        @DisplayName("user data goes to the guest in base64, and is not shown in a plan")
        void cloudInit() {
            VMSpec spec =
                    Wishes.told(Wishes.machine("a"), "", Map.of(), Optional.of("#cloud-config\npassword: geheim\n"));
            Place place = Wishes.place();
            var request = Requests.create(
                    CreateSpec.of(spec, new CreateSpec.Chosen(place, List.of(), Optional.empty(), List.of(), 1)),
                    place);

            assertTrue(request.xml().contains("I2Nsb3VkLWNvbmZpZwpwYXNzd29yZDogZ2VoZWltCg=="));
            assertFalse(request.shown().contains("I2Nsb3VkLWNvbmZpZ"), request::shown);
        }
    }
}
