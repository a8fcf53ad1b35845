package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Host;
import io.edgevirt.Operation;
import io.edgevirt.Switch;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.DistributedPortgroup;
import io.edgevirt.vsphere.DistributedSwitch;
import io.edgevirt.vsphere.DistributedSwitches;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.translate.SiteNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The distributed switches of a vCenter. */
final class OwnDistributed implements DistributedSwitches {

    private static final int SMALLEST_MTU = 1280;
    private static final int LARGEST_MTU = 9000;
    private static final int LAST_VLAN = 4094;

    private final Site site;
    private final Operations operations;
    private final DistributedSteps steps;

    OwnDistributed(Site site, Operations operations) {
        this.site = site;
        this.operations = operations;
        steps = new DistributedSteps(site);
    }

    /** All switches, in one request. */
    private List<DistributedSwitch> all() {
        return steps.all().stream().map(OwnDistributed::info).toList();
    }

    private static DistributedSwitch info(Managed dvs) {
        return new DistributedSwitch(
                dvs.id(),
                dvs.text("name").map(Names::plain).orElse(dvs.id()),
                dvs.at("config").count("maxMtu"),
                ids(dvs, "summary.hostMember"),
                ids(dvs, "portgroup"));
    }

    private static List<String> ids(Managed dvs, String property) {
        return dvs.at(property).references().stream().map(Reference::id).toList();
    }

    private Optional<Managed> find(String wanted) {
        return steps.all().stream()
                .filter(d -> d.id().equals(wanted)
                        || d.text("name")
                                .map(Names::plain)
                                .filter(wanted::equals)
                                .isPresent())
                .findFirst();
    }

    private DistributedSwitch get(String wanted) {
        return find(wanted)
                .map(OwnDistributed::info)
                .orElseThrow(() -> VSphereNetworks.absent("there is no distributed switch '" + wanted + "'"));
    }

    /** Plans a change of a switch that must be there. */
    private Work of(String wanted, Function<Managed, Work> plan) {
        return find(wanted)
                .map(plan)
                .orElseGet(() -> Work.stopped(Finding.fail(
                        "dvs",
                        Problem.NOT_FOUND,
                        wanted,
                        "there is no such distributed switch",
                        "list() tells which there are")));
    }

    @Override
    public List<DistributedSwitch> list() {
        return operations.read("list", "distributed switches", this::all);
    }

    @Override
    public Operation<DistributedSwitch> create(String name, int mtu, String... uplinks) {
        List<String> names = List.of(uplinks);
        UUID token = UUID.randomUUID();
        return operations.operation(
                "create",
                name,
                () -> plan(name, mtu, names, token),
                results -> get(results.getOrDefault(DistributedSteps.DVS, name)));
    }

    private Work plan(String name, int mtu, List<String> uplinks, UUID token) {
        List<Finding> findings =
                new ArrayList<>(new SiteNames().entity("name", name).findings());
        if (uplinks.isEmpty()) {
            findings.add(SiteNames.invalid("uplinks", "(none)", "at least one uplink", "name one, such as Uplink 1"));
        }
        uplinks.forEach(u -> findings.addAll(new SiteNames().text("uplinks", u).findings()));
        if (mtu != 0 && (mtu < SMALLEST_MTU || mtu > LARGEST_MTU)) {
            findings.add(SiteNames.invalid(
                    "mtu", String.valueOf(mtu), SMALLEST_MTU + " to " + LARGEST_MTU, "give 0 for the default"));
        }
        List<Managed> datacenters = site.inventory().all(Selection.of("Datacenter", "name", "networkFolder"));
        if (datacenters.size() != 1) {
            findings.add(Finding.fail(
                    "datacenter",
                    datacenters.isEmpty() ? Problem.NOT_FOUND : Problem.AMBIGUOUS,
                    name,
                    "the vCenter has " + datacenters.size() + " data centres, and a switch lies in one",
                    "make it in the vSphere client"));
        }
        if (find(name).isPresent()) {
            findings.add(Finding.fail(
                    "name",
                    Problem.ALREADY_EXISTS,
                    name,
                    "there is a distributed switch of that name",
                    "choose another name"));
        }
        return findings.isEmpty()
                ? Work.of(steps.create(datacenters.get(0).at("networkFolder").text(), name, uplinks, mtu, token))
                : new Work(findings, List.of());
    }

