package io.edgevirt.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Checks a network address with its prefix length, IPv4 or IPv6, without asking any name server. */
final class Cidr {

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    /** Strict enough that the JDK takes it for an address and asks no name server. */
    private static final Pattern ADDRESS = Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private Cidr() {}

    static boolean valid(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || !ADDRESS.matcher(parts[0]).matches() || !parts[1].matches("[0-9]{1,3}")) {
            return false;
        }
        try {
            byte[] address = InetAddress.getByName(parts[0]).getAddress();
            int prefix = Integer.parseInt(parts[1]);
            return prefix <= address.length * 8 && hostBitsZero(address, prefix);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean hostBitsZero(byte[] address, int prefix) {
        for (int bit = prefix; bit < address.length * 8; bit++) {
            if ((address[bit / 8] & (0x80 >> bit % 8)) != 0) {
                return false;
            }
        }
        return true;
    }
}
