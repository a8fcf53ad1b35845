package io.edgevirt.vsphere.translate;

import com.vmware.vim25.HostNetworkPolicy;
import com.vmware.vim25.HostPortGroupSpec;
import com.vmware.vim25.HostVirtualSwitchBondBridge;
import com.vmware.vim25.HostVirtualSwitchSpec;
import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.vsphere.soap.Request;
import java.util.List;
import java.util.UUID;

/** Requests to a host's {@code HostNetworkSystem}: standard switches and their portgroups. */
public final class SwitchRequests {

    /** The ports that VMware's own client asks for; since ESXi 5.5 the host adds ports as they are needed. */
    static final int PORTS = 128;
    /** The longest name that ESXi gives a standard switch. */
    static final int LONGEST_SWITCH = 31;

    private static final int MARK = 8;

    private SwitchRequests() {}

    /**
     * The name of the standard switch that carries a portgroup of EdgeVirt's own: the portgroup's name as far as it fits,
     * and a mark of the change that makes it. By the mark a switch is known as this change's own after a lost reply, and
     * as one that goes with its portgroup.
     *
     * @param portgroup the portgroup's name
     * @param token the change's token
     * @return at most 31 characters of ASCII
     */
    public static String switchName(String portgroup, UUID token) {
        return plain(portgroup) + "-" + token.toString().substring(0, MARK);
    }

    /**
     * Whether a standard switch was made along with a portgroup, by its name.
     *
     * @param switchName the standard switch's name
     * @param portgroup the portgroup's name
     * @return true if {@link #switchName} gave it
     */
    public static boolean madeFor(String switchName, String portgroup) {
        String prefix = plain(portgroup) + "-";
        return switchName.startsWith(prefix)
                && switchName.substring(prefix.length()).matches("[0-9a-f]{" + MARK + "}");
    }

    private static String plain(String name) {
        String ascii = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return ascii.substring(0, Math.min(ascii.length(), LONGEST_SWITCH - 1 - MARK));
    }

    /**
     * Makes a standard switch.
     *
     * @param networks the host's network system
     * @param name the switch's name
     * @param uplinks the host's adapters, such as {@code vmnic1}; none for a switch without a way out
     * @param mtu the largest frame in bytes; 0 for the host's default
     * @return the request
     */
    public static Request addSwitch(ManagedObjectReference networks, String name, List<String> uplinks, int mtu) {
        HostVirtualSwitchSpec spec = new HostVirtualSwitchSpec();
        spec.numPorts = PORTS;
        if (!uplinks.isEmpty()) {
            HostVirtualSwitchBondBridge bridge = new HostVirtualSwitchBondBridge();
            bridge.nicDevice = uplinks.toArray(String[]::new);
            spec.bridge = bridge;
        }
        if (mtu > 0) {
            spec.mtu = mtu;
        }
        return Request.on(networks, "AddVirtualSwitch")
                .with("vswitchName", "String", name)
                .with("spec", "HostVirtualSwitchSpec", spec);
    }

    /**
     * Removes a standard switch.
     *
     * @param networks the host's network system
     * @param name the switch's name
     * @return the request
     */
    public static Request removeSwitch(ManagedObjectReference networks, String name) {
        return Request.on(networks, "RemoveVirtualSwitch").with("vswitchName", "String", name);
    }

    /**
     * Makes a portgroup on a standard switch.
     *
     * @param networks the host's network system
     * @param name the portgroup's name
     * @param switchName the standard switch's
     * @param vlan the VLAN, 1 to 4094; 0 for untagged
     * @return the request
     */
    public static Request addPortgroup(ManagedObjectReference networks, String name, String switchName, int vlan) {
        HostPortGroupSpec spec = new HostPortGroupSpec();
        spec.name = name;
        spec.vlanId = vlan;
        spec.vswitchName = switchName;
        spec.policy = new HostNetworkPolicy();
        return Request.on(networks, "AddPortGroup").with("portgrp", "HostPortGroupSpec", spec);
    }

    /**
     * Removes a portgroup.
     *
     * @param networks the host's network system
     * @param name the portgroup's name
     * @return the request
     */
    public static Request removePortgroup(ManagedObjectReference networks, String name) {
        return Request.on(networks, "RemovePortGroup").with("pgName", "String", name);
    }
}
