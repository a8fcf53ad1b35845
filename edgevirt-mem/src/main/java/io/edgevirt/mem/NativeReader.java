package io.edgevirt.mem;

import io.edgevirt.DiskBus;
import io.edgevirt.Firmware;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.MemoryRange;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.VMSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads the text form that {@link NativeText} writes. All that is wrong is told at once. */
final class NativeReader {

    private static final Size DEFAULT_MEMORY = Size.mib(512);
    private static final int LONGEST = 1_000_000;

    private final Checks checks;
    private final Map<String, String> single = new HashMap<>();
    private final List<Map<String, String>> disks = new ArrayList<>();
    private final List<Map<String, String>> nics = new ArrayList<>();
    private final List<PciAddress> devices = new ArrayList<>();
    private final Map<String, String> tags = new LinkedHashMap<>();

    NativeReader(Checks checks) {
        this.checks = checks;
    }

    /** What the text says; to be used only if the checks have not failed. */
    Optional<VMSpec> read(String text) {
        if (text.length() > LONGEST) {
            checks.invalid("native", text.length() + " characters", "a definition has at most 1,000,000", "shorten it");
            return Optional.empty();
        }
        for (String line : text.split("\r?\n", -1)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                line(line);
            }
        }
        if (!single.containsKey("name")) {
            checks.invalid("native.name", "", "a definition has a line 'name: …'", "add one");
        }
        VMSpec spec = spec();
        return checks.failed() ? Optional.empty() : Optional.of(spec);
    }

    private void line(String line) {
        int colon = line.indexOf(": ");
        String key = colon < 0 ? line.strip() : line.substring(0, colon).strip();
        String value = colon < 0 ? "" : unescaped(line.substring(colon + 2));
        switch (key) {
            case "disk", "nic" -> {
                List<Map<String, String>> all = key.equals("disk") ? disks : nics;
                all.add(new HashMap<>(Map.of(key, value)));
            }
            case "disk.pool", "disk.path", "disk.thin", "disk.bus" -> of(disks, key, value);
            case "nic.vlan", "nic.macSpoofing", "nic.mac" -> of(nics, key, value);
            case "device" -> parsed(key, value, PciAddress::parse).ifPresent(devices::add);
            case "tag" -> tag(line.substring(colon + 2));
            case "name",
                    "cpus",
                    "memory",
                    "memory.minimum",
                    "memory.maximum",
                    "firmware",
                    "secureBoot",
                    "tpm",
                    "iso",
                    "guestOs",
                    "kernel",
                    "initrd",
                    "commandLine",
                    "host",
                    "cluster",
                    "resourcePool",
                    "folder",
                    "reserve.cpus",
                    "reserve.memory",
                    "pinCpus",
                    "hugepages",
                    "vgpu",
                    "nested",
                    "cloudInit",
                    "description",
                    "autostart" -> {
                if (single.put(key, value) != null) {
                    checks.invalid("native." + key, value, "this line stands more than once", "leave one");
                }
            }
            default -> checks.invalid("native", line, "this is no 'key: value' that is known", "remove the line");
        }
    }

    private void of(List<Map<String, String>> all, String key, String value) {
        if (all.isEmpty()) {
            checks.invalid("native." + key, value, "the disk or nic that it belongs to comes first", "reorder");
        } else {
            all.get(all.size() - 1).put(key, value);
        }
    }

    private void tag(String raw) {
        int equals = raw.indexOf('=');
        if (equals < 0) {
            checks.invalid("native.tag", raw, "a tag is key=value", "add the value");
        } else {
            tags.put(unescaped(raw.substring(0, equals)), unescaped(raw.substring(equals + 1)));
        }
    }

    private VMSpec spec() {
        Optional<Size> least = one("memory.minimum", Size::parse);
        Optional<MemoryRange> range =
                one("memory.maximum", Size::parse).flatMap(most -> least.map(l -> new MemoryRange(l, most)));
        return new VMSpec(
                UUID.randomUUID(),
                one("name", n -> n).orElse(""),
                one("cpus", NativeReader::positive).orElse(1),
                one("memory", Size::parse).orElse(DEFAULT_MEMORY),
                range,
                disks.stream().map(this::disk).flatMap(Optional::stream).toList(),
                nics.stream().map(this::nic).toList(),
                boot(),
                new VMSpec.Placement(text("host"), text("cluster"), text("resourcePool"), text("folder")),
                new VMSpec.Resources(
                        one("reserve.cpus", NativeReader::positive),
                        one("reserve.memory", Size::parse),
                        text("pinCpus"),
                        flag("hugepages").orElse(false)),
                devices,
                text("vgpu"),
                flag("nested"),
                text("cloudInit"),
                text("description"),
                tags,
                flag("autostart").orElse(false));
    }

    private VMSpec.BootSpec boot() {
        Optional<VMSpec.KernelSpec> kernel = file("kernel")
                .flatMap(k -> file("initrd")
                        .map(i ->
                                new VMSpec.KernelSpec(k, i, text("commandLine").orElse(""))));
        return new VMSpec.BootSpec(
                one("firmware", Firmware::valueOf),
                flag("secureBoot"),
                flag("tpm").orElse(false),
                file("iso"),
                kernel,
                text("guestOs"));
    }

    private Optional<DiskSpec> disk(Map<String, String> lines) {
        return value(lines, "disk", Size::parse)
                .map(size -> new DiskSpec(
                        size,
                        value(lines, "disk.pool", p -> p),
                        value(lines, "disk.path", p -> p),
                        value(lines, "disk.thin", NativeReader::truth).orElse(true),
                        value(lines, "disk.bus", DiskBus::valueOf)));
    }

    private NicSpec nic(Map<String, String> lines) {
        return new NicSpec(
                lines.getOrDefault("nic", ""),
                value(lines, "nic.vlan", NativeReader::positive),
                value(lines, "nic.macSpoofing", NativeReader::truth),
                value(lines, "nic.mac", m -> m));
    }

    private Optional<FileSource> file(String key) {
        return one(key, FileSource.Remote::new);
    }

    private Optional<String> text(String key) {
        return one(key, t -> t);
    }

    private Optional<Boolean> flag(String key) {
        return one(key, NativeReader::truth);
    }

    private <T> Optional<T> one(String key, Function<String, T> parse) {
        return value(single, key, parse);
    }

    private <T> Optional<T> value(Map<String, String> lines, String key, Function<String, T> parse) {
        String text = lines.get(key);
        return text == null ? Optional.empty() : parsed(key, text, parse);
    }

    private <T> Optional<T> parsed(String key, String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException | InvalidSpecException e) {
            checks.invalid("native." + key, text, "this is no value for '" + key + "'", "correct it");
            return Optional.empty();
        }
    }

    private static int positive(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char escaped = text.charAt(++i);
                plain.append(
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 'e' -> '=';
                            default -> escaped;
                        });
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
