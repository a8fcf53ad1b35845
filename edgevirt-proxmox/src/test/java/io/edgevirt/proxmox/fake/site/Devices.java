package io.edgevirt.proxmox.fake.site;

import java.util.List;

/** The devices that each node of the fake has. */
final class Devices {

    private Devices() {}

    static List<Row> pci() {
        return List.of(
                pci("0000:00:00.0", "0x060000", 0, "0x8086", "Intel Corporation", "0x3e31", "Host Bridge"),
                pci("0000:00:02.0", "0x030000", 1, "0x8086", "Intel Corporation", "0x4680", "UHD Graphics 770"),
                pci("0000:01:00.0", "0x030200", 14, "0x10de", "NVIDIA Corporation", "0x1eb8", "TU104GL [Tesla T4]")
                        .with("mdev", true),
                pci("0000:02:00.0", "0x020000", 15, "0x8086", "Intel Corporation", "0x1563", "Ethernet X550"),
                pci("0000:02:00.1", "0x020000", 15, "0x8086", "Intel Corporation", "0x1563", "Ethernet X550"),
                pci("0000:03:00.0", "0x010802", 16, "0x144d", "Samsung Electronics Co Ltd", "0xa80a", "NVMe PM9A1"),
                pci("0000:04:00.0", "0x020000", 17, "0x8086", "Intel Corporation", "0x15f3", "Ethernet I225-V"));
    }

    private static Row pci(
            String id, String type, int group, String vendor, String vendorName, String device, String name) {
        return Row.of(
                "id", id,
                "class", type,
                "vendor", vendor,
                "vendor_name", vendorName,
                "device", device,
                "device_name", name,
                "subsystem_vendor", vendor,
                "subsystem_device", "0x0000",
                "subsystem_vendor_name", vendorName,
                "iommugroup", group);
    }

    static List<Row> usb() {
        return List.of(
                Row.of(
                        "busnum",
                        1,
                        "devnum",
                        1,
                        "port",
                        0,
                        "level",
                        0,
                        "class",
                        9,
                        "speed",
                        "480",
                        "vendid",
                        "1d6b",
                        "prodid",
                        "0002",
                        "manufacturer",
                        "Linux xhci-hcd",
                        "product",
                        "xHCI Host Controller"),
                Row.of(
                        "busnum",
                        1,
                        "devnum",
                        3,
                        "port",
                        2,
                        "level",
                        1,
                        "class",
                        0,
                        "speed",
                        "12",
                        "usbpath",
                        "3",
                        "vendid",
                        "0529",
                        "prodid",
                        "0001",
                        "manufacturer",
                        "AKS",
                        "product",
                        "HASP HL",
                        "serial",
                        "A1B2"));
    }
}
