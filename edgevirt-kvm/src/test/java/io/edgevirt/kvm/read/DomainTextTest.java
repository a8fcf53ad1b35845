package io.edgevirt.kvm.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Firmware;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.kvm.xml.Samples;
import io.edgevirt.kvm.xml.XmlRefused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Domain XML")
class DomainTextTest {

    private final DomainText running = DomainText.of(Samples.text("domain-running.xml"));

    private static DomainText domain(String inner) {
        return DomainText.of("<domain type='kvm'>" + inner + "</domain>");
    }

    private static DomainText x86(String inner) {
        return domain("<os><type arch='x86_64' machine='q35'>hvm</type></os>" + inner);
    }

    @Nested
    @DisplayName("of the guide's machine, as it is written there,")
    class Guide {

        private final DomainText guide = DomainText.of(Samples.text("domain-guide.xml"));

        @Test
        @DisplayName("has 8 GiB and 4 processors")
        void size() {
            assertEquals(Size.gib(8), guide.memory());
            assertEquals(Size.gib(8), guide.maxMemory());
            assertEquals(4, guide.cpus());
            assertEquals(4, guide.maxCpus());
        }

        @Test
        @DisplayName("has one disk vda, virtio, qcow2, with its path")
        void disk() {
            assertEquals(1, guide.disks().size());
            DiskElement disk = guide.disks().get(0);
            assertTrue(disk.isDisk());
            assertEquals("vda", disk.id());
            assertEquals(Optional.of(io.edgevirt.DiskBus.VIRTIO), disk.bus());
            assertEquals(Optional.of("qcow2"), disk.format());
            assertEquals(Optional.of("/var/lib/libvirt/images/edge-ipc-01.qcow2"), disk.source());
        }

        @Test
        @DisplayName("has one adapter on bridge br0, whose MAC address is not known yet")
        void nic() {
            assertEquals(1, guide.nics().size());
            assertEquals(Optional.of("br0"), guide.nics().get(0).info().network());
            assertEquals(Optional.empty(), guide.nics().get(0).mac());
        }

        @Test
        @DisplayName("has its name, and no uuid, description or tags, for nobody gave it any")
        void identity() {
            assertEquals(Optional.of("edge-ipc-01"), guide.name());
            assertEquals(Optional.empty(), guide.uuid());
            assertEquals(Optional.empty(), guide.description());
            assertEquals(OwnMetadata.NONE, guide.metadata());
            assertEquals("kvm", guide.type());
        }

        @Test
        @DisplayName("has a PC's BIOS, no TPM, no host devices and no serial port")
        void rest() {
            assertEquals(Optional.of(Firmware.BIOS), guide.firmware());
            assertEquals(Optional.empty(), guide.secureBoot());
            assertFalse(guide.tpm());
            assertEquals(List.of(), guide.hostDevices());
            assertFalse(guide.serialPty());
        }
    }

    @Nested
    @DisplayName("of a machine that runs")
    class Running {

        @Test
        @DisplayName("has what it has now, and what it can have")
        void size() {
            assertEquals(2, running.cpus());
            assertEquals(4, running.maxCpus());
            assertEquals(Size.gib(4), running.memory());
            assertEquals(Size.gib(8), running.maxMemory());
        }

        @Test
        @DisplayName("has its identity, with every line of the description")
        void identity() {
            assertEquals(Optional.of("edge-gateway-01"), running.name());
            assertEquals(Optional.of("2f1c9a34-53c1-4f0e-9d38-0b6a1a7f5e10"), running.uuid());
            assertEquals(Optional.of("Gateway of hall 4 & 5\nsecond line"), running.description());
        }

        @Test
        @DisplayName("has UEFI by its loader, secure boot and a TPM")
        void firmware() {
            assertEquals(Optional.of(Firmware.UEFI), running.firmware());
            assertEquals(Optional.of(true), running.secureBoot());
            assertTrue(running.tpm());
        }

        @Test
        @DisplayName("has nested virtualization by the feature of its processor")
        void nested() {
            assertEquals(Optional.of(true), running.nested());
        }

        @Test
        @DisplayName("has the PCI device that is passed through, and counts no USB or mediated device as one")
        void hostDevices() {
            assertEquals(List.of(PciAddress.parse("0000:65:00.1")), running.hostDevices());
        }

        @Test
        @DisplayName("has a serial port whose text can be read")
        void serial() {
            assertTrue(running.serialPty());
        }

