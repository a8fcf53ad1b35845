package io.edgevirt.kvm.driver;

import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.VMInfo;
import io.edgevirt.kvm.libvirt.BlockInfo;
import io.edgevirt.kvm.libvirt.DomainInfo;
import io.edgevirt.kvm.libvirt.DomainName;
import io.edgevirt.kvm.libvirt.DomainState;
import io.edgevirt.kvm.libvirt.DomainStats;
import io.edgevirt.kvm.libvirt.Domains;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.libvirt.Networks;
import io.edgevirt.kvm.libvirt.Pools;
import io.edgevirt.kvm.libvirt.VolumeInfo;
import io.edgevirt.kvm.libvirt.VolumeName;
import io.edgevirt.kvm.read.ConfigReader;
import io.edgevirt.kvm.read.DiskElement;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.read.Figures;
import io.edgevirt.kvm.read.NetworkText;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.kvm.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What planning and the roles read. Each method says how many requests it sends; none grows with the machines. */
final class Reads {

    private final Link link;
    private final Node node;

    Reads(Link link, Node node) {
        this.link = link;
        this.node = node;
    }

    LibvirtConnection lib() {
        return link.lib();
    }

    /** An id that is no uuid names nothing. */
    static UUID uuid(String kind, String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException(Failure.of("there is no " + kind + " of the id '" + id + "'")
                    .backend(Errors.BACKEND)
                    .hint("ids of libvirt are uuids"));
        }
    }

    /** All machines: two requests. */
    List<VMInfo> machines() {
        Instant now = Instant.now();
        int groups = Domains.STATS_STATE | Domains.STATS_BALLOON | Domains.STATS_VCPU;
        List<DomainStats> all = lib().domains().stats(groups, node.test() ? 0 : Domains.STATS_NOWAIT);
        Set<UUID> saved = saved();
        return all.stream()
                .map(s -> Figures.info(
                        s.domain().uuid().toString(),
                        s.domain().name(),
                        s.values().values(),
                        saved.contains(s.domain().uuid()),
                        node.name(),
                        now))
                .toList();
    }

    private Set<UUID> saved() {
        return lib().domains().list(Domains.LIST_MANAGED_SAVE).stream()
                .map(DomainName::uuid)
                .collect(Collectors.toSet());
    }

    /** One machine: three requests with their look-ups. */
    VMInfo machine(DomainName domain) {
        Instant now = Instant.now();
        DomainInfo info = lib().domains().info(domain.uuid());
        boolean saved = info.state() == DomainState.SHUT_OFF && lib().power().hasManagedSave(domain.uuid());
        Map<String, Object> values = new HashMap<>();
        values.put("state.state", (long) info.state().ordinal());
        values.put("vcpu.current", (long) info.cpus());
        values.put("balloon.current", info.memoryKib());
        return Figures.info(domain.uuid().toString(), domain.name(), values, saved, node.name(), now);
    }

    /** Who a machine is: one request. */
    DomainName domain(UUID uuid) {
        return lib().domains()
                .find(uuid)
                .orElseThrow(() -> new NotFoundException(Failure.of("there is no VM of the id " + uuid)
                        .backend(Errors.BACKEND)
                        .nativeCode("VIR_ERR_NO_DOMAIN")));
    }

    /** The machine as it is now. */
    DomainText now(UUID uuid) {
        return DomainText.of(lib().domains().xml(uuid, 0));
    }

    /** The machine as it will start next, without secrets. */
    DomainText next(UUID uuid) {
        return DomainText.of(lib().domains().xml(uuid, Domains.XML_INACTIVE));
    }

    /** Whether it runs or is paused. */
    boolean active(UUID uuid) {
        return isActive(lib().domains().state(uuid).state());
    }

    static boolean isActive(DomainState state) {
        return state != DomainState.SHUT_OFF;
    }

    /** All pools: two lists, and one request for each pool. */
    List<PoolText> pools() {
        List<PoolText> all = new ArrayList<>();
        lib().pools().listXml(Pools.LIST_ACTIVE).values().forEach(x -> all.add(PoolText.of(x, true)));
        lib().pools().listXml(Pools.LIST_INACTIVE).values().forEach(x -> all.add(PoolText.of(x, false)));
        return all;
    }

    /** All networks: two lists, and one request for each network. */
    List<NetworkText> networks() {
        List<NetworkText> all = new ArrayList<>();
        String host = node.name();
        lib().networks().listXml(Networks.LIST_ACTIVE).values().forEach(x -> all.add(NetworkText.of(x, true, host)));
        lib().networks().listXml(Networks.LIST_INACTIVE).values().forEach(x -> all.add(NetworkText.of(x, false, host)));
        return all;
    }

    /** The host's bridges; empty where libvirt cannot tell. A list, and one request for each interface. */
    Optional<Set<String>> bridges() {
        return lib().nodeDevices()
                .interfaces()
                .map(all -> all.entrySet().stream()
                        .filter(e -> XmlElement.parse(e.getValue())
                                .attribute("type")
                                .filter("bridge"::equals)
                                .isPresent())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    /** Whether the host can keep guests from sending from other MAC addresses: one request. */
    boolean forbidsSpoofing() {
        return lib().networks().filter("no-mac-spoofing");
    }

    /** The files that machines use as disks, and by whom: one request. */
    Map<String, List<DomainName>> disksInUse() {
        Map<String, List<DomainName>> users = new HashMap<>();
        if (node.test()) { // whose statistics know no disks; asking it for each machine is no request to any server
            for (DomainName d : lib().domains().list(0)) {
                now(d.uuid())
                        .disks()
                        .forEach(disk -> disk.source()
                                .ifPresent(path -> users.computeIfAbsent(path, p -> new ArrayList<>())
                                        .add(d)));
            }
            return users;
        }
        for (DomainStats s : lib().domains().stats(Domains.STATS_BLOCK, Domains.STATS_BACKING)) {
            long count = s.values().number("block.count").orElse(0);
            for (long i = 0; i < count; i++) {
                s.values()
                        .text("block." + i + ".path")
                        .ifPresent(path -> users.computeIfAbsent(path, p -> new ArrayList<>())
                                .add(s.domain()));
            }
        }
        return users;
    }

    /** A disk's sizes. The driver for tests gives every disk the same, and knows its volumes'. */
    ConfigReader.DiskSizes sizes(UUID domain, DiskElement disk) {
        if (node.test()) {
            Optional<VolumeName> volume =
                    lib().volumes().findByPath(disk.source().orElse(""));
            if (volume.isPresent()) {
                VolumeInfo info =
                        lib().volumes().info(volume.get().pool(), volume.get().name());
                return new ConfigReader.DiskSizes(info.capacity(), info.allocation());
            }
        }
        BlockInfo info = lib().disks().info(domain, disk.id());
        return new ConfigReader.DiskSizes(info.capacity(), info.allocation());
    }
}
