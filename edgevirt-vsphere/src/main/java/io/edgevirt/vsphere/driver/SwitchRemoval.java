package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.translate.DistributedSwitchRequests;
import io.edgevirt.vsphere.translate.SwitchRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the removal of a network. */
final class SwitchRemoval {

    private static final Set<String> KINDS = Set.of("Network", "OpaqueNetwork", "DistributedVirtualPortgroup");

    private final Site site;
    private final List<Managed> listing;

    /**
     * Plans removals.
     *
     * @param listing all networks and hosts
     */
    SwitchRemoval(Site site, List<Managed> listing) {
        this.site = site;
        this.listing = listing;
    }

    Work of(String id) {
        Managed network = listing.stream()
                .filter(o -> o.id().equals(id) && KINDS.contains(o.type()))
                .findFirst()
                .orElseThrow(() -> VSphereNetworks.absent("there is no network with the id '" + id + "'"));
        String name = network.text("name").map(Names::plain).orElse(id);
        Optional<String> user = user(network);
        if (user.isPresent()) {
            return Work.stopped(Finding.fail(
                    "switch.used",
                    Problem.STATE,
                    name,
                    user.get() + " has an adapter on it",
                    "remove its adapter, or connect it elsewhere"));
        }
        return switch (network.type()) {
            case "DistributedVirtualPortgroup" -> Work.of(distributed(id, name));
            case "Network" -> standard(network, name);
            default ->
                Work.stopped(Finding.fail(
                        "switch",
                        Problem.UNSUPPORTED,
                        name,
                        "it belongs to NSX, which vSphere does not manage",
                        "remove it in NSX"));
        };
    }

    /** A machine or template with an adapter on it, as the machines tell. */
    private Optional<String> user(Managed network) {
        return site.inventory().all(Selection.of("VirtualMachine", "name", "network")).stream()
                .filter(m -> m.at("network").references().stream().anyMatch(n -> n.id().equals(network.id())))
                .map(m -> m.text("name").map(Names::plain).orElse(m.id()))
                .findFirst();
    }

    private Step distributed(String id, String name) {
        return new VimStep(
                        site.vim(),
                        "remove distributed portgroup " + name,
                        DistributedSwitchRequests.removePortgroup(id))
                .landed(results -> there(id) ? Landed.no() : Landed.yes(Map.of()));
    }

    private boolean there(String id) {
        return !site.inventory()
                .many(
                        List.of(new Reference("DistributedVirtualPortgroup", id)),
                        Selection.of("DistributedVirtualPortgroup", "name"))
                .isEmpty();
    }

    private Work standard(Managed network, String name) {
        List<Step> steps = new ArrayList<>();
        for (String host : hosts(network, name)) {
            HostNetwork there = HostNetwork.read(site, host);
            Optional<Element> portgroup = there.portgroup(name);
            if (portgroup.isEmpty()) {
                continue;
            }
            if (portgroup.get().all("port").stream()
                    .anyMatch(p -> p.at("type").text().equals("host"))) {
                return Work.stopped(Finding.fail(
                        "switch.used",
                        Problem.STATE,
                        name,
                        "the host " + there.name() + " has a VMkernel adapter on it",
                        "remove the VMkernel adapter in the vSphere client; the host may be managed through it"));
            }
            steps.addAll(steps(there, portgroup.get()));
        }
        return new Work(List.of(), steps);
    }

    private List<Step> steps(HostNetwork host, Element portgroup) {
        String name = portgroup.at("spec/name").text();
        String vswitch = portgroup.at("spec/vswitchName").text();
        SwitchSteps steps = new SwitchSteps(site, host);
        boolean alone = host.portgroupsOf(vswitch).size() == 1 && SwitchRequests.madeFor(vswitch, name);
        return alone
                ? List.of(steps.removePortgroup(portgroup), steps.removeSwitch(vswitch))
                : List.of(steps.removePortgroup(portgroup));
    }

    /** The hosts that it is on; of a server that does not tell, all that have a portgroup of its name. */
    private List<String> hosts(Managed network, String name) {
        List<String> told = listing.stream()
                .filter(o -> o.type().equals("HostSystem")
                        && o.at("network").references().stream().anyMatch(n -> n.id().equals(network.id())))
                .map(Managed::id)
                .toList();
        if (!told.isEmpty()) {
            return told;
        }
        Set<String> systems = new java.util.HashSet<>();
        listing.stream()
                .filter(o -> o.at("networkInfo.portgroup").children().stream()
                        .anyMatch(p -> p.at("spec/name").text().equals(name)))
                .forEach(o -> systems.add(o.id()));
        return listing.stream()
                .filter(o ->
                        systems.contains(o.at("configManager.networkSystem").text()))
                .map(Managed::id)
                .toList();
    }
}