    @Override
    public Operation<DistributedSwitch> addHost(String dvs, Host host, String... adapters) {
        String id = operations.ref(host).id();
        List<String> nics = List.of(adapters);
        return operations.operation(
                "addHost",
                dvs,
                () -> of(dvs, found -> {
                    if (ids(found, "summary.hostMember").contains(id)) {
                        return Work.of();
                    }
                    HostNetwork network = HostNetwork.read(site, id);
                    List<Finding> findings = nics.stream()
                            .flatMap(n -> SwitchRules.adapter("adapters", n, network).stream())
                            .toList();
                    return findings.isEmpty()
                            ? Work.of(steps.addHost(found, id, network.name(), nics))
                            : new Work(findings, List.of());
                }),
                results -> get(dvs));
    }

    @Override
    public Operation<DistributedSwitch> removeHost(String dvs, Host host) {
        String id = operations.ref(host).id();
        return operations.operation(
                "removeHost",
                dvs,
                () -> of(
                        dvs,
                        found -> ids(found, "summary.hostMember").contains(id)
                                ? Work.of(steps.removeHost(found, id, host.name()))
                                : Work.of()),
                results -> get(dvs));
    }

    @Override
    public Operation<Switch> addPortgroup(String dvs, DistributedPortgroup portgroup) {
        UUID token = UUID.randomUUID();
        return operations.operation(
                "addPortgroup",
                portgroup.name(),
                () -> of(dvs, found -> plan(found, portgroup, token)),
                results -> operations.network(results.getOrDefault(Step.SWITCH, "")));
    }

    private Work plan(Managed dvs, DistributedPortgroup portgroup, UUID token) {
        List<Finding> findings =
                new ArrayList<>(new SiteNames().entity("name", portgroup.name()).findings());
        if (portgroup.vlan() < 0 || portgroup.vlan() > LAST_VLAN) {
            findings.add(SiteNames.invalid(
                    "vlan", String.valueOf(portgroup.vlan()), "0 to " + LAST_VLAN, "give 0 for none"));
        }
        if (steps.portgroups().stream()
                .anyMatch(p -> p.text("name")
                        .map(Names::plain)
                        .filter(portgroup.name()::equals)
                        .isPresent())) {
            findings.add(Finding.fail(
                    "name",
                    Problem.ALREADY_EXISTS,
                    portgroup.name(),
                    "there is a distributed portgroup of that name",
                    "choose another name"));
        }
        return findings.isEmpty()
                ? new Work(List.of(), steps.addPortgroup(dvs, portgroup, token))
                : new Work(findings, List.of());
    }

    @Override
    public Operation<DistributedSwitch> remove(String dvs) {
        List<DistributedSwitch> was = new ArrayList<>();
        return operations.operation(
                "remove",
                dvs,
                () -> of(dvs, found -> {
                    was.clear();
                    was.add(info(found));
                    return user(found)
                            .map(u -> Work.stopped(Finding.fail(
                                    "dvs.used",
                                    Problem.STATE,
                                    dvs,
                                    u + " has an adapter on it",
                                    "remove its adapter, or connect it elsewhere")))
                            .orElseGet(() -> Work.of(steps.remove(found)));
                }),
                (Map<String, String> results) -> was.get(0));
    }

    private Optional<String> user(Managed dvs) {
        List<String> portgroups = ids(dvs, "portgroup");
        return site.inventory().all(Selection.of("VirtualMachine", "name", "network")).stream()
                .filter(m -> m.at("network").references().stream().anyMatch(n -> portgroups.contains(n.id())))
                .map(m -> m.text("name").map(Names::plain).orElse(m.id()))
                .findFirst();
    }
}
