package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Operation;
import io.edgevirt.PciAddress;
import io.edgevirt.proxmox.DeviceMapping;
import io.edgevirt.proxmox.ProxmoxMappings;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.MappingReader;
import io.edgevirt.proxmox.read.PciReader;
import io.edgevirt.proxmox.translate.MappingRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Names of the cluster's for devices.
 *
 * @param site the connection
 * @param operations makes operations
 */
record OwnMappings(Site site, Operations operations) implements ProxmoxMappings {

    private static final String PCI = "pci";
    private static final String USB = "usb";

    @Override
    public List<DeviceMapping> pci() {
        return operations.read(PCI, site.server(), () -> all(PCI));
    }

    @Override
    public List<DeviceMapping> usb() {
        return operations.read(USB, site.server(), () -> all(USB));
    }

    /** Before version 8 there are none. */
    private List<DeviceMapping> all(String kind) {
        return site.pve().version().atLeast(8)
                ? MappingReader.mappings(site.pve().send(MappingRequests.all(kind)))
                : List.of();
    }

    private Optional<DeviceMapping> find(String kind, String id) {
        return all(kind).stream().filter(m -> m.id().equals(id)).findFirst();
    }

    private Optional<Finding> old() {
        return site.pve().version().atLeast(8)
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        "version",
                        Problem.UNSUPPORTED,
                        site.pve().version().text(),
                        "mappings came with Proxmox VE 8",
                        "upgrade it, or pass the device through as root@pam"));
    }

    @Override
    public Operation<DeviceMapping> addPci(String id, Map<String, PciAddress> devices) {
        Map<String, PciAddress> wanted = Map.copyOf(devices);
        return operations.operation(
                "addPci",
                id,
                () -> old().map(Work::stopped).orElseGet(() -> pci(id, wanted)),
                results -> find(PCI, id).orElseThrow());
    }

    private Work pci(String id, Map<String, PciAddress> wanted) {
        List<Finding> missing = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        new TreeMap<>(wanted).forEach((node, address) -> {
            Json listing = site.pve().send(Call.get("/nodes/{node}/hardware/pci", node));
            PciReader.mapped(listing, node, address)
                    .ifPresentOrElse(
                            entries::add,
                            () -> missing.add(Finding.fail(
                                    "device",
                                    Problem.NOT_FOUND,
                                    address + " of " + node,
                                    "the node has no such device",
                                    "host.unwrap(ProxmoxNode.class).pciDevices() tells them")));
        });
        return missing.isEmpty() ? adding(PCI, id, entries) : new Work(missing, List.of());
    }

    private Work adding(String kind, String id, List<String> entries) {
        if (find(kind, id).isPresent()) {
            return Work.stopped(Finding.fail(
                    "mapping", Problem.ALREADY_EXISTS, id, "there is a mapping of that name", "choose another name"));
        }
        return Work.of(new PveStep(site.pve(), "name devices " + id, MappingRequests.add(kind, id, entries))
                .landed(results -> find(kind, id).isPresent() ? Landed.unknown() : Landed.no()));
    }

    @Override
    public Operation<DeviceMapping> addUsb(String id, String node, String device) {
        return operations.operation(
                "addUsb",
                id,
                () -> old().or(() -> unfit(device))
                        .map(Work::stopped)
                        .orElseGet(() -> adding(USB, id, List.of(MappingRequests.usb(node, device)))),
                results -> find(USB, id).orElseThrow());
    }

    private static Optional<Finding> unfit(String device) {
        return device.matches("[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}")
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        "device", Problem.INVALID, device, "vendor and product are four digits each", "1050:0407"));
    }

    @Override
    public Operation<ProxmoxMappings> removePci(String id) {
        return removing("removePci", PCI, id);
    }

    @Override
    public Operation<ProxmoxMappings> removeUsb(String id) {
        return removing("removeUsb", USB, id);
    }

    private Operation<ProxmoxMappings> removing(String verb, String kind, String id) {
        return operations.operation(
                verb,
                id,
                () -> old().map(Work::stopped)
                        .orElseGet(() -> find(kind, id).isEmpty()
                                ? Work.stopped(Finding.fail(
                                        "mapping",
                                        Problem.NOT_FOUND,
                                        id,
                                        "there is no such mapping",
                                        "pci() and usb() tell them"))
                                : Work.of(new PveStep(
                                                site.pve(),
                                                "take mapping " + id + " away",
                                                MappingRequests.remove(kind, id))
                                        .landed(results ->
                                                find(kind, id).isPresent() ? Landed.no() : Landed.yes(Map.of())))),
                results -> this);
    }

    @Override
    public String toString() {
        return "mappings of Proxmox VE at " + site.server();
    }
}
