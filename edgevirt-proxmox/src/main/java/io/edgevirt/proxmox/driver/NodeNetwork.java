package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.NodeInterface;
import io.edgevirt.proxmox.read.InterfaceReader;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.PendingChanges;
import io.edgevirt.proxmox.read.SwitchLabel;
import io.edgevirt.proxmox.translate.NetworkRequests;
import java.util.List;
import java.util.Optional;

/**
 * The network of a node as its configuration has it.
 *
 * @param node the node
 * @param interfaces its interfaces
 * @param pending what waits to be applied
 */
record NodeNetwork(String node, List<NodeInterface> interfaces, PendingChanges pending) {

    NodeNetwork {
        interfaces = List.copyOf(interfaces);
    }

    /** One request. */
    static NodeNetwork read(Site site, String node) {
        Json reply = site.pve().reply(NetworkRequests.all(node));
        return new NodeNetwork(node, InterfaceReader.interfaces(reply.get("data")), PendingChanges.of(reply));
    }

    Optional<NodeInterface> find(String name) {
        return interfaces.stream().filter(i -> i.name().equals(name)).findFirst();
    }

    /** The mark of the change that made an interface; empty where EdgeVirt did not make it. */
    Optional<String> mark(String name) {
        return find(name)
                .flatMap(NodeInterface::comments)
                .flatMap(SwitchLabel::read)
                .map(SwitchLabel::mark);
    }

    /** What has an interface as its port. */
    Optional<NodeInterface> userOf(String port) {
        return interfaces.stream().filter(i -> i.ports().contains(port)).findFirst();
    }
}
