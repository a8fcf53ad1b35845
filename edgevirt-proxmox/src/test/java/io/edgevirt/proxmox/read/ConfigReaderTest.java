package io.edgevirt.proxmox.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.DiskBus;
import io.edgevirt.Firmware;
import io.edgevirt.MemoryRange;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.VMConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A configuration of Proxmox VE")
class ConfigReaderTest {

    private static Configuration pending(Map<String, String> values, Map<String, String> later, String... leaving) {
        List<Map<String, Object>> rows = new ArrayList<>();
        values.forEach((key, value) -> {
            Map<String, Object> row = new LinkedHashMap<>(Map.of("key", key, "value", value));
            if (later.containsKey(key)) {
                row.put("pending", later.get(key));
            }
            if (List.of(leaving).contains(key)) {
                row.put("delete", 1);
            }
            rows.add(row);
        });
        return Configuration.of(Json.of(rows));
    }

    private static VMConfig read(Map<String, String> values) {
        return ConfigReader.read(pending(values, Map.of()), Map.of(), Optional.empty());
    }

    @Test
    @DisplayName("that says nothing has one processor, 512 MiB and a BIOS")
    void defaults() {
        VMConfig config = read(Map.of());

        assertEquals(1, config.cpus());
        assertEquals(Size.mib(512), config.memory());
        assertEquals(Optional.of(Firmware.BIOS), config.firmware());
        assertEquals(Optional.of(false), config.secureBoot());
        assertEquals(Optional.of(false), config.tpm());
        assertEquals(Optional.of(false), config.autostart());
        assertEquals(Optional.empty(), config.dynamicMemory());
        assertEquals(Optional.empty(), config.description());
        assertEquals(Optional.empty(), config.guestOs());
    }

    @Test
    @DisplayName("has the processors of all sockets, or those that are plugged in")
    void processors() {
        assertEquals(8, read(Map.of("sockets", "2", "cores", "4")).cpus());
        assertEquals(6, read(Map.of("sockets", "2", "cores", "4", "vcpus", "6")).cpus());
    }

    @ParameterizedTest(name = "memory {0}, balloon {1}")
    @CsvSource({"2048, 512, true", "2048, 0, false", "2048, 2048, false", "current=2048, 512, true"})
    @DisplayName("has dynamic memory if its balloon is smaller than its memory")
    void balloon(String memory, String balloon, boolean dynamic) {
        VMConfig config = read(Map.of("memory", memory, "balloon", balloon));

        assertEquals(Size.gib(2), config.memory());
        assertEquals(
                dynamic ? Optional.of(new MemoryRange(Size.mib(512), Size.gib(2))) : Optional.empty(),
                config.dynamicMemory());
    }

