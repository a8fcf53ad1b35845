package io.edgevirt.proxmox.read;

import io.edgevirt.SwitchInfo;
import io.edgevirt.SwitchInfo.Kind;
import io.edgevirt.proxmox.NodeInterface;
import io.edgevirt.proxmox.SDNSubnet;
import io.edgevirt.proxmox.SDNVnet;
import io.edgevirt.proxmox.SDNZone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Bridges of nodes and virtual networks of the cluster to neutral switches: one for each name. */
public final class SwitchReader {

    private static final Set<String> ADAPTERS = Set.of("eth", "bond", "OVSBond", "OVSPort");

    private SwitchReader() {}

    /**
     * Reads the bridges of the nodes that told theirs.
     *
     * @param nodes each node's interfaces
     * @return a switch for each name; what differs between nodes is empty or unknown
     */
    public static List<SwitchInfo> bridges(Map<String, List<NodeInterface>> nodes) {
        Map<String, List<SwitchInfo>> named = new LinkedHashMap<>();
        nodes.forEach((node, interfaces) -> interfaces.stream()
                .filter(NodeInterface::bridge)
                .map(bridge -> bridge(node, bridge, interfaces))
                .forEach(s ->
                        named.computeIfAbsent(s.id(), id -> new ArrayList<>()).add(s)));
        return named.values().stream().map(SwitchReader::merged).toList();
    }

    private static SwitchInfo bridge(String node, NodeInterface bridge, List<NodeInterface> interfaces) {
        Map<String, NodeInterface> byName = interfaces.stream()
                .collect(Collectors.toMap(NodeInterface::name, Function.identity(), (first, again) -> first));
        Optional<String> port =
                bridge.ports().stream().filter(p -> adapter(p, byName)).findFirst();
        return new SwitchInfo(
                bridge.name(),
                name(bridge.comments(), bridge.name()),
                kind(bridge, port),
                port.map(p -> below(p, byName)),
                Optional.empty(),
                port.flatMap(p -> vlan(p, byName)),
                Optional.of(node),
                Optional.of(bridge.active()),
                Optional.of(bridge.name()));
    }

    private static String name(Optional<String> written, String otherwise) {
        return written.flatMap(SwitchLabel::read).map(SwitchLabel::name).orElse(otherwise);
    }

    /** The ports of a Linux bridge lead out; among those of Open vSwitch are ports of the node's own. */
    private static boolean adapter(String port, Map<String, NodeInterface> byName) {
        NodeInterface known = byName.get(port);
        return known == null || ADAPTERS.contains(known.type()) || known.type().equals("vlan");
    }

    /** Whether the node itself has an address on it is all that tells who shares a bridge without a way out. */
    private static Kind kind(NodeInterface bridge, Optional<String> port) {
        if (port.isPresent()) {
            return Kind.EXTERNAL;
        }
        boolean node = bridge.cidr().isPresent()
                || bridge.cidr6().isPresent()
                || !bridge.ports().isEmpty();
        return node ? Kind.INTERNAL : Kind.ISOLATED;
    }

    private static String below(String port, Map<String, NodeInterface> byName) {
        return Optional.ofNullable(byName.get(port))
                .flatMap(NodeInterface::rawDevice)
                .or(() -> InterfaceReader.suffix(port).map(m -> m.group(1)))
                .orElse(port);
    }

    private static Optional<Integer> vlan(String port, Map<String, NodeInterface> byName) {
        return Optional.ofNullable(byName.get(port))
                .flatMap(NodeInterface::vlan)
                .or(() -> InterfaceReader.suffix(port).map(m -> Integer.valueOf(m.group(2))));
    }

    private static SwitchInfo merged(List<SwitchInfo> same) {
        SwitchInfo first = same.get(0);
        return new SwitchInfo(
                first.id(),
                agreed(same, SwitchInfo::name).orElse(first.id()),
                agreed(same, SwitchInfo::kind).orElse(Kind.UNKNOWN),
                agreed(same, SwitchInfo::uplink).flatMap(u -> u),
                Optional.empty(),
                agreed(same, SwitchInfo::vlan).flatMap(v -> v),
                same.size() == 1 ? first.host() : Optional.empty(),
                Optional.of(same.stream().allMatch(s -> s.active().orElse(false))),
                first.path());
    }

    private static <T> Optional<T> agreed(List<SwitchInfo> all, Function<SwitchInfo, T> of) {
        T first = of.apply(all.get(0));
        return all.stream().allMatch(s -> of.apply(s).equals(first)) ? Optional.of(first) : Optional.empty();
    }

    /**
     * Reads the virtual networks of the cluster.
     *
     * @param vnets the virtual networks
     * @param zones their zones
     * @param subnets the addresses of those in simple zones
     * @return a switch for each
     */
    public static List<SwitchInfo> vnets(List<SDNVnet> vnets, List<SDNZone> zones, List<SDNSubnet> subnets) {
        return vnets.stream()
                .map(v -> vnet(
                        v,
                        zones.stream().filter(z -> z.id().equals(v.zone())).findFirst(),
                        subnets.stream().filter(s -> s.vnet().equals(v.id())).toList()))
                .toList();
    }

    private static SwitchInfo vnet(SDNVnet vnet, Optional<SDNZone> zone, List<SDNSubnet> subnets) {
        String type = zone.map(SDNZone::type).orElse("");
        boolean tagged = type.equals("vlan") || type.equals("qinq");
        return new SwitchInfo(
                vnet.id(),
                name(vnet.alias(), vnet.id()),
                kind(type, subnets),
                tagged ? zone.flatMap(SDNZone::bridge) : Optional.empty(),
                subnets.stream().map(SDNSubnet::cidr).findFirst(),
                tagged ? vnet.tag().filter(t -> t >= 1 && t <= 4094) : Optional.empty(),
                zone.map(SDNZone::nodes).filter(n -> n.size() == 1).map(n -> n.get(0)),
                Optional.of(vnet.active()),
                Optional.of(vnet.id()));
    }

    private static Kind kind(String type, List<SDNSubnet> subnets) {
        return switch (type) {
            case "vlan", "qinq" -> Kind.EXTERNAL;
            // guests alone, wherever they run
            case "vxlan" -> Kind.ISOLATED;
            case "simple" -> {
                if (subnets.stream().noneMatch(s -> s.gateway().isPresent())) {
                    yield Kind.ISOLATED;
                }
                yield subnets.stream().anyMatch(SDNSubnet::snat) ? Kind.NAT : Kind.ROUTED;
            }
            default -> Kind.UNKNOWN;
        };
    }
}
