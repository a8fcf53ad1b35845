package io.edgevirt.vsphere.read;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What hosts say of their networks: the port groups of their own switches, and the adapters of these and of distributed
 * switches.
 */
final class Portgroups {

    /** What is read of the network system of each host. */
    static final Selection WANTED = Selection.of(
            "HostNetworkSystem",
            "networkInfo.portgroup",
            "networkInfo.vswitch",
            "networkInfo.proxySwitch",
            "networkInfo.vnic");

    private final Map<String, Managed> systems = new HashMap<>();

    private Portgroups() {}

    /**
     * Finds what hosts say in a listing.
     *
     * @param listing hosts with {@code configManager.networkSystem}, and network systems
     * @return by host
     */
    static Portgroups of(Collection<Managed> listing) {
        Map<String, Managed> byId = new HashMap<>();
        listing.stream().filter(o -> o.type().equals("HostNetworkSystem")).forEach(o -> byId.put(o.id(), o));
        Portgroups found = new Portgroups();
        for (Managed host : listing) {
            host.text("configManager.networkSystem")
                    .map(byId::get)
                    .ifPresent(system -> found.systems.put(host.id(), system));
        }
        return found;
    }

    /** The port groups of a name on some hosts. */
    List<Element> named(String name, Collection<String> hosts) {
        return on(hosts)
                .flatMap(s -> s.at("networkInfo.portgroup").children().stream())
                .filter(p -> p.at("spec/name").text().equals(name))
                .toList();
    }

    /** The hosts that have a port group of a name. */
    List<String> hostsWith(String name) {
        return systems.keySet().stream()
                .filter(h -> !named(name, List.of(h)).isEmpty())
                .sorted()
                .toList();
    }

    /** The host's adapters behind the port groups of a name; empty where no host tells of such a port group. */
    Optional<List<String>> adapters(String name, Collection<String> hosts) {
        List<List<String>> found = on(hosts)
                .flatMap(s -> s.at("networkInfo.portgroup").children().stream()
                        .filter(p -> p.at("spec/name").text().equals(name))
                        .flatMap(p -> vswitch(s, p).stream())
                        .map(Portgroups::devices))
                .toList();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.stream().flatMap(List::stream).distinct().toList());
    }

    /** The adapters that hosts have given a distributed switch; empty where no host tells of it. */
    Optional<List<String>> adaptersOfSwitch(String uuid, Collection<String> hosts) {
        List<Element> proxies = on(hosts)
                .flatMap(s -> s.at("networkInfo.proxySwitch").children().stream())
                .filter(p -> p.at("dvsUuid").text().equals(uuid))
                .toList();
        return proxies.isEmpty()
                ? Optional.empty()
                : Optional.of(proxies.stream()
                        .flatMap(p -> devices(p).stream())
                        .distinct()
                        .toList());
    }

    private Stream<Managed> on(Collection<String> hosts) {
        return hosts.stream().flatMap(h -> Optional.ofNullable(systems.get(h)).stream());
    }

    private static Optional<Element> vswitch(Managed system, Element portgroup) {
        String name = portgroup.at("spec/vswitchName").text();
        return system.at("networkInfo.vswitch").children().stream()
                .filter(v -> v.at("name").text().equals(name))
                .findFirst();
    }

    /** Whether a host itself has an address on a switch of its own that a port group of this name is on. */
    boolean reachesHost(String name, Collection<String> hosts) {
        return on(hosts)
                .anyMatch(s -> s.at("networkInfo.portgroup").children().stream()
                        .filter(p -> p.at("spec/name").text().equals(name))
                        .flatMap(p -> vswitch(s, p).stream())
                        .anyMatch(v -> hasAddress(s, v)));
    }

    private static boolean hasAddress(Managed system, Element vswitch) {
        Set<String> names = system.at("networkInfo.portgroup").children().stream()
                .filter(p -> p.at("spec/vswitchName")
                        .text()
                        .equals(vswitch.at("name").text()))
                .map(p -> p.at("spec/name").text())
                .collect(Collectors.toSet());
        return system.at("networkInfo.vnic").children().stream()
                .anyMatch(v -> names.contains(v.at("portgroup").text()));
    }

    /** Adapters are named by keys such as {@code key-vim.host.PhysicalNic-vmnic0}, and by themselves in the settings. */
    private static List<String> devices(Element ofSwitch) {
        return Stream.concat(
                        ofSwitch.all("pnic").stream()
                                .map(p -> p.text().substring(p.text().lastIndexOf('-') + 1)),
                        ofSwitch.all("spec/bridge/nicDevice").stream().map(Element::text))
                .filter(d -> !d.isEmpty())
                .distinct()
                .toList();
    }
}
