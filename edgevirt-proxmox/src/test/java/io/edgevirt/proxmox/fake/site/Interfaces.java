package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A node's interfaces: what is in effect, and what {@code interfaces.new} holds until it is applied. */
public final class Interfaces {

    private static final List<String> MEMBERS = List.of("bridge_ports", "slaves", "ovs_ports", "ovs_bonds");

    private Map<String, Row> current = new LinkedHashMap<>();
    private Optional<Map<String, Row>> pending = Optional.empty();
    private Optional<String> failure = Optional.empty();

    Interfaces(int number) {
        for (String nic : List.of("eno1", "eno2", "eno3")) {
            current.put(nic, Row.of("iface", nic, "type", "eth", "method", "manual", "exists", 1));
        }
        String address = "10.10.0.1" + number;
        current.put(
                "vmbr0",
                Row.of(
                        "iface",
                        "vmbr0",
                        "type",
                        "bridge",
                        "method",
                        "static",
                        "autostart",
                        1,
                        "address",
                        address,
                        "netmask",
                        "24",
                        "cidr",
                        address + "/24",
                        "gateway",
                        "10.10.0.1",
                        "bridge_ports",
                        "eno1",
                        "bridge_stp",
                        "off",
                        "bridge_fd",
                        "0",
                        "bridge_vlan_aware",
                        1,
                        "bridge_vids",
                        "2-4094"));
    }

    /** What is in effect, by name. */
    public Map<String, Row> current() {
        return current;
    }

    /** What the file says: the changes that wait, if there are any. */
    public Map<String, Row> shown() {
        return pending.orElse(current);
    }

    /** Whether changes wait. */
    public boolean waiting() {
        return pending.isPresent();
    }

    /** The address of the first interface that has one. */
    public String address() {
        return current.values().stream()
                .flatMap(row -> Optional.ofNullable(row.get("address")).stream())
                .map(String::valueOf)
                .findFirst()
                .orElse("127.0.0.1");
    }

    /** The names of the bridges in effect. */
    public Set<String> bridges() {
        return current.values().stream()
                .filter(row -> List.of("bridge", "OVSBridge").contains(String.valueOf(row.get("type"))))
                .map(row -> String.valueOf(row.get("iface")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Lets the next reload fail with these words. */
    public void failNextReload(String words) {
        failure = Optional.of(words);
    }

    /** Edits {@code interfaces.new}; nothing is kept of an edit that is refused. */
    void edit(java.util.function.Consumer<Map<String, Row>> change) {
        Map<String, Row> copy = new LinkedHashMap<>();
        shown().forEach((name, row) -> copy.put(name, Row.copy(row)));
        change.accept(copy);
        check(copy);
        pending = Optional.of(copy);
    }

    void revert() {
        pending = Optional.empty();
    }

    void apply() {
        if (failure.isPresent()) {
            String words = failure.get();
            failure = Optional.empty();
            throw Refusal.failed(words);
        }
        current = pending.orElse(current);
        pending = Optional.empty();
    }

    /** A text like a diff; empty if nothing waits. */
    String changes() {
        if (pending.isEmpty() || pending.get().equals(current)) {
            return "";
        }
        StringBuilder text = new StringBuilder("--- /etc/network/interfaces\n+++ /etc/network/interfaces.new\n");
        Set<String> names = new TreeSet<>(current.keySet());
        names.addAll(pending.get().keySet());
        for (String name : names) {
            Row old = current.getOrDefault(name, new Row());
            Row now = pending.get().getOrDefault(name, new Row());
            if (!old.equals(now)) {
                old.forEach((key, value) ->
                        text.append("-\t").append(key).append(' ').append(value).append('\n'));
                now.forEach((key, value) ->
                        text.append("+\t").append(key).append(' ').append(value).append('\n'));
            }
        }
        return text.toString();
    }

    private static void check(Map<String, Row> all) {
        Map<String, String> users = new LinkedHashMap<>();
        all.forEach((name, row) -> {
            for (String key : MEMBERS) {
                for (String port : ports(row, key)) {
                    member(all, users, name, row, key, port);
                }
            }
            Optional.ofNullable(row.get("vlan-raw-device")).map(String::valueOf).ifPresent(parent -> {
                if (!all.containsKey(parent)) {
                    throw Refusal.failed("vlan '" + name + "' - unable to find parent '" + parent + "'");
                }
            });
        });
    }

    private static List<String> ports(Row row, String key) {
        List<String> ports = new ArrayList<>();
        for (String port : String.valueOf(row.getOrDefault(key, "")).split("[\\s,;]+")) {
            if (!port.isEmpty() && !port.equals("none")) {
                ports.add(port);
            }
        }
        return ports;
    }

    private static void member(
            Map<String, Row> all, Map<String, String> users, String name, Row row, String key, String port) {
        String plain = port.replaceFirst("\\.\\d+$", "");
        if (!all.containsKey(port) && !all.containsKey(plain)) {
            String what = key.equals("slaves") ? "slave" : "bridge port";
            throw Refusal.failed(row.get("type") + " '" + name + "' - unable to find " + what + " '" + port + "'");
        }
        String other = users.put(port, name);
        if (other != null && !other.equals(name)) {
            throw Refusal.failed("port '" + port + "' is already used on interface '" + other + "'");
        }
        if (all.containsKey(port) && all.get(port).containsKey("address")) {
            throw Refusal.failed("iface " + port + " - ip address can't be set on interface if bridged in " + name);
        }
    }
}
