package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.StandardSwitch;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.translate.SiteNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans changes of one host's standard switches as users of vSphere name them. */
final class OwnSwitches {

    private static final int LONGEST = 31;
    /** The least that IPv6 needs (RFC 8200) and the most that ESXi takes. */
    private static final int SMALLEST_MTU = 1280;

    private static final int LARGEST_MTU = 9000;
    private static final int GUEST_TAGS = 4095;

    private final Site site;
    private final HostNetwork host;

    OwnSwitches(Site site, HostNetwork host) {
        this.site = site;
        this.host = host;
    }

    List<StandardSwitch> all() {
        return host.said().at("networkInfo.vswitch").children().stream()
                .map(v -> new StandardSwitch(
                        v.at("name").text(),
                        v.count("mtu"),
                        v.all("pnic").stream()
                                .map(p -> p.text().substring(p.text().lastIndexOf('-') + 1))
                                .toList(),
                        host.portgroupsOf(v.at("name").text())))
                .toList();
    }

    Work add(String name, int mtu, List<String> uplinks) {
        List<Finding> findings =
                new ArrayList<>(new SiteNames().entity("name", name).findings());
        if (name.length() > LONGEST) {
            findings.add(SiteNames.invalid(
                    "name", name, "a standard switch's name has at most " + LONGEST + " characters", "shorten it"));
        }
        if (mtu != 0 && (mtu < SMALLEST_MTU || mtu > LARGEST_MTU)) {
            findings.add(SiteNames.invalid(
                    "mtu", String.valueOf(mtu), SMALLEST_MTU + " to " + LARGEST_MTU, "give 0 for the host's default"));
        }
        if (host.vswitch(name).isPresent()) {
            findings.add(Finding.fail(
                    "name",
                    Problem.ALREADY_EXISTS,
                    name,
                    "the host " + host.name() + " has a switch of that name",
                    "choose another name"));
        }
        uplinks.forEach(u -> findings.addAll(SwitchRules.adapter("uplinks", u, host)));
        return work(findings, new SwitchSteps(site, host).addSwitch(name, uplinks, mtu, false));
    }

    Work remove(String name) {
        List<Finding> findings = new ArrayList<>();
        if (host.vswitch(name).isEmpty()) {
            findings.add(absent("switch", name));
        } else if (!host.portgroupsOf(name).isEmpty()) {
            findings.add(Finding.fail(
                    "name",
                    Problem.STATE,
                    name,
                    "it has the portgroups " + host.portgroupsOf(name),
                    "remove them first; one of them may be what the host is managed through"));
        }
        return work(findings, new SwitchSteps(site, host).removeSwitch(name));
    }

    Work addPortgroup(String name, String vswitch, int vlan) {
        List<Finding> findings =
                new ArrayList<>(new SiteNames().entity("name", name).findings());
        if (vlan < 0 || vlan > GUEST_TAGS) {
            findings.add(SiteNames.invalid("vlan", String.valueOf(vlan), "0 to " + GUEST_TAGS, "give 0 for none"));
        }
        if (host.vswitch(vswitch).isEmpty()) {
            findings.add(absent("switch", vswitch));
        }
        if (host.portgroup(name).isPresent()) {
            findings.add(SwitchRules.taken(name, host.name()));
        }
        return work(findings, new SwitchSteps(site, host).addPortgroup(name, vswitch, vlan, false));
    }

    Work removePortgroup(String name) {
        Optional<Element> portgroup = host.portgroup(name);
        if (portgroup.isEmpty()) {
            return Work.stopped(absent("portgroup", name));
        }
        return Work.of(new SwitchSteps(site, host).removePortgroup(portgroup.get()));
    }

    private Finding absent(String kind, String name) {
        return Finding.fail(
                kind,
                Problem.NOT_FOUND,
                name,
                "the host " + host.name() + " has no such " + kind,
                "switches() tells what it has");
    }

    private static Work work(List<Finding> findings, Step step) {
        boolean stopped = findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
        return new Work(findings, stopped ? List.of() : List.of(step));
    }
}
