package io.edgevirt.proxmox.translate;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Addresses of a virtual network, and the first of them, which the nodes take.
 *
 * @param cidr the network, its host part zero, such as {@code 10.66.0.0/24}
 * @param gateway the first address, such as {@code 10.66.0.1}
 */
public record Subnet(String cidr, String gateway) {

    /**
     * Reads addresses. No name server is asked: whoever calls has checked that it is an address with a prefix.
     *
     * @param text such as {@code 10.66.0.0/24} or {@code fd00:66::/64}
     * @return the network; empty if it holds fewer than two hosts, or is no address with a prefix
     */
    public static Optional<Subnet> parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || !parts[0].matches("[0-9a-fA-F.:]+") || !parts[1].matches("\\d{1,3}")) {
            return Optional.empty();
        }
        try {
            return of(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Optional<Subnet> of(byte[] address, int prefix) throws UnknownHostException {
        int bits = address.length * 8;
        if (prefix < 1 || prefix > bits - 2) {
            return Optional.empty();
        }
        BigInteger network =
                new BigInteger(1, address).shiftRight(bits - prefix).shiftLeft(bits - prefix);
        return Optional.of(new Subnet(
                text(network, address.length) + "/" + prefix, text(network.add(BigInteger.ONE), address.length)));
    }

    private static String text(BigInteger number, int bytes) throws UnknownHostException {
        byte[] address = new byte[bytes];
        byte[] digits = number.toByteArray();
        int from = Math.max(0, digits.length - bytes);
        System.arraycopy(digits, from, address, bytes - (digits.length - from), digits.length - from);
        return InetAddress.getByAddress(address).getHostAddress();
    }

    /**
     * Proxmox's id of it within a zone.
     *
     * @param zone the zone
     * @return such as {@code ev3f2a91-10.66.0.0-24}
     */
    public String id(String zone) {
        return zone + "-" + cidr.replace('/', '-');
    }
}
