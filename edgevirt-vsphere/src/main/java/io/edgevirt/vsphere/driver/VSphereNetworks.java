package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.HostInfo;
import io.edgevirt.NotFoundException;
import io.edgevirt.SwitchInfo;
import io.edgevirt.spi.NetworkRole;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.SwitchSpec;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.NetworkReader;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.translate.SwitchRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What adapters of machines are connected to: portgroups of hosts' standard switches and of distributed ones. */
final class VSphereNetworks implements NetworkRole {

    private final Site site;

    VSphereNetworks(Site site) {
        this.site = site;
    }

    /** All networks with the hosts they are on; two requests. */
    private List<Managed> listing() {
        List<Managed> listing = new ArrayList<>(site.inventory().all(NetworkReader.WANTED.toArray(Selection[]::new)));
        listing.addAll(site.inventory().many(NetworkReader.systems(listing), NetworkReader.SYSTEMS));
        return listing;
    }

    List<SwitchInfo> all() {
        return NetworkReader.switches(listing(), site.root());
    }

    @Override
    public Page<SwitchInfo> list(String from) {
        return Page.all(all());
    }

    @Override
    public SwitchInfo read(String id) {
        return all().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow(() -> absent("there is no network with the id '" + id + "'"));
    }

    static NotFoundException absent(String message) {
        return new NotFoundException(Failure.of(message).backend("vsphere").nativeCode("ManagedObjectNotFound"));
    }

    @Override
    public Work create(SwitchSpec spec) {
        List<HostInfo> hosts = new VSphereHosts(site).all();
        Optional<HostInfo> host = Placement.host(hosts, spec.host().orElse(""));
        List<Finding> findings = new ArrayList<>(SwitchRules.of(spec));
        if (host.isEmpty()) {
            findings.add(Placement.none(hosts, spec.host().orElse("")));
        }
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        HostNetwork network = HostNetwork.read(site, host.get().id());
        findings.addAll(SwitchRules.on(spec, network));
        if (spec.host().isEmpty()) {
            findings.addAll(SwitchRules.chosen(spec, host.get(), hosts.size(), all()));
        }
        boolean stopped = findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
        return new Work(findings, stopped ? List.of() : steps(spec, network));
    }

    private List<Step> steps(SwitchSpec spec, HostNetwork network) {
        String vswitch = SwitchRequests.switchName(spec.name(), spec.token());
        SwitchSteps steps = new SwitchSteps(site, network);
        return List.of(
                steps.addSwitch(vswitch, spec.nic().stream().toList(), 0, true),
                steps.addPortgroup(spec.name(), vswitch, spec.vlan().orElse(0), true),
                look(spec.name(), network.host()));
    }

    /** The server gives a new portgroup an id of its own, and does not tell it. */
    Step look(String name, String host) {
        return new Look(
                "look up network " + name,
                "RetrievePropertiesEx Network name; HostSystem network",
                results -> Map.of(Step.SWITCH, find(name, host)));
    }

    private String find(String name, String host) {
        List<String> named = site.inventory().all(Selection.of("Network", "name")).stream()
                .filter(n -> n.type().equals("Network")
                        && n.text("name").map(Names::plain).filter(name::equals).isPresent())
                .map(Managed::id)
                .toList();
        List<String> ofHost =
                site.inventory().one(new Reference("HostSystem", host), "network").at("network").references().stream()
                        .map(Reference::id)
                        .toList();
        return named.stream()
                .filter(ofHost::contains)
                .findFirst()
                // a server that does not name it among the host's networks yet; elsewhere may be others of the name
                .or(() -> named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty())
                .orElseThrow(() -> absent("the portgroup " + name + " was made, and is no network of the server's"));
    }

    @Override
    public Work delete(Ref network) {
        return new SwitchRemoval(site, listing()).of(network.id());
    }

    /** That a kind of switch is not to be had. */
    static Finding unsupported(String what, String reason, String remedy) {
        return Finding.fail("kind", Problem.UNSUPPORTED, what, reason, remedy);
    }
}
