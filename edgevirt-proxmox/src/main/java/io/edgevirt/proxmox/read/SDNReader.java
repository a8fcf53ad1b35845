package io.edgevirt.proxmox.read;

import io.edgevirt.proxmox.SDNSubnet;
import io.edgevirt.proxmox.SDNVnet;
import io.edgevirt.proxmox.SDNZone;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The software-defined network, as listings with {@code pending=1} tell it: what is in effect, and beside it in {@code
 * pending} what waits. What is wanted is told here, so the waiting value goes first.
 */
public final class SDNReader {

    private SDNReader() {}

    /**
     * Reads zones.
     *
     * @param listing what {@code GET /cluster/sdn/zones} tells
     * @return the zones, without those that are about to go
     */
    public static List<SDNZone> zones(Json listing) {
        return staying(listing).stream()
                .flatMap(z -> z
                        .text("zone")
                        .map(id -> new SDNZone(
                                id,
                                value(z, "type").orElse("unknown"),
                                value(z, "bridge"),
                                names(value(z, "nodes")),
                                waiting(z)))
                        .stream())
                .toList();
    }

    /**
     * Reads virtual networks.
     *
     * @param listing what {@code GET /cluster/sdn/vnets} tells
     * @return the virtual networks, without those that are about to go
     */
    public static List<SDNVnet> vnets(Json listing) {
        return staying(listing).stream()
                .flatMap(v -> v
                        .text("vnet")
                        .map(id -> new SDNVnet(
                                id,
                                value(v, "zone").orElse(""),
                                number(v, "tag"),
                                value(v, "alias"),
                                value(v, "vlanaware").filter("1"::equals).isPresent(),
                                waiting(v),
                                v.text("state").filter("new"::equals).isEmpty()))
                        .stream())
                .toList();
    }

    /**
     * Reads the addresses of a virtual network.
     *
     * @param vnet the virtual network
     * @param listing what {@code GET /cluster/sdn/vnets/{vnet}/subnets} tells
     * @return its addresses, without those that are about to go
     */
    public static List<SDNSubnet> subnets(String vnet, Json listing) {
        return staying(listing).stream()
                .flatMap(s -> s
                        .text("subnet")
                        .map(id -> new SDNSubnet(
                                id,
                                vnet,
                                value(s, "cidr").orElseGet(() -> cidr(id)),
                                value(s, "gateway"),
                                value(s, "snat").filter("1"::equals).isPresent()))
                        .stream())
                .toList();
    }

    /**
     * What of a listing waits to be applied, those that are about to go among it.
     *
     * @param listing a listing with {@code pending=1}
     * @param key what names a thing, such as {@code vnet}
     * @return the names, a set that may be changed
     */
    public static Set<String> waiting(Json listing, String key) {
        return listing.list().stream()
                .filter(SDNReader::waiting)
                .map(one -> one.text(key).orElse("?"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The id ends in address and prefix: {@code lan-192.0.2.0-24}. */
    private static String cidr(String id) {
        String[] parts = id.split("-");
        return parts.length < 3 ? id : parts[parts.length - 2] + "/" + parts[parts.length - 1];
    }

    private static List<Json> staying(Json listing) {
        return listing.list().stream()
                .filter(one -> one.text("state").filter("deleted"::equals).isEmpty())
                .toList();
    }

    private static boolean waiting(Json one) {
        return one.text("state").filter(s -> !s.isBlank()).isPresent();
    }

    private static Optional<String> value(Json one, String field) {
        return one.get("pending")
                .text(field)
                .or(() -> one.text(field))
                .filter(v -> !v.isBlank() && !v.equals("deleted"));
    }

    private static Optional<Integer> number(Json one, String field) {
        return value(one, field).filter(v -> v.matches("\\d{1,8}")).map(Integer::valueOf);
    }

    private static List<String> names(Optional<String> list) {
        return Arrays.stream(list.orElse("").split("[\\s,;]+"))
                .filter(n -> !n.isEmpty())
                .toList();
    }
}
