package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.HostInfo;
import io.edgevirt.SwitchInfo;
import io.edgevirt.spi.SwitchSpec;
import io.edgevirt.vsphere.translate.SiteNames;
import java.util.ArrayList;
import java.util.List;

/** What stops a switch that is wanted, and what to know of it. */
final class SwitchRules {

    private SwitchRules() {}

    /** What the definition says by itself. */
    static List<Finding> of(SwitchSpec spec) {
        List<Finding> found =
                new ArrayList<>(new SiteNames().entity("name", spec.name()).findings());
        spec.nic()
                .ifPresent(n -> found.addAll(new SiteNames().line("external", n).findings()));
        switch (spec.kind()) {
            case NAT, ROUTED ->
                found.add(VSphereNetworks.unsupported(
                        spec.kind().name(),
                        "a switch of ESXi translates and routes no addresses",
                        "use external(nic), or a machine that routes"));
            case INTERNAL ->
                found.add(VSphereNetworks.unsupported(
                        spec.kind().name(),
                        "a host of vSphere meets its machines by a VMkernel adapter, whose address EdgeVirt does not"
                                + " choose",
                        "use isolated(), and add a VMkernel adapter in the vSphere client"));
            case EXTERNAL -> {
                if (spec.allowManagement()) {
                    found.add(Finding.warn(
                            "allowManagement",
                            spec.name(),
                            "the host gets no VMkernel adapter on it: its management stays where it is",
                            "add a VMkernel adapter in the vSphere client, or say allowManagement(false)"));
                }
            }
            default -> {}
        }
        return found;
    }

    /** What the host's own switches say. */
    static List<Finding> on(SwitchSpec spec, HostNetwork host) {
        List<Finding> found = new ArrayList<>();
        if (host.portgroup(spec.name()).isPresent()) {
            found.add(taken(spec.name(), host.name()));
        }
        spec.nic().ifPresent(n -> found.addAll(adapter("external", n, host)));
        return found;
    }

    /** Whether an adapter is there and free. */
    static List<Finding> adapter(String field, String nic, HostNetwork host) {
        if (!host.nics().contains(nic)) {
            return List.of(Finding.fail(
                    field,
                    Problem.NOT_FOUND,
                    nic,
                    "the host " + host.name() + " has no adapter '" + nic + "'",
                    "its adapters are " + host.nics()));
        }
        return host.userOf(nic)
                .map(user -> List.of(Finding.fail(
                        field,
                        Problem.CONFLICT,
                        nic,
                        "the adapter is an uplink of '" + user + "'",
                        "use another, or take it off that switch; the host may be managed through it")))
                .orElse(List.of());
    }

    static Finding taken(String name, String host) {
        return Finding.fail(
                "name",
                Problem.ALREADY_EXISTS,
                name,
                "the host " + host + " has a portgroup of that name",
                "choose another name");
    }

    /** No host was named: one was chosen, and the name must be free on all. */
    static List<Finding> chosen(SwitchSpec spec, HostInfo host, int hosts, List<SwitchInfo> all) {
        List<Finding> found = new ArrayList<>();
        all.stream()
                .filter(s -> s.name().equals(spec.name()))
                .findFirst()
                .ifPresent(s -> found.add(Finding.fail(
                        "name",
                        Problem.ALREADY_EXISTS,
                        spec.name(),
                        "there is a network of that name",
                        "choose another name, or name the host: host(name)")));
        if (hosts > 1) {
            found.add(Finding.warn(
                    "host",
                    host.name(),
                    "of " + hosts + " hosts this one gets the switch: it has the most free memory",
                    "name a host: host(name); a switch of several hosts is a distributed one: unwrap(VSphere.class)"));
        }
        return found;
    }
}
