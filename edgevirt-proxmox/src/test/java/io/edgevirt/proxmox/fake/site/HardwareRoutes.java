package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import java.util.ArrayList;
import java.util.List;

/** The nodes' PCI and USB devices, and what their QEMU can do. */
final class HardwareRoutes {

    private static final String PCI = "/nodes/{node}/hardware/pci";
    private static final String HIDDEN = "05;06;08;0b";

    private final Site site;

    private HardwareRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        HardwareRoutes hardware = new HardwareRoutes(site);
        routes.on("GET " + PCI, hardware::pci);
        // 7 calls the segment otherwise than 8 and 9.
        for (String id : List.of("pciid", "pci-id-or-mapping")) {
            routes.on("GET " + PCI + "/{" + id + "}", r -> hardware.onePci(r, r.needed(id)));
            routes.on("GET " + PCI + "/{" + id + "}/mdev", r -> hardware.mdev(r, r.needed(id)));
        }
        routes.on(
                "GET /nodes/{node}/hardware/usb",
                r -> Answer.of(site.host(r.node()).usb()));
        routes.on("GET /nodes/{node}/capabilities/qemu/cpu", hardware::cpus);
        routes.on("GET /nodes/{node}/capabilities/qemu/machines", hardware::machines);
    }

    private Answer pci(Request request) {
        HostState host = site.host(request.node());
        List<String> hidden =
                List.of(request.text("pci-class-blacklist").orElse(HIDDEN).split("[;, ]+"));
        List<Row> rows = new ArrayList<>();
        for (Row device : host.pci()) {
            String kind = String.valueOf(device.get("class")).substring(2, 4);
            if (hidden.contains(kind)) {
                continue;
            }
            Row row = request.flag("verbose", true) ? Row.copy(device) : Row.of("id", device.get("id"));
            if (!host.iommu() && row.containsKey("iommugroup")) {
                row.put("iommugroup", -1);
            }
            rows.add(row);
        }
        return Answer.of(rows);
    }

    private Row device(Request request, String id) {
        String whole = id.matches("[0-9a-fA-F]{2}:.*") ? "0000:" + id : id;
        return site.host(request.node()).pci().stream()
                .filter(row -> String.valueOf(row.get("id")).startsWith(whole))
                .findFirst()
                .orElseThrow(() -> Refusal.failed("device '" + id + "' not found"));
    }

    private Answer onePci(Request request, String id) {
        device(request, id);
        return Answer.of(List.of(Row.of("method", "mdev")));
    }

    private Answer mdev(Request request, String id) {
        if (!device(request, id).containsKey("mdev")) {
            return Answer.of(List.of());
        }
        return Answer.of(List.of(
                Row.of(
                        "type",
                        "nvidia-222",
                        "available",
                        16,
                        "description",
                        "num_heads=4, frl_config=45, framebuffer=1024M, max_resolution=5120x2880, max_instance=16",
                        "name",
                        "GRID T4-1B"),
                Row.of(
                        "type",
                        "nvidia-230",
                        "available",
                        1,
                        "description",
                        "num_heads=4, frl_config=60, framebuffer=16384M, max_resolution=7680x4320, max_instance=1",
                        "name",
                        "GRID T4-16Q")));
    }

    private Answer cpus(Request request) {
        site.node(request.node());
        List<Row> rows = new ArrayList<>();
        for (String name : List.of("host", "kvm64", "qemu64", "max")) {
            rows.add(Row.of("name", name, "vendor", "default", "custom", 0));
        }
        if (site.version() >= 8) {
            for (String name : List.of("x86-64-v2", "x86-64-v2-AES", "x86-64-v3", "x86-64-v4")) {
                rows.add(Row.of("name", name, "vendor", "default", "custom", 0));
            }
        }
        for (String name : List.of("Skylake-Server", "Icelake-Server", "SapphireRapids")) {
            rows.add(Row.of("name", name, "vendor", "GenuineIntel", "custom", 0));
        }
        return Answer.of(rows);
    }

    private Answer machines(Request request) {
        site.node(request.node());
        List<String> versions = switch (site.version()) {
            case 7 -> List.of("7.2", "7.1", "7.0", "6.2");
            case 8 -> List.of("9.2+pve1", "9.1", "9.0", "8.1");
            default -> List.of("10.1+pve0", "10.0", "9.2+pve1", "9.1");
        };
        List<Row> rows = new ArrayList<>();
        for (String type : List.of("i440fx", "q35")) {
            for (String version : versions) {
                rows.add(Row.of("id", "pc-" + type + "-" + version, "type", type, "version", version));
            }
        }
        return Answer.of(rows);
    }
}