        @Test
        @DisplayName("has EdgeVirt's tags, files and mark beside another program's metadata")
        void metadata() {
            OwnMetadata own = running.metadata();

            assertEquals(Map.of("site", "hall 4", "owner", ""), own.tags());
            assertEquals(List.of("site", "owner"), List.copyOf(own.tags().keySet()));
            assertEquals(Optional.of("http://debian.org/debian/12"), own.guestOs());
            assertEquals(List.of("/var/lib/libvirt/images/edge-gateway-01-seed.iso"), own.files());
            assertTrue(own.linkedClones());
        }
    }

    @Nested
    @DisplayName("tells memory")
    class Memory {

        @ParameterizedTest
        @CsvSource({
            "KiB, 1048576, 1073741824",
            "k, 1, 1024",
            "KB, 1000, 1000000",
            "b, 1024, 1024",
            "bytes, 512, 512",
            "MiB, 512, 536870912",
            "M, 1, 1048576",
            "MB, 1, 1000000",
            "GiB, 8, 8589934592",
            "G, 1, 1073741824",
            "GB, 1, 1000000000",
            "TiB, 1, 1099511627776",
            "T, 1, 1099511627776",
            "TB, 1, 1000000000000",
            "PiB, 1, 1125899906842624",
            "P, 1, 1125899906842624",
            "PB, 1, 1000000000000000",
            "EiB, 1, 1152921504606846976",
            "E, 7, 8070450532247928832",
            "EB, 1, 1000000000000000000"
        })
        @DisplayName("in every unit that libvirt takes:")
        void units(String unit, String number, long bytes) {
            DomainText text = domain("<memory unit='" + unit + "'>" + number + "</memory>");

            assertEquals(Size.ofBytes(bytes), text.memory());
        }

        @Test
        @DisplayName("in KiB where no unit is given")
        void noUnit() {
            assertEquals(Size.mib(1), domain("<memory> 1024\n</memory>").memory());
        }

        @Test
        @DisplayName("never as a number that nobody wrote")
        void unknown() {
            for (String memory : List.of(
                    "",
                    "<memory/>",
                    "<memory unit='KiB'>lots</memory>",
                    "<memory unit='parsec'>4</memory>",
                    "<memory unit='KiB'>-4</memory>",
                    "<memory unit='EiB'>9</memory>",
                    "<memory>99999999999999999999</memory>",
                    "<memory unit='TiB'>99999999999999999999</memory>")) {
                assertThrows(XmlRefused.class, () -> domain(memory).memory(), memory);
            }
        }
    }

    @Nested
    @DisplayName("tells processors")
    class Cpus {

        @Test
        @DisplayName("as one where the definition names none, which is libvirt's default")
        void none() {
            assertEquals(1, domain("").cpus());
            assertEquals(1, domain("").maxCpus());
        }

        @Test
        @DisplayName("by the present number where more can be added")
        void current() {
            DomainText text = domain("<vcpu placement='static' current='3'>16</vcpu>");

            assertEquals(3, text.cpus());
            assertEquals(16, text.maxCpus());
        }

        @Test
        @DisplayName("never as a number that nobody wrote")
        void unknown() {
            for (String vcpu : List.of(
                    "<vcpu>many</vcpu>",
                    "<vcpu>99999999999</vcpu>",
                    "<vcpu>99999999999999999999</vcpu>",
                    "<vcpu current='x'>8</vcpu>",
                    "<vcpu>0</vcpu>")) {
                assertThrows(XmlRefused.class, () -> domain(vcpu).cpus(), vcpu);
            }
        }
    }

    @Nested
    @DisplayName("tells firmware")
    class FirmwareKinds {

        @Test
        @DisplayName("as UEFI where libvirt chooses it by itself")
        void efi() {
            DomainText text = domain("<os firmware='efi'><type arch='x86_64'>hvm</type></os>");

            assertEquals(Optional.of(Firmware.UEFI), text.firmware());
            assertEquals(Optional.empty(), text.secureBoot());
        }

        @Test
        @DisplayName("as BIOS where a PC has another loader, or is told to have BIOS")
        void bios() {
            String type = "<type arch='x86_64'>hvm</type>";

            assertEquals(
                    Optional.of(Firmware.BIOS),
                    domain("<os firmware='bios'>" + type + "</os>").firmware());
            assertEquals(
                    Optional.of(Firmware.BIOS),
                    domain("<os>" + type + "<loader type='rom'>/usr/share/seabios/bios.bin</loader></os>")
                            .firmware());
        }

