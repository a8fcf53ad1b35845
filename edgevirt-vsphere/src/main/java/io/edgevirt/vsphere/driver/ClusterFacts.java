package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.spi.Named;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A cluster's settings and hosts, as they are now.
 *
 * @param id its id
 * @param name its name
 * @param settings its {@code configurationEx}
 * @param hosts the names of its hosts by id
 */
record ClusterFacts(String id, String name, Element settings, Map<String, String> hosts) {

    static final String TYPE = "ClusterComputeResource";

    /** Reads them; two requests. */
    static ClusterFacts read(Site site, String id) {
        Managed cluster = site.inventory().one(new Reference(TYPE, id), "name", "configurationEx", "host");
        List<Reference> members = cluster.at("host").references();
        Map<String, String> names = new LinkedHashMap<>();
        members.forEach(h -> names.put(h.id(), h.id()));
        site.inventory()
                .many(members, Selection.of("HostSystem", "name"))
                .forEach(h -> names.put(h.id(), h.text("name").map(Names::plain).orElse(h.id())));
        return new ClusterFacts(
                id, cluster.text("name").map(Names::plain).orElse(id), cluster.permitted("configurationEx"), names);
    }

    /** Whether HA is on, where the server tells. */
    Optional<Boolean> ha() {
        return settings.flag("dasConfig/enabled");
    }

    /** Whether DRS is on, where the server tells. */
    Optional<Boolean> drs() {
        return settings.flag("drsConfig/enabled");
    }

    /** A rule by its name. */
    Optional<Element> rule(String wanted) {
        return settings.all("rule").stream()
                .filter(r -> r.at("name").text().equals(wanted))
                .findFirst();
    }

    /** A group by its name. */
    Optional<Element> group(String wanted) {
        return settings.all("group").stream()
                .filter(g -> g.at("name").text().equals(wanted))
                .findFirst();
    }

    /** The ids of a group's members. */
    Set<String> members(String group, String kind) {
        Set<String> ids = new TreeSet<>();
        group(group).ifPresent(g -> g.all(kind).forEach(m -> ids.add(m.text())));
        return ids;
    }

    /** HA's settings of a machine's own. */
    Optional<Element> haOf(String vm) {
        return of("dasVmConfig", vm);
    }

    /** DRS's settings of a machine's own. */
    Optional<Element> drsOf(String vm) {
        return of("drsVmConfig", vm);
    }

    private Optional<Element> of(String list, String vm) {
        return settings.all(list).stream()
                .filter(c -> c.at("key").text().equals(vm))
                .findFirst();
    }

    /** The ids of hosts of the cluster; a finding is added for each that is not of it. */
    List<String> hosts(String field, List<String> wanted, List<Finding> findings) {
        List<String> ids = new ArrayList<>();
        for (String host : wanted) {
            Named<String> named = new Named<>("hosts", host);
            hosts.forEach((id, text) -> named.among(id, id, text, Optional.empty()));
            // a path ends with the host's name
            Optional<String> one = named.one().or(() -> byPath(host));
            one.ifPresent(ids::add);
            if (one.isEmpty()) {
                findings.add(Finding.fail(
                        field,
                        Problem.NOT_FOUND,
                        host,
                        "the cluster " + name + " has no host '" + host + "'",
                        "its hosts are " + hosts.values()));
            }
        }
        return ids;
    }

    private Optional<String> byPath(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        String last = Names.plain(path.substring(path.lastIndexOf('/') + 1));
        return path.contains("/" + Names.kept(name) + "/")
                ? hosts.entrySet().stream()
                        .filter(e -> e.getValue().equals(last))
                        .map(Map.Entry::getKey)
                        .findFirst()
                : Optional.empty();
    }
}
