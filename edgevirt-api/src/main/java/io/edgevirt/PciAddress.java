package io.edgevirt;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a PCI device on a host, as {@code lspci -D} prints it.
 *
 * @param domain the PCI domain (segment), 0 to 0xffff
 * @param bus the bus, 0 to 0xff
 * @param slot the device number, 0 to 0x1f
 * @param function the function, 0 to 7
 */
public record PciAddress(int domain, int bus, int slot, int function) {

    private static final Pattern TEXT =
            Pattern.compile("(?:([0-9a-fA-F]{4}):)?([0-9a-fA-F]{2}):([0-9a-fA-F]{2})\\.([0-7])");

    /**
     * Checks the ranges, which are those of the PCI Local Bus Specification 3.0.
     *
     * @throws InvalidSpecException if a part is out of its range
     */
    public PciAddress {
        if (domain < 0
                || domain > 0xffff
                || bus < 0
                || bus > 0xff
                || slot < 0
                || slot > 0x1f
                || function < 0
                || function > 7) {
            throw invalid(String.format("%x:%x:%x.%x", domain, bus, slot, function));
        }
    }

    /**
     * Reads an address such as {@code 0000:65:00.0} or, in domain 0, {@code 65:00.0}.
     *
     * @param text the address
     * @return the address
     * @throws InvalidSpecException if the text is no PCI address
     */
    public static PciAddress parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw invalid(text);
        }
        int domain = m.group(1) == null ? 0 : Integer.parseInt(m.group(1), 16);
        return new PciAddress(
                domain,
                Integer.parseInt(m.group(2), 16),
                Integer.parseInt(m.group(3), 16),
                Integer.parseInt(m.group(4), 16));
    }

    private static InvalidSpecException invalid(String value) {
        return InvalidSpecException.of(List.of(new Violation(
                "pciAddress",
                value,
                "an address is domain:bus:slot.function in hexadecimal, slot at most 1f, function at most 7",
                "copy it from 'lspci -D' or from host.hardware().pciDevices()")));
    }

    /** The address as {@code lspci -D} prints it, such as {@code 0000:65:00.0}. */
    @Override
    public String toString() {
        return String.format("%04x:%02x:%02x.%x", domain, bus, slot, function);
    }
}
