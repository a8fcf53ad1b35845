package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.HostInfo;
import io.edgevirt.SwitchInfo;
import io.edgevirt.proxmox.NodeInterface;
import io.edgevirt.proxmox.read.SwitchReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What machines can be connected to, as the nodes and the cluster tell it at one moment.
 *
 * @param hosts all nodes
 * @param nodes the networks of those that answered
 * @param sdn the software-defined network
 */
record Networks(List<HostInfo> hosts, List<NodeNetwork> nodes, SDN sdn) {

    private static final Logger LOG = LoggerFactory.getLogger(Networks.class);

    Networks {
        hosts = List.copyOf(hosts);
        nodes = List.copyOf(nodes);
    }

    /** A request for the nodes, one for each that is there, and those for the software-defined network. */
    static Networks read(Site site) {
        List<HostInfo> hosts = new ProxmoxHosts(site).all();
        List<NodeNetwork> nodes = new ArrayList<>();
        for (HostInfo host : hosts) {
            if (host.state() == HostInfo.State.UP) {
                node(site, host.id()).ifPresent(nodes::add);
            }
        }
        return new Networks(hosts, nodes, SDN.read(site));
    }

    /** A node that is told to be there and does not answer must not hide the others. */
    private static Optional<NodeNetwork> node(Site site, String node) {
        try {
            return Optional.of(NodeNetwork.read(site, node));
        } catch (ConnectionException e) {
            LOG.warn("the network of node {} is not told: {}", node, ((EdgeVirtException) e).getMessage());
            return Optional.empty();
        }
    }

    /** All switches: bridges first, in the nodes' order. */
    List<SwitchInfo> switches() {
        Map<String, List<NodeInterface>> interfaces = new LinkedHashMap<>();
        nodes.forEach(n -> interfaces.put(n.node(), n.interfaces()));
        List<SwitchInfo> all = new ArrayList<>(SwitchReader.bridges(interfaces));
        all.addAll(SwitchReader.vnets(sdn.vnets(), sdn.zones(), sdn.subnets()));
        return all;
    }

    Optional<NodeNetwork> node(String name) {
        return nodes.stream().filter(n -> n.node().equals(name)).findFirst();
    }

    /** The nodes that did not tell their networks. */
    List<String> silent() {
        return hosts.stream().map(HostInfo::id).filter(id -> node(id).isEmpty()).toList();
    }

    /** The names that a new bridge cannot have. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        nodes.forEach(n -> n.interfaces().forEach(i -> names.add(i.name())));
        sdn.vnets().forEach(v -> names.add(v.id()));
        return names;
    }
}
