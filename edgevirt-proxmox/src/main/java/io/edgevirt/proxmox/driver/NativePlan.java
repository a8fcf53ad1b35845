package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Size;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.ConfText;
import io.edgevirt.proxmox.read.Drive;
import io.edgevirt.proxmox.read.Estate;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.PropertyString;
import io.edgevirt.proxmox.translate.NameRules;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Plans a machine of Proxmox VE's own text, the lines of its {@code .conf} file: each key becomes a parameter of the request
 * as it is. A volume that is named must exist; {@code storage:8} makes one of 8 GiB.
 */
final class NativePlan {

    /** What the server writes itself, and takes from nobody. */
    private static final Set<String> OWN = Set.of("meta", "digest");
    /** What tells of the moment at which the text was copied. */
    private static final Set<String> PASSING = Set.of(
            "lock",
            "parent",
            "snaptime",
            "snapstate",
            "vmstate",
            "runningmachine",
            "runningcpu",
            "delete",
            "vmid",
            "node");

    private static final String NAME = "name";
    private static final String SMBIOS = "smbios1";

    private final Site site;
    private final List<Finding> findings = new ArrayList<>();
    private final Instant begun = Instant.now();

    NativePlan(Site site) {
        this.site = site;
    }

    Work plan(String text) {
        Map<String, String> values = new LinkedHashMap<>(ConfText.read(text));
        values.keySet().removeAll(OWN);
        values.keySet().stream()
                .filter(PASSING::contains)
                .forEach(key -> findings.add(NameRules.invalid(
                        key,
                        key,
                        "it tells of the state of a machine that is there, not of one to be made",
                        "leave it out")));
        NameRules names = new NameRules();
        Optional.ofNullable(values.get(NAME)).ifPresent(name -> names.name(NAME, name));
        findings.addAll(names.findings());
        if (failed()) {
            return new Work(findings, List.of());
        }
        Estate estate = Estate.of(Json.of(site.nodes().listing()));
        String name = values.getOrDefault(NAME, "");
        findings.addAll(name.isEmpty() ? List.of() : EstateRules.taken(estate, name));
        Placing placing = new Placing(estate);
        Optional<Placing.Found> found = placing.find(Optional.empty(), storages(values));
        findings.addAll(placing.findings());
        if (failed() || found.isEmpty()) {
            return new Work(findings, List.of());
        }
        return new Work(findings, List.of(step(found.get().node(), name, values)));
    }

    private boolean failed() {
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
    }

    /** The storages that the node must have: those of disks. */
    private static List<DiskSpec> storages(Map<String, String> values) {
        return values.entrySet().stream()
                .flatMap(e -> Drive.of(e.getKey(), e.getValue()).stream())
                .filter(d -> !d.cdrom())
                .flatMap(d -> d.storage().stream())
                .distinct()
                .map(s -> new DiskSpec(Size.mib(1), Optional.of(s), Optional.empty(), true, Optional.empty()))
                .toList();
    }

    private CreateStep step(String node, String name, Map<String, String> values) {
        PropertyString smbios = PropertyString.parse(values.getOrDefault(SMBIOS, ""), "");
        // A uuid of the text's own is kept, and is what the machine is known by.
        UUID token = smbios.get("uuid").flatMap(NativePlan::uuid).orElseGet(UUID::randomUUID);
        Map<String, String> sent = new LinkedHashMap<>(values);
        sent.put(SMBIOS, smbios.with("uuid", token.toString()).text());
        String shown = name.isEmpty() ? "a machine" : name;
        return new CreateStep(site, "create " + shown + " (node " + node + ")", node, shown, token, (vmid, results) -> {
                    Call call = Call.post("/nodes/{node}/qemu", node).with("vmid", vmid);
                    for (Map.Entry<String, String> value : sent.entrySet()) {
                        call = value.getKey().equals("cipassword")
                                ? call.withSecret(value.getKey(), value.getValue())
                                : call.with(value.getKey(), value.getValue());
                    }
                    return call;
                })
                .planned(begun);
    }

    private static Optional<UUID> uuid(String text) {
        return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
