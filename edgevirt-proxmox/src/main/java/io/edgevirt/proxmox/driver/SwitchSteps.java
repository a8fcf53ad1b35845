package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.SwitchLabel;
import io.edgevirt.proxmox.translate.NetworkRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Steps at the network of one node.
 *
 * @param site the connection
 * @param node the node
 * @param ours the interfaces that the change is about
 */
record SwitchSteps(Site site, String node, Set<String> ours) {

    Step vlan(String name, SwitchLabel label) {
        return made(
                "add VLAN interface " + name + " to " + node,
                name,
                label,
                NetworkRequests.vlan(node, name, Optional.of(label.text())));
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    Step bridge(String name, Optional<String> port, SwitchLabel label) {
        return made(
                "add bridge " + name + " to " + node,
                name,
                label,
                NetworkRequests.bridge(node, name, port, label.text()));
    }

    private PveStep made(String title, String name, SwitchLabel label, Call call) {
        return new PveStep(site.pve(), title, call)
                .tells(Step.SWITCH, name)
                .landed(results -> mine(name, label) ? Landed.yes(Map.of(Step.SWITCH, name)) : Landed.no())
                .undo(results -> takeBack(name, label))
                .makes(name + " of " + node);
    }

    private boolean mine(String name, SwitchLabel label) {
        return NodeNetwork.read(site, node)
                .mark(name)
                .filter(label.mark()::equals)
                .isPresent();
    }

    /** Removes it, and puts that in effect if it was; what others wrote meanwhile is left to them. */
    private void takeBack(String name, SwitchLabel label) {
        NodeNetwork before = NodeNetwork.read(site, node);
        if (before.mark(name).filter(label.mark()::equals).isEmpty()) {
            return;
        }
        boolean applied = !before.pending().interfaces().contains(name);
        site.pve().send(NetworkRequests.remove(node, name));
        boolean alone = NodeNetwork.read(site, node).pending().only(ours);
        if (!applied && alone) {
            site.pve().send(NetworkRequests.revert(node));
        } else if (applied && alone) {
            site.pve().task(NetworkRequests.apply(node));
        } else if (applied) {
            throw new OperationFailedException(Failure.of(name + " is taken out of the configuration of " + node
                            + ", and changes of others wait there")
                    .backend(Faults.BACKEND)
                    .hint("apply them; then it goes as well"));
        }
    }

    Step remove(String name) {
        return new PveStep(site.pve(), "remove " + name + " from " + node, NetworkRequests.remove(node, name))
                .landed(results ->
                        NodeNetwork.read(site, node).find(name).isPresent() ? Landed.no() : Landed.yes(Map.of()))
                .undo(results -> keep(name));
    }

    /** A removal that is not in effect yet is thrown away. */
    private void keep(String name) {
        NodeNetwork now = NodeNetwork.read(site, node);
        if (now.find(name).isPresent()) {
            return;
        }
        if (now.pending().interfaces().contains(name) && now.pending().only(ours)) {
            site.pve().send(NetworkRequests.revert(node));
            return;
        }
        throw new OperationFailedException(Failure.of(name + " is removed from " + node + ", and is not made anew")
                .backend(Faults.BACKEND));
    }

    Step apply() {
        return ApplyStep.node(site, node, ours);
    }
}
