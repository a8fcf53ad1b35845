package io.edgevirt.vsphere.translate;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.spi.Change;
import io.edgevirt.spi.CloneSpec;
import io.edgevirt.vsphere.read.Element;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of a machine that exists,")
class ChangesTest {

    private static Element element(String name, String type, Element... inner) {
        return new Element(name, type, "", List.of(inner), Map.of());
    }

    private static Element text(String name, String text) {
        return Element.of(name, "", text);
    }

    private static final Device DISK = new Device(element(
            "VirtualDevice",
            "VirtualDisk",
            text("key", "2000"),
            element("deviceInfo", "Description", text("label", "Hard disk 1"), text("summary", "1,048,576 KB")),
            element(
                    "backing",
                    "VirtualDiskFlatVer2BackingInfo",
                    text("fileName", "[ds] a/a.vmdk"),
                    text("diskMode", "persistent"),
                    text("thinProvisioned", "true"),
                    text("unknownOfLater", "x")),
            text("controllerKey", "1000"),
            text("unitNumber", "0"),
            text("capacityInKB", "1048576")));

    private static final Device NIC = new Device(element(
            "VirtualDevice",
            "VirtualVmxnet3",
            text("key", "4000"),
            element(
                    "backing",
                    "VirtualEthernetCardNetworkBackingInfo",
                    text("deviceName", "VM Network"),
                    text("network", "network-7")),
            text("controllerKey", "100"),
            text("unitNumber", "7"),
            text("macAddress", "00:50:56:00:00:01")));

