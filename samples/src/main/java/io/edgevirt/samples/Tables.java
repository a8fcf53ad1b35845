package io.edgevirt.samples;

import io.edgevirt.Cluster;
import io.edgevirt.Feature;
import io.edgevirt.Host;
import io.edgevirt.Hypervisor;
import io.edgevirt.Snapshot;
import io.edgevirt.StoragePool;
import io.edgevirt.Support;
import io.edgevirt.Switch;
import io.edgevirt.VM;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a hypervisor has, as tables for people: the functions of the JShell session print these. */
public final class Tables {

    private Tables() {}

    /**
     * The machines, from one bulk read.
     *
     * @param vms the machines
     * @return a row each
     */
    public static String vms(Collection<VM> vms) {
        List<List<String>> rows = rows("NAME", "STATE", "CPUS", "MEMORY", "HOST", "ID");
        vms.stream()
                .map(VM::info)
                .forEach(i -> rows.add(
                        List.of(i.name(), i.state().name(), cell(i.cpus()), cell(i.memory()), cell(i.host()), i.id())));
        return print(rows);
    }

    /**
     * The hosts.
     *
     * @param hosts the hosts
     * @return a row each
     */
    public static String hosts(Collection<Host> hosts) {
        List<List<String>> rows = rows("NAME", "STATE", "CPUS", "MEMORY", "FREE", "VERSION");
        hosts.stream()
                .map(Host::info)
                .forEach(i -> rows.add(List.of(
                        i.name(),
                        i.state().name(),
                        cell(i.cpus()),
                        cell(i.memory()),
                        cell(i.freeMemory()),
                        cell(i.version()))));
        return print(rows);
    }

    /**
     * The storage pools.
     *
     * @param pools the pools
     * @return a row each
     */
    public static String pools(Collection<StoragePool> pools) {
        List<List<String>> rows = rows("NAME", "KIND", "ACTIVE", "CAPACITY", "PATH");
        pools.stream()
                .map(StoragePool::info)
                .forEach(i -> rows.add(
                        List.of(i.name(), i.kind(), i.active() ? "yes" : "no", cell(i.capacity()), cell(i.path()))));
        return print(rows);
    }

    /**
     * The switches.
     *
     * @param switches the switches
     * @return a row each
     */
    public static String switches(Collection<Switch> switches) {
        List<List<String>> rows = rows("NAME", "KIND", "UPLINK", "NETWORK", "VLAN");
        switches.stream()
                .map(Switch::info)
                .forEach(i ->
                        rows.add(List.of(i.name(), i.kind().name(), cell(i.uplink()), cell(i.cidr()), cell(i.vlan()))));
        return print(rows);
    }

    /**
     * The clusters.
     *
     * @param clusters the clusters
     * @return a row each
     */
    public static String clusters(Collection<Cluster> clusters) {
        List<List<String>> rows = rows("NAME", "NODES", "QUORUM", "ADDRESS", "PROTECTED");
        clusters.stream()
                .map(Cluster::info)
                .forEach(i -> rows.add(List.of(
                        i.name(),
                        String.join(" ", i.nodes()),
                        cell(i.quorate()),
                        cell(i.address()),
                        String.join(" ", i.protectedVMs()))));
        return print(rows);
    }

    /**
     * A machine's snapshots; the names of those that were taken on another one are indented below it.
     *
     * @param vm the machine
     * @return a row each
     */
    public static String snapshots(VM vm) {
        List<Snapshot> all = vm.snapshots().list();
        List<List<String>> rows = rows("NAME", "CREATED", "MEMORY", "CURRENT", "DESCRIPTION");
        branch(all, Optional.empty(), "", rows);
        return print(rows);
    }

    private static void branch(List<Snapshot> all, Optional<String> parent, String indent, List<List<String>> rows) {
        all.stream().map(Snapshot::info).filter(i -> i.parent().equals(parent)).forEach(i -> {
            rows.add(List.of(
                    indent + i.name(),
                    cell(i.created()),
                    cell(i.memory()),
                    i.current() ? "yes" : "",
                    cell(i.description())));
            branch(all, Optional.of(i.id()), indent + "  ", rows);
        });
    }

    /**
     * What the system can do.
     *
     * @param hv the connection
     * @return a row for each feature
     */
    public static String features(Hypervisor hv) {
        List<List<String>> rows = rows("FEATURE", "SUPPORTED", "REASON", "REMEDY");
        for (Feature feature : Feature.values()) {
            Support can = hv.supports(feature);
            rows.add(List.of(feature.title(), can.status().name(), can.reason(), can.remedy()));
        }
        return print(rows);
    }

    private static List<List<String>> rows(String... head) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(head));
        return rows;
    }

    private static String cell(Optional<?> value) {
        return value.map(Object::toString).orElse("?");
    }

    private static String print(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                int column = c;
                int width = rows.stream()
                        .mapToInt(r -> r.get(column).length())
                        .max()
                        .orElse(0);
                line.append(row.get(c)).append(" ".repeat(width - row.get(c).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString().stripTrailing();
    }
}