        @Test
        @DisplayName("not at all where the architecture has no BIOS and nobody said")
        void unknown() {
            assertEquals(
                    Optional.empty(),
                    domain("<os><type arch='aarch64' machine='virt'>hvm</type></os>")
                            .firmware());
            assertEquals(
                    Optional.empty(),
                    DomainText.of("<domain type='test'><os><type arch='x86_64'>hvm</type></os></domain>")
                            .firmware());
        }

        @Test
        @DisplayName("with secure boot off where it is said to be off")
        void secureBootOff() {
            DomainText text = domain("<os firmware='efi'><type arch='x86_64'>hvm</type>"
                    + "<firmware><feature enabled='no' name='secure-boot'/></firmware></os>");

            assertEquals(Optional.of(false), text.secureBoot());
        }

        @Test
        @DisplayName("with secure boot by the loader alone")
        void secureLoader() {
            DomainText text = domain("<os><type arch='x86_64'>hvm</type>"
                    + "<loader readonly='yes' secure='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE.fd</loader></os>");

            assertEquals(Optional.of(true), text.secureBoot());
        }
    }

    @Nested
    @DisplayName("tells nested virtualization")
    class Nesting {

        @ParameterizedTest
        @CsvSource({"require, true", "force, true", "disable, false", "forbid, false", "optional,"})
        @DisplayName("by the policy of vmx or svm, where it settles the matter:")
        void policy(String policy, Boolean expected) {
            for (String feature : List.of("vmx", "svm")) {
                DomainText text =
                        x86("<cpu mode='host-model'><feature policy='" + policy + "' name='" + feature + "'/></cpu>");

                assertEquals(Optional.ofNullable(expected), text.nested());
            }
        }

        @Test
        @DisplayName("by the mode that hands a guest of KVM the host's own processor")
        void passthrough() {
            assertEquals(
                    Optional.of(true), x86("<cpu mode='host-passthrough'/>").nested());
        }

        @Test
        @DisplayName("not where the model of the processor leaves it open")
        void open() {
            assertEquals(Optional.empty(), x86("").nested());
            assertEquals(Optional.empty(), x86("<cpu mode='host-model'/>").nested());
            assertEquals(
                    Optional.empty(),
                    DomainText.of("<domain type='qemu'><cpu mode='host-passthrough'/></domain>")
                            .nested());
        }
    }

    @Nested
    @DisplayName("of a host device")
    class HostDevices {

        @Test
        @DisplayName("tells its address in hexadecimal, with domain and function 0 where they are left out")
        void addresses() {
            DomainText text = domain("<devices>"
                    + "<hostdev mode='subsystem' type='pci'><source><address bus='0xff' slot='0x1f'/></source></hostdev>"
                    + "<hostdev mode='subsystem' type='pci'>"
                    + "<source><address domain='0x0001' bus='0x0a' slot='0x00' function='0x7'/></source></hostdev>"
                    + "</devices>");

            assertEquals(
                    List.of(PciAddress.parse("0000:ff:1f.0"), PciAddress.parse("0001:0a:00.7")), text.hostDevices());
        }

        @Test
        @DisplayName("tells none where the address is none")
        void garbage() {
            for (String address : List.of(
                    "bus='0x100' slot='0'",
                    "bus='0' slot='0x20'",
                    "bus='' slot='0'",
                    "bus='0xzz' slot='0'",
                    "slot='0'",
                    "bus='-1' slot='0'",
                    "bus='0x-1' slot='0'",
                    "bus='0x+1' slot='0'",
                    "bus='0' slot='0' function='8'",
                    "domain='0x10000' bus='0' slot='0'",
                    "domain='0xffffffff' bus='0' slot='0'")) {
                DomainText text = domain(
                        "<devices><hostdev type='pci'><source><address " + address + "/></source></hostdev></devices>");

                assertEquals(List.of(), text.hostDevices(), address);
            }
        }
    }

    @Test
    @DisplayName("with nothing in it has nothing, and makes nothing up")
    void empty() {
        DomainText text = DomainText.of("<domain/>");

        assertEquals("", text.type());
        assertEquals(Optional.empty(), text.name());
        assertEquals(Optional.empty(), text.uuid());
        assertEquals(Optional.empty(), text.description());
        assertEquals(Optional.empty(), text.firmware());
        assertEquals(Optional.empty(), text.secureBoot());
        assertEquals(Optional.empty(), text.nested());
        assertEquals(List.of(), text.disks());
        assertEquals(List.of(), text.nics());
        assertEquals(List.of(), text.hostDevices());
        assertFalse(text.tpm());
        assertFalse(text.serialPty());
        assertEquals(OwnMetadata.NONE, text.metadata());
    }
}
