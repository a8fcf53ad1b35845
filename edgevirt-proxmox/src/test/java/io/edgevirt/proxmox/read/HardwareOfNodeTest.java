package io.edgevirt.proxmox.read;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Finding;
import io.edgevirt.Hardware;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.hardware.HardwareCheck;
import io.edgevirt.hardware.HardwareReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The hardware of a node is read from four replies")
class HardwareOfNodeTest {

    private static final String STATUS_9 = """
            {"cpuinfo":{"model":"Intel(R) Xeon(R) D-2146NT CPU @ 2.30GHz","sockets":1,"cores":8,"cpus":16,"hvm":"1",
             "mhz":"2300.000","user_hz":100,"flags":"fpu vme msr sse2 vmx ssse3 ept vpid ept_ad"},
             "memory":{"total":67108864000,"used":1,"free":2},"pveversion":"pve-manager/9.1.7/abcdef",
             "boot-info":{"mode":"efi","secureboot":1},
             "current-kernel":{"sysname":"Linux","release":"6.17.2-1-pve","version":"#1 SMP","machine":"x86_64"}}""";
    private static final String STATUS_7 = """
            {"cpuinfo":{"model":"AMD EPYC 3251 8-Core Processor","sockets":1,"cores":8,"cpus":16,"hvm":"1",
             "flags":"fpu svm npt"},"memory":{"total":"34359738368"},"kversion":"Linux 5.15.102-1-pve #1 SMP"}""";
    private static final String DISKS = """
            [{"devpath":"/dev/nvme0n1","type":"nvme","size":1000204886016,"model":"Samsung_SSD_980_PRO_1TB",
              "serial":"S5GXNX0R","health":"PASSED","wearout":97,"rpm":0,"used":"LVM","gpt":1,"vendor":"unknown"},
             {"devpath":"/dev/sda","type":"ssd","size":480103981056,"model":"INTEL SSDSC2KG48","health":"OK",
              "wearout":"N/A","rpm":0,"serial":"unknown"},
             {"devpath":"/dev/sdb","type":"hdd","size":"4000787030016","rpm":7200,"wearout":"N/A","health":"UNKNOWN"},
             {"devpath":"/dev/sdc","type":"usb","size":0,"rpm":-1,"model":"unknown"}]""";
    private static final String PCI = """
            [{"id":"0000:65:00.0","class":"0x030200","vendor":"0x10de","device":"0x1eb8","vendor_name":"NVIDIA Corp.",
              "device_name":"TU104GL [Tesla T4]","iommugroup":14,"mdev":1},
             {"id":"0000:00:1f.2","class":"0x010601","vendor":"0x8086","device":"0xa1d2","iommugroup":-1}]""";
    private static final String NETWORK = """
            [{"iface":"eno1","type":"eth","active":1,"exists":1,"method":"manual","priority":3},
             {"iface":"eno2","type":"eth","exists":1,"method":"manual"},
             {"iface":"gone","type":"eth","exists":null,"method":"manual"},
             {"iface":"vmbr0","type":"bridge","active":1,"bridge_ports":"eno1","cidr":"192.0.2.11/24"}]""";

