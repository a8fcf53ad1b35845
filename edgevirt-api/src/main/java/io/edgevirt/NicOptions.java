package io.edgevirt;

/** How a network adapter is made; every option has a default. */
public interface NicOptions {

    /**
     * Tags its traffic.
     *
     * @param id the VLAN, 1 to 4094 (IEEE 802.1Q)
     * @return these options
     */
    NicOptions vlan(int id);

    /**
     * Lets the guest send from other MAC addresses, which nested machines and container networks need.
     *
     * @param on whether
     * @return these options
     */
    NicOptions macSpoofing(boolean on);

    /**
     * Its MAC address; chosen by the system by default.
     *
     * @param address six bytes in hexadecimal, such as {@code 52:54:00:12:34:56}
     * @return these options
     */
    NicOptions mac(String address);
}
