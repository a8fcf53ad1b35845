package io.edgevirt.proxmox.read;

import io.edgevirt.HostInfo;
import io.edgevirt.Size;
import java.util.List;
import java.util.Optional;

/** Proxmox's nodes to neutral hosts. */
public final class NodeReader {

    private static final String PRODUCT = "pve-manager/";

    private NodeReader() {}

    /**
     * Reads the listing of nodes. A node that is away keeps its name; what its last figures were is not told, for they
     * are not those of now.
     *
     * @param listing what {@code GET /nodes} tells
     * @return the hosts, in the listing's order
     */
    public static List<HostInfo> nodes(Json listing) {
        return listing.list().stream().flatMap(n -> node(n).stream()).toList();
    }

    private static Optional<HostInfo> node(Json node) {
        return node.text("node").filter(name -> !name.isBlank()).map(name -> {
            HostInfo.State state = state(node);
            boolean up = state == HostInfo.State.UP;
            return new HostInfo(
                    name,
                    name,
                    state,
                    node.number("maxcpu").flatMap(NodeReader::count),
                    size(node, "maxmem"),
                    up ? free(node) : Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(name));
        });
    }

    private static HostInfo.State state(Json node) {
        return switch (node.text("status").orElse("")) {
            case "online" -> HostInfo.State.UP;
            case "offline" -> HostInfo.State.DOWN;
            // a node whose figures the cluster has not seen for minutes
            default -> HostInfo.State.UNKNOWN;
        };
    }

    private static Optional<Integer> count(long number) {
        return number > 0 && number <= Integer.MAX_VALUE ? Optional.of((int) number) : Optional.empty();
    }

    /** A size that is not there, zero or negative is not known. */
    static Optional<Size> size(Json from, String field) {
        return from.number(field).filter(n -> n > 0).map(Size::ofBytes);
    }

    private static Optional<Size> free(Json node) {
        Optional<Long> total = node.number("maxmem").filter(n -> n > 0);
        Optional<Long> used = node.number("mem").filter(n -> n >= 0);
        return total.flatMap(t -> used.filter(u -> u <= t).map(u -> Size.ofBytes(t - u)));
    }

    /**
     * The same host with what its own status tells.
     *
     * @param host from the listing
     * @param status what {@code GET /nodes/{node}/status} tells
     * @return the host with its version
     */
    public static HostInfo with(HostInfo host, Json status) {
        return new HostInfo(
                host.id(),
                host.name(),
                host.state(),
                host.cpus(),
                host.memory(),
                host.freeMemory(),
                version(status),
                host.cluster(),
                host.path());
    }

    /** {@code pve-manager/8.4.5/57892e8e686cb35b} names version and build. */
    private static Optional<String> version(Json status) {
        return status.text("pveversion")
                .map(text -> text.startsWith(PRODUCT) ? text.substring(PRODUCT.length()) : text)
                .map(text -> text.split("/", 2)[0])
                .filter(text -> !text.isBlank());
    }
}
