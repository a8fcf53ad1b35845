package io.edgevirt.kvm.read;

import io.edgevirt.DiskInfo;
import io.edgevirt.NicInfo;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import io.edgevirt.VMConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Domain XML to a machine's configuration. */
public final class ConfigReader {

    /**
     * What is known of a disk beyond domain XML.
     *
     * @param capacity its size as the guest sees it
     * @param allocation the space that it takes
     */
    public record DiskSizes(long capacity, long allocation) {}

    private ConfigReader() {}

    /**
     * Reads a configuration.
     *
     * @param now domain XML as it is now
     * @param next domain XML of the next start; the same where it does not run
     * @param autostart whether it starts with its host
     * @param sizes sizes by disk id, as far as they could be read
     * @param pools all pools, to tell in which one a disk lies
     * @return the configuration
     */
    public static VMConfig read(
            String now, String next, boolean autostart, Map<String, DiskSizes> sizes, List<PoolText> pools) {
        DomainText live = DomainText.of(now);
        DomainText later = now.equals(next) ? live : DomainText.of(next);
        OwnMetadata own = live.metadata();
        return new VMConfig(
                live.cpus(),
                live.memory(),
                Optional.empty(),
                live.firmware(),
                live.secureBoot(),
                Optional.of(live.tpm()),
                live.nested(),
                own.guestOs(),
                live.description(),
                own.tags(),
                Optional.of(autostart),
                live.disks().stream()
                        .filter(DiskElement::isDisk)
                        .map(d -> disk(d, Optional.ofNullable(sizes.get(d.id())), pools))
                        .toList(),
                live.nics().stream().map(NicElement::info).toList(),
                live.hostDevices(),
                live.disks().stream()
                        .filter(DiskElement::isCdrom)
                        .flatMap(d -> d.source().stream())
                        .toList(),
                differences(live, later),
                Optional.of(now));
    }

    /**
     * What is known of a disk.
     *
     * @param disk the disk
     * @param sizes its sizes, where they could be read
     * @param pools all pools
     * @return the record
     */
    private static DiskInfo disk(DiskElement disk, Optional<DiskSizes> sizes, List<PoolText> pools) {
        Optional<String> source = disk.source();
        return new DiskInfo(
                disk.id(),
                sizes.filter(s -> s.capacity() > 0).map(s -> Size.ofBytes(s.capacity())),
                disk.pool()
                        .or(() -> source.flatMap(s -> PoolText.holding(pools, s))
                                .map(PoolText::info)
                                .map(PoolInfo::name)),
                source,
                disk.bus(),
                sizes.filter(s -> s.capacity() > 0).map(s -> s.allocation() < s.capacity()));
    }

    /**
     * The fields, as the builders name them, whose value is another at the next start. What libvirt fills in when a
     * machine starts, such as the features of a processor that the definition leaves open, is no difference.
     */
    static List<String> differences(DomainText now, DomainText next) {
        List<String> fields = new ArrayList<>();
        if (now != next) {
            note(fields, "cpus", now.cpus(), next.cpus());
            note(fields, "memory", now.memory(), next.memory());
            told(fields, "firmware", now.firmware(), next.firmware());
            told(fields, "secureBoot", now.secureBoot(), next.secureBoot());
            note(fields, "tpm", now.tpm(), next.tpm());
            if (!(next.nested().isEmpty() && expanded(now))) {
                note(fields, "nestedVirtualization", now.nested(), next.nested());
            }
            note(fields, "description", now.description(), next.description());
            note(fields, "tags", now.metadata().tags(), next.metadata().tags());
            note(fields, "disks", sources(now, DiskElement::isDisk), sources(next, DiskElement::isDisk));
            note(fields, "isos", sources(now, DiskElement::isCdrom), sources(next, DiskElement::isCdrom));
            if (otherNics(now, next)) {
                fields.add("nics");
            }
            note(fields, "devices", now.hostDevices(), next.hostDevices());
        }
        return fields;
    }

    private static void note(List<String> fields, String field, Object now, Object next) {
        if (!Objects.equals(now, next)) {
            fields.add(field);
        }
    }

    /** Whether its processor may be a model that the definition left to libvirt, with all features of it listed. */
    private static boolean expanded(DomainText domain) {
        return domain.xml().attributeAt("cpu", "mode").filter("custom"::equals).isPresent();
    }

    private static void told(List<String> fields, String field, Optional<?> now, Optional<?> next) {
        if (now.isPresent() && next.isPresent()) {
            note(fields, field, now, next);
        }
    }

    private static Map<String, Optional<String>> sources(DomainText domain, Predicate<DiskElement> kind) {
        return domain.disks().stream()
                .filter(kind)
                .collect(Collectors.toMap(DiskElement::id, DiskElement::source, (first, second) -> first));
    }

    private static boolean otherNics(DomainText now, DomainText next) {
        Map<String, NicInfo> before = nics(now);
        Map<String, NicInfo> after = nics(next);
        return !before.keySet().equals(after.keySet())
                || after.values().stream().anyMatch(n -> other(Objects.requireNonNull(before.get(n.id())), n));
    }

    /** A running machine shows the VLAN of its network as its own. */
    private static boolean other(NicInfo now, NicInfo next) {
        return !now.network().equals(next.network())
                || next.vlan().isPresent() && !now.vlan().equals(next.vlan());
    }

    private static Map<String, NicInfo> nics(DomainText domain) {
        return domain.nics().stream()
                .map(NicElement::info)
                .collect(Collectors.toMap(NicInfo::id, n -> n, (first, second) -> first));
    }
}
