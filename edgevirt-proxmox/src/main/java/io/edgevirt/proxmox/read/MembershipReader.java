package io.edgevirt.proxmox.read;

import io.edgevirt.proxmox.ClusterMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code GET /cluster/status}. */
public final class MembershipReader {

    private MembershipReader() {}

    /**
     * A cluster's nodes.
     *
     * @param name the cluster's name; empty for a node that belongs to none
     * @param quorate whether enough nodes are there to decide
     * @param members its nodes
     */
    public record Membership(Optional<String> name, Optional<Boolean> quorate, List<ClusterMember> members) {

        // Copies the list.
        public Membership {
            members = List.copyOf(members);
        }

        /**
         * The nodes' names.
         *
         * @return in Proxmox's order
         */
        public List<String> names() {
            return members.stream().map(ClusterMember::name).toList();
        }

        /**
         * Those that are there now.
         *
         * @return their names
         */
        public List<String> online() {
            return members.stream()
                    .filter(ClusterMember::online)
                    .map(ClusterMember::name)
                    .toList();
        }
    }

    /**
     * Who belongs together.
     *
     * @param status the reply
     * @return the nodes, and the cluster if there is one
     */
    public static Membership membership(Json status) {
        List<ClusterMember> members = new ArrayList<>();
        Optional<String> name = Optional.empty();
        Optional<Boolean> quorate = Optional.empty();
        for (Json row : status.list()) {
            Optional<String> named = row.text("name").filter(n -> !n.isEmpty());
            if (row.text("type").equals(Optional.of("cluster"))) {
                name = named;
                quorate = row.flag("quorate");
            } else if (row.text("type").equals(Optional.of("node"))) {
                named.ifPresent(n -> members.add(member(n, row)));
            }
        }
        return new Membership(name, quorate, members);
    }

    private static ClusterMember member(String name, Json row) {
        return new ClusterMember(
                name,
                count(row, "nodeid").filter(n -> n > 0), // 0 is a node without a cluster
                row.text("ip").filter(a -> !a.isEmpty()),
                row.flag("online").orElse(false),
                row.flag("local").orElse(false),
                Optional.empty());
    }

    /** A small number. */
    static Optional<Integer> count(Json row, String name) {
        return row.number(name).filter(n -> n >= 0 && n <= Integer.MAX_VALUE).map(Long::intValue);
    }
}
