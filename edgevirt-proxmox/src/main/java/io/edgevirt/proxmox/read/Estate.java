package io.edgevirt.proxmox.read;

import io.edgevirt.HostInfo;
import io.edgevirt.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster has, as one listing tells it.
 *
 * @param nodes the nodes
 * @param stores the storages
 * @param machines the machines and containers by their ids and names
 * @param pools the resource pools' names
 */
public record Estate(List<Member> nodes, List<Store> stores, List<Named> machines, List<String> pools) {

    /**
     * A node.
     *
     * @param name its name
     * @param online whether it answers
     * @param free the memory that nothing uses
     */
    public record Member(String name, boolean online, Optional<Size> free) {

        /**
         * As the default placement judges it.
         *
         * @return the neutral record
         */
        public HostInfo host() {
            return new HostInfo(
                    name,
                    name,
                    online ? HostInfo.State.UP : HostInfo.State.DOWN,
                    Optional.empty(),
                    Optional.empty(),
                    free,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /**
     * A machine or container.
     *
     * @param id its VMID
     * @param name its name
     */
    public record Named(String id, String name) {}

    // Copies the lists.
    public Estate {
        nodes = List.copyOf(nodes);
        stores = List.copyOf(stores);
        machines = List.copyOf(machines);
        pools = List.copyOf(pools);
    }

    /**
     * Reads the reply of {@code GET /cluster/resources}.
     *
     * @param reply the rows
     * @return the same by kinds
     */
    public static Estate of(Json reply) {
        List<Member> nodes = new ArrayList<>();
        List<Named> machines = new ArrayList<>();
        List<String> pools = new ArrayList<>();
        for (Json row : reply.list()) {
            switch (row.text("type").orElse("")) {
                case "node" -> row.text("node").ifPresent(name -> nodes.add(member(name, row)));
                case "qemu", "lxc" ->
                    row.text("vmid")
                            .ifPresent(id ->
                                    machines.add(new Named(id, row.text("name").orElse(""))));
                case "pool" -> row.text("pool").ifPresent(pools::add);
                default -> {
                    // storages are read by a reader of their own
                }
            }
        }
        return new Estate(nodes, StoreReader.stores(reply), machines, pools);
    }

    private static Member member(String name, Json row) {
        Optional<Long> all = row.number("maxmem").filter(n -> n > 0);
        Optional<Long> used = row.number("mem").filter(n -> n >= 0);
        return new Member(
                name,
                row.text("status").orElse("").equals("online"),
                all.flatMap(a -> used.filter(u -> u <= a).map(u -> Size.ofBytes(a - u))));
    }
}
