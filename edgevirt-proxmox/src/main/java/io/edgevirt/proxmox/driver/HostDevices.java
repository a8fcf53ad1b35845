package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.PciAddress;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.PciMappings;
import io.edgevirt.proxmox.read.PropertyString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds how devices of a node can be passed through: by the cluster's mappings, which came with version 8, or by their
 * addresses, which only root's own login may name.
 */
final class HostDevices {

    private static final String HOST = "host";

    private final Site site;
    private final String node;
    private final List<Finding> findings = new ArrayList<>();

    HostDevices(Site site, String node) {
        this.site = site;
        this.node = node;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * The values for a machine's configuration.
     *
     * @param devices the devices' addresses
     * @param vgpu the profile of a virtual GPU
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    List<PropertyString> find(List<PciAddress> devices, Optional<String> vgpu) {
        if (devices.isEmpty() && vgpu.isEmpty()) {
            return List.of();
        }
        PciMappings mappings = site.pve().version().atLeast(8)
                ? PciMappings.of(site.pve().send(Call.get("/cluster/mapping/pci")))
                : PciMappings.of(io.edgevirt.proxmox.read.Json.missing());
        List<PropertyString> found = new ArrayList<>();
        devices.forEach(device -> device(mappings, device).ifPresent(found::add));
        vgpu.flatMap(profile -> mediated(mappings, profile)).ifPresent(found::add);
        return found;
    }

    private Optional<PropertyString> device(PciMappings mappings, PciAddress device) {
        Optional<PropertyString> mapped =
                mappings.of(node, device).map(id -> PropertyString.empty(HOST).with("mapping", id));
        if (mapped.isPresent()) {
            return mapped;
        }
        if (!exists(device)) {
            findings.add(Finding.fail(
                    "device",
                    Problem.NOT_FOUND,
                    device.toString(),
                    "there is no such device on " + node,
                    "look at host.hardware(), and name the host with host()"));
            return Optional.empty();
        }
        if (site.pve().user().equals("root@pam") && !site.pve().token()) {
            return Optional.of(PropertyString.empty(HOST).with(HOST, device.toString()));
        }
        findings.add(Finding.fail(
                "device",
                Problem.PERMISSION,
                device.toString(),
                "the cluster has no mapping of this device alone, and only root@pam may pass on unmapped ones",
                "map it under Datacenter, Resource Mappings (Proxmox VE 8 and later)"));
        return Optional.empty();
    }

    private boolean exists(PciAddress device) {
        return site
                .pve()
                .send(Call.get("/nodes/{node}/hardware/pci", node).with("pci-class-blacklist", ""))
                .list()
                .stream()
                .anyMatch(d -> d.text("id").equals(Optional.of(device.toString())));
    }

    /** A virtual GPU of a profile that a mapped device has left. */
    private Optional<PropertyString> mediated(PciMappings mappings, String profile) {
        for (String id : mappings.mediated(node)) {
            boolean left = site
                    .pve()
                    .send(Call.get("/nodes/{node}/hardware/pci/{pci-id-or-mapping}/mdev", node, id))
                    .list()
                    .stream()
                    .anyMatch(type -> type.text("type").equals(Optional.of(profile))
                            && type.number("available").orElse(0L) > 0);
            if (left) {
                return Optional.of(
                        PropertyString.empty(HOST).with("mapping", id).with("mdev", profile));
            }
        }
        findings.add(Finding.fail(
                "vgpu",
                Problem.NOT_FOUND,
                profile,
                "no mapped device of " + node + " has a virtual GPU of that profile left",
                "map the GPU for mediated devices under Datacenter, Resource Mappings (Proxmox VE 8 and later)"));
        return Optional.empty();
    }
}
