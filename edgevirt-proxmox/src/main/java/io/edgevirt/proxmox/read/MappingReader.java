package io.edgevirt.proxmox.read;

import io.edgevirt.proxmox.DeviceMapping;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cluster's names for devices. */
public final class MappingReader {

    private MappingReader() {}

    /**
     * Reads mappings of PCI or USB devices.
     *
     * @param listing what {@code GET /cluster/mapping/pci} or {@code usb} tells
     * @return the mappings, in the listing's order
     */
    public static List<DeviceMapping> mappings(Json listing) {
        return listing.list().stream()
                .flatMap(m -> m
                        .text("id")
                        .map(id -> new DeviceMapping(
                                id,
                                m.text("description").filter(d -> !d.isBlank()),
                                m.get("map").list().stream()
                                        .flatMap(e -> e.text().flatMap(MappingReader::device).stream())
                                        .toList()))
                        .stream())
                .toList();
    }

    /** {@code id=10de:1eb8,iommugroup=14,node=pve1,path=0000:65:00.0}, in any order. */
    private static Optional<DeviceMapping.Device> device(String entry) {
        Map<String, String> parts = Arrays.stream(entry.split(","))
                .map(p -> p.split("=", 2))
                .filter(p -> p.length == 2)
                .collect(Collectors.toMap(p -> p[0], p -> p[1], (first, again) -> first));
        return parts.containsKey("node") && parts.containsKey("id")
                ? Optional.of(new DeviceMapping.Device(
                        parts.get("node"), parts.get("id"), Optional.ofNullable(parts.get("path"))))
                : Optional.empty();
    }
}
