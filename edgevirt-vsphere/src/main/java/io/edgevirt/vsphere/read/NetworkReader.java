package io.edgevirt.vsphere.read;

import io.edgevirt.SwitchInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A listing of networks with their hosts to {@link SwitchInfo}s: port groups, of hosts and of distributed switches. */
public final class NetworkReader {

    /** What a listing of networks asks for; the hosts' network systems are read by {@link #SYSTEMS} besides. */
    public static final List<Selection> WANTED = Stream.concat(
                    Stream.of(
                            Selection.of("Network", "name", "parent"),
                            Selection.of(
                                    "DistributedVirtualPortgroup",
                                    "name",
                                    "parent",
                                    "tag",
                                    "config.distributedVirtualSwitch",
                                    "config.defaultPortConfig"),
                            Selection.of("DistributedVirtualSwitch", "name", "uuid"),
                            Selection.of("HostSystem", "name", "network", "configManager.networkSystem")),
                    Paths.OF_FOLDERS.stream())
            .toList();

    /** What is read of the network systems that the hosts of the listing name. */
    public static final Selection SYSTEMS = Portgroups.WANTED;

    private NetworkReader() {}

    /**
     * The network systems of a listing's hosts.
     *
     * @param listing what was read of {@link #WANTED}
     * @return what to read by {@link #SYSTEMS}
     */
    public static List<Reference> systems(Collection<Managed> listing) {
        return listing.stream()
                .flatMap(o -> o.at("configManager.networkSystem").reference().stream())
                .toList();
    }

    /**
     * Reads a listing. The port groups of uplinks, to which no machine can be connected, are left out.
     *
     * @param listing what was read of {@link #WANTED} and {@link #SYSTEMS}
     * @param root the id of the root folder
     * @return the networks; one whose name the login may not read is called by its id
     */
    public static List<SwitchInfo> switches(Collection<Managed> listing, String root) {
        Paths paths = Paths.of(listing, root);
        Portgroups portgroups = Portgroups.of(listing);
        Map<String, List<String>> hostsOf = hosts(listing);
        Map<String, Managed> switches = new HashMap<>();
        listing.stream()
                .filter(o -> o.type().endsWith("DistributedVirtualSwitch"))
                .forEach(o -> switches.put(o.id(), o));
        return listing.stream()
                .filter(o -> isNetwork(o) && !MachineReader.gone(o) && !isUplink(o))
                .map(o -> network(o, paths, portgroups, switches, hostsOf))
                .toList();
    }

    private static boolean isNetwork(Managed object) {
        return object.type().equals("Network")
                || object.type().equals("OpaqueNetwork")
                || object.type().equals("DistributedVirtualPortgroup");
    }

    /** The ids of the hosts that have a network, by the network's id. */
    private static Map<String, List<String>> hosts(Collection<Managed> listing) {
        Map<String, List<String>> hosts = new HashMap<>();
        for (Managed object : listing) {
            if (object.type().equals("HostSystem")) {
                for (Reference network : object.at("network").references()) {
                    hosts.computeIfAbsent(network.id(), n -> new ArrayList<>()).add(object.id());
                }
            }
        }
        return hosts;
    }

    /** The tag that the vSphere API reference gives to the port group of a distributed switch's uplinks. */
    private static boolean isUplink(Managed network) {
        return network.at("tag").children().stream()
                .anyMatch(t -> t.at("key").text().equals("SYSTEM/DVS.UPLINKPG"));
    }

    private static SwitchInfo network(
            Managed network,
            Paths paths,
            Portgroups portgroups,
            Map<String, Managed> switches,
            Map<String, List<String>> hostsOf) {
        boolean distributed = network.type().equals("DistributedVirtualPortgroup");
        String kept = network.text("name").orElse("");
        String name = network.text("name").map(Names::plain).orElse(network.id());
        List<String> told = hostsOf.getOrDefault(network.id(), List.of());
        // where no host names a port group of its own among its networks: those that say they have it
        List<String> hosts = told.isEmpty() && !distributed ? portgroups.hostsWith(name) : told;
        Optional<List<String>> adapters = distributed
                ? network.text("config.distributedVirtualSwitch")
                        .map(switches::get)
                        .flatMap(s -> s.text("uuid"))
                        .flatMap(uuid -> portgroups.adaptersOfSwitch(uuid, hosts))
                : portgroups.adapters(kept, hosts).or(() -> portgroups.adapters(name, hosts));
        return new SwitchInfo(
                network.id(),
                name,
                adapters.map(a -> kind(a, !distributed && portgroups.reachesHost(kept, hosts)))
                        .orElse(SwitchInfo.Kind.UNKNOWN),
                adapters.filter(a -> !a.isEmpty()).map(a -> String.join(",", a)),
                Optional.empty(),
                distributed
                        ? Vlans.distributed(network.at("config.defaultPortConfig"))
                        : Vlans.standard(portgroups.named(kept, hosts)),
                hosts.size() == 1 ? paths.name(hosts.get(0)) : Optional.empty(),
                Optional.empty(),
                paths.path(network));
    }

    private static SwitchInfo.Kind kind(List<String> adapters, boolean reachesHost) {
        if (!adapters.isEmpty()) {
            return SwitchInfo.Kind.EXTERNAL;
        }
        return reachesHost ? SwitchInfo.Kind.INTERNAL : SwitchInfo.Kind.ISOLATED;
    }
}