    @Test
    @DisplayName("has secure boot where Microsoft's keys are among UEFI's variables")
    void firmware() {
        VMConfig config = read(Map.of(
                "bios", "ovmf",
                "efidisk0", "local-lvm:vm-100-disk-0,efitype=4m,pre-enrolled-keys=1,size=4M",
                "tpmstate0", "local-lvm:vm-100-disk-1,size=4M,version=v2.0"));

        assertEquals(Optional.of(Firmware.UEFI), config.firmware());
        assertEquals(Optional.of(true), config.secureBoot());
        assertEquals(Optional.of(true), config.tpm());
        assertEquals(List.of(), config.disks(), "they are no disks of its guest");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "host, true",
        "'host,flags=+aes', true",
        "'host,flags=-vmx', false",
        "cputype=max, true",
        "kvm64, false",
        "x86-64-v2-AES, false",
        "'x86-64-v2-AES,flags=+nested-virt', true",
        "'kvm64,flags=+aes;+svm', true",
        "EPYC-Rome,",
        "custom-edge,"
    })
    @DisplayName("exposes virtualization by the processor's type or a flag; of models of makers that is not known")
    void nested(String cpu, Boolean exposed) {
        assertEquals(Optional.ofNullable(exposed), read(Map.of("cpu", cpu)).nestedVirtualization());
    }

    @Test
    @DisplayName("has disks in the order of their numbers; CD drives and cloud-init's are none")
    void drives() {
        VMConfig config = read(Map.of(
                "scsi10", "ceph-vm:vm-100-disk-2,size=1G",
                "scsi2", "local-lvm:vm-100-disk-1,iothread=1,size=528K",
                "ide2", "local:iso/debian.iso,media=cdrom,size=600M",
                "ide0", "local:iso/edgevirt-cloudinit-1b4e28ba-2fa1-41d2-883f-0016d3cca427.iso,media=cdrom",
                "ide3", "local-lvm:vm-100-cloudinit,media=cdrom",
                "sata0", "none,media=cdrom",
                "unused0", "local-lvm:vm-100-disk-9"));

        assertEquals(
                List.of("scsi2", "scsi10"),
                config.disks().stream().map(d -> d.id()).toList());
        assertEquals(Optional.of(Size.kib(528)), config.disks().get(0).size());
        assertEquals(Optional.of("local-lvm"), config.disks().get(0).pool());
        assertEquals(
                Optional.of("local-lvm:vm-100-disk-1"), config.disks().get(0).path());
        assertEquals(Optional.of(DiskBus.SCSI), config.disks().get(0).bus());
        assertEquals(List.of("local:iso/debian.iso"), config.isos());
    }

    @Test
    @DisplayName("has adapters, which may send from any address unless the firewall guards them")
    void adapters() {
        Configuration config = pending(
                Map.of(
                        "net0", "virtio=BC:24:11:00:00:01,bridge=vmbr0,tag=20",
                        "net1", "e1000=BC:24:11:00:00:02,bridge=vmbr1,firewall=1"),
                Map.of());
        VMConfig read = ConfigReader.read(config, Map.of(), Optional.of(true));

        assertEquals(Optional.of("bc:24:11:00:00:01"), read.nics().get(0).mac());
        assertEquals(Optional.of("vmbr0"), read.nics().get(0).network());
        assertEquals(Optional.of(20), read.nics().get(0).vlan());
        assertEquals(Optional.of(true), read.nics().get(0).macSpoofing());
        assertEquals(Optional.of(false), read.nics().get(1).macSpoofing());
        assertEquals(
                Optional.empty(),
                ConfigReader.read(config, Map.of(), Optional.empty())
                        .nics()
                        .get(1)
                        .macSpoofing());
    }

    @Test
    @DisplayName("has devices by their addresses or by the cluster's mappings")
    void devices() {
        PciAddress gpu = PciAddress.parse("0000:65:00.0");
        VMConfig config = ConfigReader.read(
                pending(Map.of("hostpci0", "mapping=gpu,pcie=1", "hostpci1", "66:00.1;0000:66:00.2"), Map.of()),
                Map.of("gpu", List.of(gpu)),
                Optional.empty());

        assertEquals(
                List.of(gpu, PciAddress.parse("0000:66:00.1"), PciAddress.parse("0000:66:00.2")), config.devices());
    }

    @Test
    @DisplayName("has the description as it was given; an older server adds a line end")
    void description() {
        assertEquals(
                Optional.of("a\n b"), read(Map.of("description", "a\n b\n")).description());
        assertEquals(Optional.of("a\n b"), read(Map.of("description", "a\n b")).description());
        assertEquals(Optional.empty(), read(Map.of("description", "\n")).description());
    }

    @Test
    @DisplayName("tells what is in effect, and names the fields that wait for the next start")
    void atNextStart() {
        VMConfig config = ConfigReader.read(
                pending(
                        Map.of("cores", "2", "sockets", "1", "memory", "1024", "net0", "virtio=BC:24:11:00:00:01"),
                        Map.of("cores", "4", "sockets", "2", "memory", "2048"),
                        "net0"),
                Map.of(),
                Optional.empty());

        assertEquals(2, config.cpus());
        assertEquals(Size.gib(1), config.memory());
        assertEquals(
                List.of("cpus", "memory", "net0"),
                config.atNextStart().stream().sorted().toList());
    }

    @Test
    @DisplayName("is told as the text of its file, without the password of cloud-init")
    void text() {
        String text = read(Map.of(
                        "description", "100% ours\nline two",
                        "cores", "2",
                        "cipassword", "hidden",
                        "digest", "0123"))
                .nativeText()
                .orElse("");

        assertEquals("#100%25 ours\n#line two\ncores: 2\n", text);
        assertFalse(text.contains("hidden"));
    }

    @Test
    @DisplayName("tells which machine it is by its uuid, and when it was made")
    void identity() {
        Configuration config = pending(
                Map.of(
                        "smbios1",
                        "uuid=1B4E28BA-2FA1-41D2-883F-0016D3CCA427,base64=1,serial=QUJD",
                        "meta",
                        "creation-qemu=9.0.2,ctime=1700000000"),
                Map.of());

        assertEquals("1b4e28ba-2fa1-41d2-883f-0016d3cca427", ConfigReader.uuid(config));
        assertEquals(Optional.of(1700000000L), ConfigReader.created(config));
        assertTrue(ConfigReader.uuid(pending(Map.of(), Map.of())).isEmpty());
    }
}
