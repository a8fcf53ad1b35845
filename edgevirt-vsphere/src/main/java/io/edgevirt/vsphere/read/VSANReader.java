package io.edgevirt.vsphere.read;

import io.edgevirt.vsphere.VSAN;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Clusters and hosts to {@link VSAN}s. A witness is a host that takes part in a cluster's vSAN, by the vSAN's identity,
 * and is no host of that cluster.
 */
public final class VSANReader {

    /** What is read of clusters. */
    public static final Selection CLUSTERS = Selection.of("ClusterComputeResource", "name", "host", "configurationEx");

    /** What is read of hosts. */
    public static final Selection HOSTS = Selection.of("HostSystem", "name", "config.vsanHostConfig");

    private VSANReader() {}

    /**
     * The vSAN of a cluster.
     *
     * @param cluster the cluster, with {@link #CLUSTERS}
     * @param hosts all hosts, with {@link #HOSTS}
     * @return empty where vSAN is not on
     */
    public static Optional<VSAN> of(Managed cluster, Collection<Managed> hosts) {
        Element info = cluster.at("configurationEx").at("vsanConfigInfo");
        if (!info.flag("enabled").orElse(false)) {
            return Optional.empty();
        }
        Set<String> members =
                cluster.at("host").references().stream().map(Reference::id).collect(Collectors.toSet());
        Map<String, String> domains = new LinkedHashMap<>();
        List<Managed> inside =
                hosts.stream().filter(h -> members.contains(h.id())).toList();
        for (Managed host : inside) {
            vsan(host)
                    .text("faultDomainInfo/name")
                    .filter(n -> !n.isEmpty())
                    .ifPresent(n -> domains.put(name(host), n));
        }
        List<String> nodes = inside.stream()
                .filter(h -> vsan(h).flag("enabled").orElse(true))
                .map(VSANReader::name)
                .toList();
        return Optional.of(new VSAN(nodes, domains, witness(info, inside, hosts, members)));
    }

    private static Optional<String> witness(
            Element info, List<Managed> inside, Collection<Managed> hosts, Set<String> members) {
        Set<String> identities = inside.stream()
                .flatMap(h -> vsan(h).text("clusterInfo/uuid").stream())
                .collect(Collectors.toSet());
        info.text("defaultConfig/uuid").ifPresent(identities::add);
        return hosts.stream()
                .filter(h ->
                        !members.contains(h.id()) && vsan(h).flag("enabled").orElse(false))
                .filter(h -> vsan(h).text("clusterInfo/uuid")
                        .filter(identities::contains)
                        .isPresent())
                .map(VSANReader::name)
                .findFirst();
    }

    /**
     * In a few words how a vCenter is deployed.
     *
     * @param listing clusters with {@link #CLUSTERS} and hosts with {@link #HOSTS}
     * @return such as {@code vCenter cluster} or {@code 2-node vSAN with witness esx-w}; empty where there is no cluster
     */
    public static Optional<String> deployment(Collection<Managed> listing) {
        Map<String, Managed> hosts = new HashMap<>();
        listing.stream().filter(o -> o.type().equals("HostSystem")).forEach(h -> hosts.put(h.id(), h));
        List<Managed> clusters = listing.stream()
                .filter(o -> o.type().equals("ClusterComputeResource"))
                .toList();
        List<String> vsans = clusters.stream()
                .flatMap(c -> of(c, hosts.values()).stream())
                .map(VSAN::toString)
                .distinct()
                .sorted()
                .toList();
        if (!vsans.isEmpty()) {
            return Optional.of(String.join(", ", vsans));
        }
        return clusters.isEmpty()
                ? Optional.empty()
                : Optional.of(clusters.size() == 1 ? "vCenter cluster" : clusters.size() + " vCenter clusters");
    }

    private static Element vsan(Managed host) {
        return host.at("config.vsanHostConfig");
    }

    private static String name(Managed host) {
        return host.text("name").map(Names::plain).orElse(host.id());
    }
}
