package io.edgevirt.vsphere.read;

import io.edgevirt.ClusterInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A listing of clusters with their hosts to {@link ClusterInfo}s. */
public final class ClusterReader {

    /** What a listing of clusters asks for. */
    public static final List<Selection> WANTED = Stream.concat(
                    Stream.of(
                            Selection.of("ClusterComputeResource", "name", "parent", "host", "configurationEx"),
                            Selection.of("HostSystem", "name")),
                    Paths.OF_FOLDERS.stream())
            .toList();

    private ClusterReader() {}

    /**
     * Reads a listing. A machine is told as protected where HA is not off and the cluster has HA settings of its own for
     * it that do not switch its restart off.
     *
     * @param listing what was read of {@link #WANTED}; the rules name a machine by its plain name where the listing holds
     *     it as well, else by its id
     * @param root the id of the root folder
     * @return the clusters; one whose name the login may not read is called by its id
     */
    public static List<ClusterInfo> clusters(Collection<Managed> listing, String root) {
        Paths paths = Paths.of(listing, root);
        return listing.stream()
                .filter(o -> o.type().equals("ClusterComputeResource") && !MachineReader.gone(o))
                .map(o -> cluster(o, paths))
                .toList();
    }

    private static ClusterInfo cluster(Managed cluster, Paths paths) {
        Element settings = cluster.at("configurationEx");
        return new ClusterInfo(
                cluster.id(),
                cluster.text("name").map(Names::plain).orElse(cluster.id()),
                names(cluster.at("host").references(), paths),
                Optional.empty(),
                settings.flag("dasConfig/enabled"),
                Optional.empty(),
                restarted(settings),
                rules(settings, paths),
                paths.path(cluster));
    }

    private static List<String> restarted(Element settings) {
        if (!settings.flag("dasConfig/enabled").orElse(true)) {
            return List.of();
        }
        String common =
                settings.at("dasConfig/defaultVmSettings/restartPriority").text();
        return settings.all("dasVmConfig").stream()
                .filter(v -> !priority(v, common).equals("disabled"))
                .flatMap(v -> v.text("key").stream())
                .toList();
    }

    /** The machine's own priority; the cluster's where it has none or is told to follow it. */
    private static String priority(Element machine, String common) {
        return machine.text("dasSettings/restartPriority")
                .or(() -> machine.text("restartPriority"))
                .filter(p -> !p.equals("clusterRestartPriority"))
                .orElse(common);
    }

    private static List<String> names(List<Reference> objects, Paths paths) {
        return objects.stream().map(o -> paths.name(o.id()).orElse(o.id())).toList();
    }

    /**
     * A cluster's placement rules, one line each.
     *
     * @param settings the property {@code configurationEx}
     * @param paths where names are found
     * @return such as {@code db-apart: [a, b] apart}
     */
    private static List<String> rules(Element settings, Paths paths) {
        Map<String, List<String>> groups = new HashMap<>();
        for (Element group : settings.all("group")) {
            List<Reference> members = Stream.concat(group.all("vm").stream(), group.all("host").stream())
                    .flatMap(m -> m.reference().stream())
                    .toList();
            groups.put(group.at("name").text(), names(members, paths));
        }
        return settings.all("rule").stream().map(r -> rule(r, groups, paths)).toList();
    }

    private static String rule(Element rule, Map<String, List<String>> groups, Paths paths) {
        List<String> machines = names(
                rule.all("vm").stream().flatMap(m -> m.reference().stream()).toList(), paths);
        String what = switch (rule.type()) {
            case "ClusterAffinityRuleSpec" -> machines + " together";
            case "ClusterAntiAffinityRuleSpec" -> machines + " apart";
            case "ClusterVmHostRuleInfo" ->
                group(rule, "vmGroupName", groups)
                        + rule.text("affineHostGroupName")
                                .map(g -> " on " + group(rule, "affineHostGroupName", groups))
                                .orElseGet(() -> " not on " + group(rule, "antiAffineHostGroupName", groups));
            case "ClusterDependencyRuleInfo" ->
                group(rule, "vmGroup", groups) + " after " + group(rule, "dependsOnVmGroup", groups);
            default -> rule.type();
        };
        return rule.at("name").text() + ": " + what + (rule.flag("enabled").orElse(true) ? "" : " (off)");
    }

    private static String group(Element rule, String field, Map<String, List<String>> groups) {
        String name = rule.at(field).text();
        List<String> members = groups.get(name);
        return members == null ? name : members.toString();
    }
}
