package io.edgevirt.proxmox.fake;

import java.util.Map;
import java.util.Set;

/** The keys of the property strings that the official table knows by a name alone. */
final class PropertyKeys {
    static final Map<String, Set<String>> OF = Map.ofEntries(
            Map.entry("pve-qm-ipconfig", Set.of("ip", "gw", "ip6", "gw6")),
            Map.entry("pve-qm-cicustom", Set.of("meta", "network", "user", "vendor")),
            Map.entry(
                    "pve-qm-smbios1",
                    Set.of("uuid", "version", "serial", "manufacturer", "product", "sku", "family", "base64")),
            Map.entry(
                    "pve-qm-hostpci",
                    Set.of(
                            "host",
                            "mapping",
                            "rombar",
                            "romfile",
                            "pcie",
                            "x-vga",
                            "legacy-igd",
                            "mdev",
                            "vendor-id",
                            "device-id",
                            "sub-vendor-id",
                            "sub-device-id",
                            "driver")),
            Map.entry("pve-qm-watchdog", Set.of("model", "action")),
            Map.entry("pve-qm-rng", Set.of("source", "max_bytes", "period")),
            Map.entry("pve-qm-boot", Set.of("legacy", "order")),
            Map.entry(
                    "pve-vm-cpu-conf",
                    Set.of(
                            "cputype",
                            "reported-model",
                            "hidden",
                            "hv-vendor-id",
                            "flags",
                            "phys-bits",
                            "guest-phys-bits")),
            Map.entry("pve-qemu-sev-fmt", Set.of("type", "no-debug", "no-key-sharing", "kernel-hashes", "allow-smt")),
            Map.entry(
                    "prune-backups",
                    Set.of(
                            "keep-all",
                            "keep-last",
                            "keep-hourly",
                            "keep-daily",
                            "keep-weekly",
                            "keep-monthly",
                            "keep-yearly")));

    private PropertyKeys() {}
}
