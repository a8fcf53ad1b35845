package io.edgevirt.proxmox.read;

import io.edgevirt.PciAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cluster's mappings of PCI devices, by which users without root's own login pass devices through. */
public final class PciMappings {

    private final Map<String, List<PropertyString>> entries;
    private final List<String> mediated;

    private PciMappings(Map<String, List<PropertyString>> entries, List<String> mediated) {
        this.entries = entries;
        this.mediated = mediated;
    }

    /**
     * Reads the mappings.
     *
     * @param reply the reply of {@code GET /cluster/mapping/pci}
     * @return the mappings
     */
    public static PciMappings of(Json reply) {
        Map<String, List<PropertyString>> entries = new LinkedHashMap<>();
        List<String> mediated = new ArrayList<>();
        for (Json row : reply.list()) {
            String id = row.text("id").orElse("");
            entries.put(
                    id,
                    row.get("map").list().stream()
                            .flatMap(e -> e.text().stream())
                            .map(text -> PropertyString.parse(text, ""))
                            .toList());
            if (row.flag("mdev").orElse(false)) {
                mediated.add(id);
            }
        }
        return new PciMappings(entries, mediated);
    }

    /**
     * What the mappings stand for on a node. Of one that names several devices there to choose from, nobody knows
     * beforehand which it will be: it is left out.
     *
     * @param node the node
     * @return the devices' addresses by the mappings' ids
     */
    public Map<String, List<PciAddress>> on(String node) {
        Map<String, List<PciAddress>> devices = new LinkedHashMap<>();
        entries.forEach((id, parts) -> {
            List<String> paths = parts.stream()
                    .filter(part -> part.get("node").equals(Optional.of(node)))
                    .flatMap(part -> part.get("path").stream())
                    .toList();
            if (paths.size() == 1) {
                devices.put(id, ConfigReader.addresses(paths.get(0)));
            }
        });
        return devices;
    }

    /**
     * The mapping of a device alone.
     *
     * @param node the node
     * @param device the device
     * @return the mapping's id; empty where there is none
     */
    public Optional<String> of(String node, PciAddress device) {
        return on(node).entrySet().stream()
                .filter(e -> e.getValue().equals(List.of(device)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * The mappings on a node of devices that virtual GPUs are made of.
     *
     * @param node the node
     * @return their ids
     */
    public List<String> mediated(String node) {
        return mediated.stream()
                .filter(id -> entries.getOrDefault(id, List.of()).stream()
                        .anyMatch(part -> part.get("node").equals(Optional.of(node))))
                .toList();
    }
}