    @Test
    @DisplayName("only the figures are sent that change")
    void figures() {
        Change.Reconfigure change = new Change.Reconfigure(
                Optional.of(3),
                Optional.of(mib(512)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                false);

        assertEquals(
                "<ReconfigVM_Task xmlns=\"urn:vim25\"><_this type=\"VirtualMachine\">vm-42</_this><spec>"
                        + "<numCPUs>3</numCPUs><numCoresPerSocket>1</numCoresPerSocket><memoryMB>512</memoryMB>"
                        + "</spec></ReconfigVM_Task>",
                Requests.reconfigure("vm-42", Edits.reconfigure(change, 2)).xml());
    }

    @Test
    @DisplayName("a larger disk is the same disk by key, place and file, with another size")
    void resize() {
        assertEquals(
                "<ReconfigVM_Task xmlns=\"urn:vim25\"><_this type=\"VirtualMachine\">vm-42</_this><spec>"
                        + "<deviceChange><operation>edit</operation><device xsi:type=\"VirtualDisk\"><key>2000</key>"
                        + "<deviceInfo><label>Hard disk 1</label><summary>1,048,576 KB</summary></deviceInfo>"
                        + "<backing xsi:type=\"VirtualDiskFlatVer2BackingInfo\"><fileName>[ds] a/a.vmdk</fileName>"
                        + "<diskMode>persistent</diskMode><thinProvisioned>true</thinProvisioned></backing>"
                        + "<controllerKey>1000</controllerKey><unitNumber>0</unitNumber>"
                        + "<capacityInKB>2097152</capacityInKB></device></deviceChange></spec></ReconfigVM_Task>",
                Requests.reconfigure("vm-42", Edits.resized(DISK, gib(2))).xml());
    }

    @Test
    @DisplayName("a disk that is removed takes its file along, and one that is detached does not")
    void remove() {
        String removed =
                Requests.reconfigure("vm-42", Edits.withoutDisk(DISK, false)).xml();
        String detached =
                Requests.reconfigure("vm-42", Edits.withoutDisk(DISK, true)).xml();

        assertTrue(removed.contains("<operation>remove</operation><fileOperation>destroy</fileOperation>"), removed);
        assertFalse(detached.contains("fileOperation"), detached);
    }

    @Test
    @DisplayName("a linked copy names its snapshot, makes child disks, and has addresses of its own")
    void linked() {
        CloneSpec wanted = new CloneSpec(
                Wishes.TOKEN,
                "a/b",
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        String xml = Requests.copy(
                        "vm-42",
                        "group-v3",
                        "a/b",
                        CopySpec.of(
                                wanted,
                                List.of(NIC),
                                new CopySpec.Target(Optional.of("resgroup-8"), Optional.empty(), Optional.empty()),
                                Optional.of("snapshot-3"),
                                Optional.empty()))
                .xml();

        assertEquals(
                "<CloneVM_Task xmlns=\"urn:vim25\"><_this type=\"VirtualMachine\">vm-42</_this>"
                        + "<folder type=\"Folder\">group-v3</folder><name>a%2fb</name><spec><location>"
                        + "<diskMoveType>createNewChildDiskBacking</diskMoveType>"
                        + "<pool type=\"ResourcePool\">resgroup-8</pool></location><template>false</template><config>"
                        + "<instanceUuid>8d8a2f0e-6c1f-4c1e-9a50-0e6f0e3f5a11</instanceUuid>"
                        + "<deviceChange><operation>edit</operation><device xsi:type=\"VirtualVmxnet3\">"
                        + "<key>4000</key><backing xsi:type=\"VirtualEthernetCardNetworkBackingInfo\">"
                        + "<deviceName>VM Network</deviceName><network type=\"Network\">network-7</network></backing>"
                        + "<controllerKey>100</controllerKey><unitNumber>7</unitNumber>"
                        + "<addressType>generated</addressType></device></deviceChange></config>"
                        + "<powerOn>false</powerOn>"
                        + "<snapshot type=\"VirtualMachineSnapshot\">snapshot-3</snapshot></spec></CloneVM_Task>",
                xml);
    }

    @Test
    @DisplayName("a move names host and resource pool alone, and the usual priority")
    void move() {
        assertEquals(
                "<RelocateVM_Task xmlns=\"urn:vim25\"><_this type=\"VirtualMachine\">vm-42</_this><spec>"
                        + "<pool type=\"ResourcePool\">resgroup-8</pool><host type=\"HostSystem\">host-9</host></spec>"
                        + "<priority>defaultPriority</priority></RelocateVM_Task>",
                Requests.relocate(
                                "vm-42",
                                CopySpec.to(new CopySpec.Target(
                                        Optional.of("resgroup-8"), Optional.of("host-9"), Optional.empty())))
                        .xml());
    }

    @Test
    @DisplayName("an instant copy carries its mark, for it cannot be given an instance uuid")
    void instant() {
        String xml = Requests.instantCopy("vm-42", CopySpec.instant("fork", Wishes.TOKEN, "resgroup-8", "group-v3"))
                .xml();

        assertEquals(
                "<InstantClone_Task xmlns=\"urn:vim25\"><_this type=\"VirtualMachine\">vm-42</_this><spec>"
                        + "<name>fork</name><location>"
                        + "<folder type=\"Folder\">group-v3</folder><pool type=\"ResourcePool\">resgroup-8</pool>"
                        + "</location><config><key>edgevirt.token</key>"
                        + "<value xsi:type=\"xsd:string\">8d8a2f0e-6c1f-4c1e-9a50-0e6f0e3f5a11</value></config>"
                        + "</spec></InstantClone_Task>",
                xml);
    }

    @Test
    @DisplayName("a disk is copied and deleted within a datacenter, or on a host alone without one")
    void disks() {
        var manager = Devices.reference("VirtualDiskManager", "virtualDiskManager");

        assertEquals(
                "<CopyVirtualDisk_Task xmlns=\"urn:vim25\"><_this type=\"VirtualDiskManager\">virtualDiskManager</_this>"
                        + "<sourceName>[a] x.vmdk</sourceName>"
                        + "<sourceDatacenter type=\"Datacenter\">datacenter-2</sourceDatacenter>"
                        + "<destName>[b] y.vmdk</destName>"
                        + "<destDatacenter type=\"Datacenter\">datacenter-2</destDatacenter></CopyVirtualDisk_Task>",
                Requests.copyDisk(manager, "[a] x.vmdk", "[b] y.vmdk", Optional.of("datacenter-2"))
                        .xml());
        assertEquals(
                "<DeleteVirtualDisk_Task xmlns=\"urn:vim25\">"
                        + "<_this type=\"VirtualDiskManager\">virtualDiskManager</_this>"
                        + "<name>[a] x.vmdk</name></DeleteVirtualDisk_Task>",
                Requests.deleteDisk(manager, "[a] x.vmdk", Optional.empty()).xml());
    }
}
