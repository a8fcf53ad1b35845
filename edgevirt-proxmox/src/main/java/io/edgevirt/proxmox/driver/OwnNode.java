package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Host;
import io.edgevirt.HostInfo;
import io.edgevirt.Operation;
import io.edgevirt.PciAddress;
import io.edgevirt.proxmox.BondSettings;
import io.edgevirt.proxmox.BridgeSettings;
import io.edgevirt.proxmox.MediatedType;
import io.edgevirt.proxmox.NodeDisk;
import io.edgevirt.proxmox.NodeInterface;
import io.edgevirt.proxmox.NodePciDevice;
import io.edgevirt.proxmox.ProxmoxNode;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.DiskReader;
import io.edgevirt.proxmox.read.PciReader;
import io.edgevirt.proxmox.translate.NetworkRequests;
import io.edgevirt.proxmox.translate.SwitchNames;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What Proxmox VE alone can do with a node.
 *
 * @param site the connection
 * @param operations makes operations
 * @param node the node
 */
record OwnNode(Site site, Operations operations, String node) implements ProxmoxNode {

    private Operation<Host> operation(String verb, Supplier<Work> plan) {
        return operations.operation(verb, node, plan, results -> operations.host(node));
    }

    private NodeNetwork network() {
        return NodeNetwork.read(site, node);
    }

    @Override
    public List<NodeInterface> interfaces() {
        return operations.read("interfaces", node, () -> network().interfaces());
    }

    @Override
    public Optional<String> pendingChanges() {
        return operations.read(
                "pendingChanges",
                node,
                () -> Optional.of(network().pending().text()).filter(t -> !t.isBlank()));
    }

    @Override
    public Operation<Host> addBridge(String name, BridgeSettings settings) {
        return operation(
                "addBridge", () -> adding("bridge " + name, name, NetworkRequests.bridge(node, name, settings)));
    }

    @Override
    public Operation<Host> addBond(String name, BondSettings settings) {
        return operation("addBond", () -> adding("bond " + name, name, NetworkRequests.bond(node, name, settings)));
    }

    @Override
    public Operation<Host> addVlan(String device, int vlan) {
        Optional<String> name = SwitchNames.tagged(device, vlan).filter(n -> vlan >= 1 && vlan <= 4094);
        return operation(
                "addVlan",
                () -> name.map(n -> adding("VLAN interface " + n, n, NetworkRequests.vlan(node, n, Optional.empty())))
                        .orElseGet(() -> Work.stopped(Finding.fail(
                                "vlan",
                                Problem.INVALID,
                                device + "." + vlan,
                                "a tag is 1 to 4094, and Linux allows 15 characters for an interface",
                                "choose another tag or device"))));
    }

    private Work adding(String what, String name, Call call) {
        if (network().find(name).isPresent()) {
            return Work.stopped(Finding.fail(
                    "interface",
                    Problem.ALREADY_EXISTS,
                    name,
                    "the node " + node + " has an interface of that name",
                    "choose another name"));
        }
        // who wrote what is found after a lost reply is not told: it may be another's
        return Work.of(new PveStep(site.pve(), "write " + what + " of " + node, call)
                .landed(results -> network().find(name).isPresent() ? Landed.unknown() : Landed.no()));
    }

    @Override
    public Operation<Host> removeInterface(String name) {
        return operation("removeInterface", () -> {
            Optional<NodeInterface> found = network().find(name);
            if (found.isEmpty()) {
                return Work.stopped(Finding.fail(
                        "interface",
                        Problem.NOT_FOUND,
                        name,
                        "the node " + node + " has no such interface",
                        "interfaces() tells them"));
            }
            List<Finding> address = found.get().cidr().or(() -> found.get().cidr6()).stream()
                    .map(a -> Finding.warn(
                            "interface.address",
                            name,
                            "the node has the address " + a + " on it, and may be cut off without it",
                            "revert() takes it back before it is applied"))
                    .toList();
            Step step = new PveStep(site.pve(), "take " + name + " out of " + node, NetworkRequests.remove(node, name))
                    .landed(results -> network().find(name).isPresent() ? Landed.no() : Landed.yes(Map.of()));
            return new Work(address, List.of(step));
        });
    }

    @Override
    public Operation<Host> apply() {
        return operation("apply", () -> {
            NodeNetwork now = network();
            return now.pending().text().isBlank()
                    ? Work.of()
                    : new Work(List.of(waiting(now)), List.of(ApplyStep.all(site, node)));
        });
    }

    private Finding waiting(NodeNetwork now) {
        return Finding.warn(
                "network.pending",
                node,
                "this is about " + now.pending().interfaces() + ", whoever wrote it",
                "pendingChanges() tells each line");
    }

    @Override
    public Operation<Host> revert() {
        return operation("revert", () -> {
            NodeNetwork now = network();
            return now.pending().text().isBlank()
                    ? Work.of()
                    : new Work(
                            List.of(waiting(now)),
                            List.of(new PveStep(
                                            site.pve(),
                                            "throw away what waits on " + node,
                                            NetworkRequests.revert(node))
                                    .landed(results ->
                                            network().pending().text().isBlank()
                                                    ? Landed.yes(Map.of())
                                                    : Landed.no())));
        });
    }

    @Override
    public List<NodeDisk> disks() {
        return operations.read(
                "disks", node, () -> DiskReader.disks(site.pve().send(Call.get("/nodes/{node}/disks/list", node))));
    }

    @Override
    public List<NodePciDevice> pciDevices() {
        return operations.read(
                "pciDevices",
                node,
                () -> PciReader.devices(site.pve().send(Call.get("/nodes/{node}/hardware/pci", node))));
    }

    @Override
    public List<MediatedType> mediatedTypes(PciAddress device) {
        // the place in the path has another name since version 8; on the wire it is the same
        String place = site.pve().version().atLeast(8) ? "{pci-id-or-mapping}" : "{pciid}";
        return operations.read(
                "mediatedTypes",
                node,
                () -> PciReader.mediatedTypes(site.pve()
                        .send(Call.get("/nodes/{node}/hardware/pci/" + place + "/mdev", node, device.toString()))));
    }

    @Override
    public Operation<Host> reboot() {
        return power("reboot", "restart");
    }

    @Override
    public Operation<Host> shutdown() {
        return power("shutdown", "switch off");
    }

    private Operation<Host> power(String command, String words) {
        return operation(
                command,
                () -> new Work(
                        List.of(Finding.warn(
                                "machines",
                                node,
                                "its machines are shut down with it, or moved where HA is set so",
                                "move them to other nodes first")),
                        List.of(new PveStep(
                                site.pve(),
                                words + " " + node,
                                Call.post("/nodes/{node}/status", node).with("command", command)))));
    }

    @Override
    public Operation<Host> wakeOnLan() {
        return operation(
                "wakeOnLan",
                () -> new ProxmoxHosts(site)
                                .all().stream().anyMatch(h -> h.id().equals(node) && h.state() == HostInfo.State.UP)
                        ? Work.of()
                        : Work.of(new PveStep(site.pve(), "wake " + node, Call.post("/nodes/{node}/wakeonlan", node))
                                .landed(results -> Landed.no())));
    }

    @Override
    public String toString() {
        return "node " + node + " of Proxmox VE at " + site.server();
    }
}
