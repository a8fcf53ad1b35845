package io.edgevirt.proxmox.read;

import io.edgevirt.proxmox.ClusterMember;
import io.edgevirt.proxmox.JoinInformation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads {@code GET /cluster/config/join} and {@code GET /cluster/config/nodes}. */
public final class JoinReader {

    private JoinReader() {}

    /**
     * What joining takes.
     *
     * @param reply the reply
     * @return of the preferred node, else of the first that is told whole
     */
    public static Optional<JoinInformation> information(Json reply) {
        String preferred = reply.text("preferred_node").orElse("");
        return reply.get("nodelist").list().stream()
                .flatMap(n -> one(n).stream())
                .min(Comparator.comparing(n -> !n.node().equals(preferred)));
    }

    private static Optional<JoinInformation> one(Json node) {
        return node.text("name")
                .flatMap(name -> node.text("pve_fp")
                        .flatMap(print -> node.text("pve_addr")
                                .or(() -> node.text("ring0_addr"))
                                .map(address -> new JoinInformation(name, address, print))));
    }

    /**
     * The nodes with their votes.
     *
     * @param members as {@code /cluster/status} tells them
     * @param nodes the reply to {@code GET /cluster/config/nodes}
     * @return the same, with votes where they are told
     */
    public static List<ClusterMember> voting(List<ClusterMember> members, Json nodes) {
        return members.stream()
                .map(m -> new ClusterMember(
                        m.name(), m.number(), m.address(), m.online(), m.local(), votes(nodes, m.name())))
                .toList();
    }

    private static Optional<Integer> votes(Json nodes, String name) {
        return nodes.list().stream()
                .filter(n -> n.text("name").or(() -> n.text("node")).equals(Optional.of(name)))
                .flatMap(n -> MembershipReader.count(n, "quorum_votes").stream())
                .findFirst();
    }
}
