package io.edgevirt.kvm.translate;

import io.edgevirt.kvm.xml.XmlElement;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The addresses of a network: the first is the host's, the others are given away by DHCP. */
record Subnet(byte[] network, int prefix) {

    /** Of a text that was checked, such as {@code 192.168.150.0/24}. */
    static Subnet of(String cidr) {
        int slash = cidr.indexOf('/');
        try {
            return new Subnet(
                    InetAddress.getByName(cidr.substring(0, slash)).getAddress(),
                    Integer.parseInt(cidr.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(cidr, e);
        }
    }

    /** Whether there is room for the host, two guests at least, and for IPv4 a broadcast. */
    boolean roomy() {
        return network.length * 8 - prefix >= 3;
    }

    XmlElement xml() {
        boolean v6 = network.length == 16;
        BigInteger first = new BigInteger(1, network);
        int hostBits = Math.min(network.length * 8 - prefix, 16);
        BigInteger last = first.add(BigInteger.ONE.shiftLeft(hostBits)).subtract(BigInteger.TWO);
        XmlElement ip = new XmlElement("ip");
        if (v6) {
            ip.with("family", "ipv6");
        }
        return ip.with("address", text(first.add(BigInteger.ONE)))
                .with("prefix", prefix)
                .add(new XmlElement("dhcp")
                        .add(new XmlElement("range")
                                .with("start", text(first.add(BigInteger.TWO)))
                                .with("end", text(last))));
    }

    private String text(BigInteger number) {
        byte[] all = number.toByteArray();
        byte[] address = new byte[network.length];
        int length = Math.min(all.length, address.length);
        System.arraycopy(all, all.length - length, address, address.length - length, length);
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
