package io.edgevirt.proxmox.read;

import io.edgevirt.DiskInfo;
import io.edgevirt.Firmware;
import io.edgevirt.MemoryRange;
import io.edgevirt.NicInfo;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.VMConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a machine's configuration. */
public final class ConfigReader {

    /** What a machine has whose configuration does not say. */
    private static final long DEFAULT_MEMORY = 512;

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:([0-9a-f]{4}):)?([0-9a-f]{2}):([0-9a-f]{2})(?:\\.([0-9a-f]))?", Pattern.CASE_INSENSITIVE);

    /** The fields as the builders name them, by the keys that they are kept under. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("cores", "cpus"),
            Map.entry("sockets", "cpus"),
            Map.entry("vcpus", "cpus"),
            Map.entry("balloon", "dynamicMemory"),
            Map.entry("cpu", "nestedVirtualization"),
            Map.entry("ostype", "guestOs"),
            Map.entry("bios", "firmware"),
            Map.entry("onboot", "autostart"));

    private ConfigReader() {}

    /**
     * Reads a configuration.
     *
     * @param config what Proxmox VE keeps
     * @param mappings the cluster's mappings of PCI devices, by id: the addresses on the machine's node
     * @param filtered whether the firewall drops what adapters that it guards send from other addresses; empty where that
     *     is not known
     * @return the same in neutral terms
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static VMConfig read(
            Configuration config, Map<String, List<PciAddress>> mappings, Optional<Boolean> filtered) {
        Size memory = memory(config);
        return new VMConfig(
                cpus(config),
                memory,
                dynamic(config, memory),
                Optional.of(uefi(config) ? Firmware.UEFI : Firmware.BIOS),
                Optional.of(secureBoot(config)),
                Optional.of(config.get("tpmstate0").isPresent()),
                nested(config),
                config.get("ostype"),
                description(config),
                MachineTags.read(config.get("tags").orElse("")),
                Optional.of(config.flag("onboot")),
                config.drives().stream()
                        .filter(d -> !d.cdrom())
                        .sorted(Comparator.comparing(Drive::bus).thenComparing(d -> number(d.key())))
                        .map(ConfigReader::disk)
                        .toList(),
                config.adapters().stream()
                        .sorted(Comparator.comparing(a -> number(a.key())))
                        .map(a -> nic(a, filtered))
                        .toList(),
                devices(config, mappings),
                isos(config),
                atNextStart(config),
                Optional.of(ConfText.write(config)));
    }

    private static int cpus(Configuration config) {
        long all = config.number("sockets").orElse(1L) * config.number("cores").orElse(1L);
        return (int) Math.min(config.number("vcpus").orElse(all), Integer.MAX_VALUE);
    }

    private static Size memory(Configuration config) {
        return Size.mib(config.get("memory")
                .flatMap(text -> PropertyString.parse(text, "current").get("current"))
                .flatMap(text -> Json.of(text).number())
                .filter(mib -> mib > 0 && mib < 1L << 40)
                .orElse(DEFAULT_MEMORY));
    }

    /** A balloon of 0 is none; one as large as the memory has nothing to take back. */
    private static Optional<MemoryRange> dynamic(Configuration config, Size memory) {
        return config.number("balloon")
                .filter(mib -> mib > 0 && mib < memory.inMib())
                .map(mib -> new MemoryRange(Size.mib(mib), memory));
    }

    private static boolean uefi(Configuration config) {
        return config.get("bios").orElse("").equals("ovmf");
    }

    private static boolean secureBoot(Configuration config) {
        return uefi(config)
                && config.get("efidisk0")
                        .flatMap(text -> PropertyString.parse(text, "file").flag("pre-enrolled-keys"))
                        .orElse(false);
    }

    /**
     * Whether virtualization is exposed: the host's own processor has it, and the generic models have not. What the models
     * of certain processors have depends on their maker, and is not told.
     */
    private static Optional<Boolean> nested(Configuration config) {
        PropertyString cpu = PropertyString.parse(config.get("cpu").orElse("kvm64"), "cputype");
        for (String flag : cpu.get("flags").orElse("").split(";", -1)) {
            if (flag.matches("[+-](vmx|svm|nested-virt)")) {
                return Optional.of(flag.startsWith("+"));
            }
        }
        String type = cpu.get("cputype").orElse("kvm64");
        if (type.equals("host") || type.equals("max")) {
            return Optional.of(true);
        }
        boolean generic = type.startsWith("x86-64-v") || type.matches("kvm(32|64)");
        return generic ? Optional.of(false) : Optional.empty();
    }

    /** Older versions tell a line end after the description. */
    private static Optional<String> description(Configuration config) {
        return config.get("description")
                .map(text -> text.endsWith("\n") ? text.substring(0, text.length() - 1) : text)
                .filter(text -> !text.isEmpty());
    }

    private static DiskInfo disk(Drive drive) {
        return new DiskInfo(
                drive.key(), drive.size(), drive.storage(), drive.volume(), Optional.of(drive.bus()), Optional.empty());
    }

    /** Keys of a kind are kept as text, in which 10 comes before 2. */
    private static int number(String key) {
        return Integer.parseInt(key.replaceAll("\\D", ""));
    }

    /** The images in CD drives; what cloud-init reads is none of them. */
    private static List<String> isos(Configuration config) {
        return config.drives().stream()
                .filter(d -> d.cdrom() && !d.cloudInit())
                .flatMap(d -> d.volume().stream())
                .filter(v -> !v.equals("cdrom"))
                .toList();
    }

    /**
     * Reads a network adapter.
     *
     * @param adapter the adapter
     * @param filtered whether the firewall drops what guarded adapters send from other addresses
     * @return the same in neutral terms
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static NicInfo nic(Adapter adapter, Optional<Boolean> filtered) {
        // A bridge passes whatever a guest sends, unless the firewall guards the adapter.
        boolean guarded = adapter.text().flag("firewall").orElse(false);
        return new NicInfo(
                adapter.key(),
                adapter.mac(),
                adapter.bridge(),
                adapter.text()
                        .get("tag")
                        .flatMap(tag -> Json.of(tag).number())
                        .filter(tag -> tag > 0 && tag < 4095)
                        .map(Long::intValue),
                guarded ? filtered.map(f -> !f) : Optional.of(true));
    }

    private static List<PciAddress> devices(Configuration config, Map<String, List<PciAddress>> mappings) {
        List<PciAddress> devices = new ArrayList<>();
        for (PropertyString device : hostpci(config)) {
            device.get("mapping").ifPresent(id -> devices.addAll(mappings.getOrDefault(id, List.of())));
            devices.addAll(addresses(device.get("host").orElse("")));
        }
        return devices;
    }

    /**
     * The entries of devices that are passed through.
     *
     * @param config the configuration
     * @return each with its address under {@code host}, or its mapping's id under {@code mapping}
     */
    public static List<PropertyString> hostpci(Configuration config) {
        return config.now().entrySet().stream()
                .filter(e -> e.getKey().matches("hostpci\\d{1,2}"))
                .sorted(Comparator.comparing(e -> number(e.getKey())))
                .map(e -> PropertyString.parse(e.getValue(), "host"))
                .toList();
    }

    /**
     * Reads addresses of PCI devices; Proxmox VE leaves out the domain 0000, and the function where all are meant.
     *
     * @param text one or several, with semicolons between
     * @return the addresses
     */
    public static List<PciAddress> addresses(String text) {
        List<PciAddress> addresses = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            Matcher m = ADDRESS.matcher(part.strip());
            if (m.matches() && Integer.parseInt(m.group(3), 16) < 32) {
                addresses.add(new PciAddress(
                        m.group(1) == null ? 0 : Integer.parseInt(m.group(1), 16),
                        Integer.parseInt(m.group(2), 16),
                        Integer.parseInt(m.group(3), 16),
                        m.group(4) == null ? 0 : Integer.parseInt(m.group(4), 16) & 7));
            }
        }
        return addresses;
    }

    private static List<String> atNextStart(Configuration config) {
        Set<String> fields = new LinkedHashSet<>();
        Set<String> keys = new LinkedHashSet<>(config.pending().keySet());
        keys.addAll(config.leaving());
        keys.forEach(key -> fields.add(FIELDS.getOrDefault(key, key)));
        return List.copyOf(fields);
    }

    /**
     * The uuid that the guest sees; EdgeVirt chooses it for machines that it makes.
     *
     * @param config the configuration
     * @return lower case; empty text where there is none
     */
    public static String uuid(Configuration config) {
        return config.get("smbios1")
                .flatMap(text -> PropertyString.parse(text, "").get("uuid"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * When the machine was made.
     *
     * @param config the configuration
     * @return seconds since 1970; empty where it is not told
     */
    public static Optional<Long> created(Configuration config) {
        return config.get("meta")
                .flatMap(text -> PropertyString.parse(text, "").get("ctime"))
                .flatMap(text -> Json.of(text).number());
    }
}
