package io.edgevirt;

/**
 * A switch to be: external, nat, routed, internal or isolated; the last call of these counts, and one is needed. Nothing
 * happens before {@link #create()}.
 */
public interface SwitchDefinition extends Operation<Switch> {

    /**
     * Connects it to a physical network.
     *
     * @param nic the host's adapter, such as {@code Ethernet}, {@code eno1} or {@code vmnic0}
     * @return this builder
     */
    SwitchDefinition external(String nic);

    /**
     * Connects it to the outside by address translation.
     *
     * @param cidr the addresses of its guests, such as {@code 192.168.150.0/24}
     * @return this builder
     */
    SwitchDefinition nat(String cidr);

    /**
     * Connects it to the outside by routing.
     *
     * @param cidr the addresses of its guests
     * @return this builder
     */
    SwitchDefinition routed(String cidr);

    /**
     * Connects guests and host, and nothing else.
     *
     * @return this builder
     */
    SwitchDefinition internal();

    /**
     * Connects guests, and nothing else.
     *
     * @return this builder
     */
    SwitchDefinition isolated();

    /**
     * Whether the host itself uses an external switch as well; true by default.
     *
     * @param on whether
     * @return this builder
     */
    SwitchDefinition allowManagement(boolean on);

    /**
     * Tags its traffic.
     *
     * @param id the VLAN, 1 to 4094 (IEEE 802.1Q)
     * @return this builder
     */
    SwitchDefinition vlan(int id);

    /**
     * Makes it on one host, where the connection has several.
     *
     * @param nameOrId the host's name, path or id
     * @return this builder
     */
    SwitchDefinition host(String nameOrId);

    /**
     * Makes the switch.
     *
     * @return the switch
     * @throws AlreadyExistsException if the name is taken
     */
    default Switch create() {
        return run();
    }
}
