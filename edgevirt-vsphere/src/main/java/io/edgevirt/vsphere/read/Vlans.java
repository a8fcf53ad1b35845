package io.edgevirt.vsphere.read;

import java.util.List;
import java.util.Optional;

/** VLANs and what a network lets its machines do, of port groups. */
final class Vlans {

    /** VLAN 4095 of a host's port group lets the guest tag for itself, as the vSphere Networking guide says. */
    private static final int GUEST_TAGS = 4095;

    private Vlans() {}

    /** The VLAN that a distributed port group tags with; empty for none, trunks and private VLANs. */
    static Optional<Integer> distributed(Element portConfig) {
        Element vlan = portConfig.at("vlan");
        return vlan.type().equals("VmwareDistributedVirtualSwitchVlanIdSpec") ? vlan.count("vlanId") : Optional.empty();
    }

    /** The VLAN that the hosts' port groups of a name tag with, if they agree. */
    static Optional<Integer> standard(List<Element> portgroups) {
        List<Integer> told = portgroups.stream()
                .flatMap(p -> p.number("spec/vlanId").stream())
                .map(Long::intValue)
                .distinct()
                .toList();
        return told.size() == 1 ? Optional.of(told.get(0)).filter(v -> v > 0 && v < GUEST_TAGS) : Optional.empty();
    }

    /** Whether a distributed port group lets a machine send from other MAC addresses. */
    static Optional<Boolean> forgedOnDistributed(Element portConfig) {
        return portConfig
                .flag("macManagementPolicy/forgedTransmits")
                .or(() -> portConfig.flag("securityPolicy/forgedTransmits/value"));
    }

    /** Whether the hosts' port groups of a name let a machine send from other MAC addresses, if they agree. */
    static Optional<Boolean> forgedOnStandard(List<Element> portgroups) {
        List<Boolean> told = portgroups.stream()
                .flatMap(p -> p.flag("computedPolicy/security/forgedTransmits").stream())
                .distinct()
                .toList();
        return told.size() == 1 ? Optional.of(told.get(0)) : Optional.empty();
    }
}