    static Json json(String text) {
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Hardware nine() {
        return HardwareOfNode.read("pve1", json(STATUS_9), json(DISKS), json(PCI), json(NETWORK));
    }

    @Nested
    @DisplayName("on Proxmox VE 9")
    class Nine {

        @Test
        @DisplayName("processors with their cores of all sockets, and what their flags say")
        void cpu() {
            Hardware.Cpu cpu = nine().cpu();

            assertEquals(Optional.of(8), cpu.cores());
            assertEquals(Optional.of(16), cpu.threads());
            assertEquals(Optional.of("x86_64"), cpu.architecture());
            assertEquals(Optional.of(true), cpu.virtualization());
            assertEquals(Optional.of(true), cpu.slat());
            assertEquals(Optional.empty(), cpu.nested());
            assertEquals(Optional.of(false), nine().hypervisorPresent());
            assertEquals(Optional.of(true), nine().secureBoot());
        }

        @Test
        @DisplayName("disks with their kind; a disk of unknown kind stays so")
        void disks() {
            List<Hardware.DiskDevice> disks = nine().disks();

            assertEquals(
                    List.of(
                            Hardware.DiskKind.NVME,
                            Hardware.DiskKind.SSD,
                            Hardware.DiskKind.HDD,
                            Hardware.DiskKind.UNKNOWN),
                    disks.stream().map(Hardware.DiskDevice::kind).toList());
            assertEquals("nvme0n1", disks.get(0).name());
            assertEquals(
                    Optional.of(Size.ofBytes(1_000_204_886_016L)), disks.get(0).size());
            assertEquals(Optional.empty(), disks.get(3).size());
            assertEquals(Optional.empty(), disks.get(3).model());
        }

        @Test
        @DisplayName("what is left of a disk's life is told where Proxmox knows it")
        void wear() {
            assertEquals(
                    List.of(Optional.of(97), Optional.empty(), Optional.empty(), Optional.empty()),
                    DiskReader.disks(json(DISKS)).stream()
                            .map(d -> d.lifeLeft())
                            .toList());
        }

        @Test
        @DisplayName("PCI devices with their IOMMU groups, where they are in one")
        void pci() {
            List<Hardware.PciDevice> devices = nine().pciDevices();

            assertEquals(PciAddress.parse("0000:65:00.0"), devices.get(0).address());
            assertEquals(Optional.of(0x030200), devices.get(0).pciClass());
            assertEquals(Optional.of(14), devices.get(0).iommuGroup());
            assertEquals(Optional.empty(), devices.get(1).iommuGroup());
            assertEquals("0x8086:0xa1d2", devices.get(1).description());
            assertEquals(Optional.of(true), nine().iommu());
        }

        @Test
        @DisplayName("adapters that exist; one that is off is not up, and of one that is on the link is not known")
        void nics() {
            assertEquals(
                    List.of(
                            new Hardware.NetworkAdapter("eno1", Optional.empty(), Optional.empty(), Optional.empty()),
                            new Hardware.NetworkAdapter(
                                    "eno2", Optional.empty(), Optional.empty(), Optional.of(false))),
                    nine().nics());
        }
    }

    @Test
    @DisplayName("Proxmox VE 7.4 tells neither how the node was started nor its architecture")
    void seven() {
        Hardware hardware = HardwareOfNode.read("pve1", json(STATUS_7), json("[]"), json("[]"), json("[]"));

        assertEquals(Optional.empty(), hardware.secureBoot());
        assertEquals(Optional.empty(), hardware.cpu().architecture());
        assertEquals(Optional.of(gib(32)), hardware.memory());
        assertEquals(Optional.of(true), hardware.cpu().slat());
        assertEquals(Optional.empty(), hardware.iommu());
    }

    @Test
    @DisplayName("what was not read stays empty, and is not taken for none")
    void nothing() {
        Hardware hardware = HardwareOfNode.read("pve1", Json.missing(), Json.missing(), Json.missing(), Json.missing());

        assertEquals(Optional.empty(), hardware.iommu());
        assertEquals(Optional.empty(), hardware.memory());
        assertEquals(Optional.empty(), hardware.cpu().virtualization());
        assertEquals(Optional.empty(), hardware.hypervisorPresent());
    }

    @Test
    @DisplayName("the hardware check runs on it: what Proxmox does not tell is unknown, not failed")
    void check() {
        HardwareReport report =
                HardwareCheck.singleNode().recommended().nestedVirtualization().run(nine());

        assertTrue(
                report.findings().all().stream().noneMatch(f -> f.status() == Finding.Status.FAIL), report::toString);
        assertTrue(
                report.findings().all().stream()
                        .anyMatch(f -> f.id().equals("nic.speed") && f.status() == Finding.Status.UNKNOWN),
                report::toString);
    }
}
