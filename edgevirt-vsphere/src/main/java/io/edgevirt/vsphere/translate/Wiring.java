package io.edgevirt.vsphere.translate;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.vsphere.translate.Estate.Net;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the networks of adapters. VLAN and security are a portgroup's, not an adapter's: a portgroup that has them is
 * accepted, and none is chosen in place of the one that was named.
 */
public final class Wiring {

    private final Estate estate;
    private final List<Finding> found = new ArrayList<>();

    /**
     * Begins a search.
     *
     * @param estate what there is
     */
    public Wiring(Estate estate) {
        this.estate = estate;
    }

    /**
     * Whether the hosts' own portgroups must be known for adapters.
     *
     * @param nics what is wanted
     * @return true if one asks for a VLAN or for security
     */
    public static boolean needsPortgroups(List<NicSpec> nics) {
        return nics.stream()
                .anyMatch(n -> n.vlan().isPresent() || n.macSpoofing().isPresent());
    }

    /**
     * What would stop it.
     *
     * @return findings of the search so far
     */
    public List<Finding> findings() {
        return List.copyOf(found);
    }

    /**
     * The network of an adapter.
     *
     * @param field the field
     * @param nic what is wanted
     * @return the network, or empty where the findings say why there is none
     * @throws io.edgevirt.AmbiguousNameException if the name fits several
     */
    public Optional<Net> find(String field, NicSpec nic) {
        List<Net> open = estate.nets().stream().filter(n -> !n.uplink()).toList();
        Optional<Net> net = Estate.named("networks", open, nic.network());
        if (net.isEmpty()) {
            found.add(Placing.missing(field + ".network", "networks", nic.network(), Estate.names(open)));
            return net;
        }
        nic.vlan()
                .filter(v -> !net.get().vlan().equals(Optional.of(v)))
                .ifPresent(v -> found.add(vlan(field, v, net.get())));
        if (nic.macSpoofing().orElse(false) && !net.get().spoofing().orElse(false)) {
            found.add(Finding.fail(
                    field + ".macSpoofing",
                    Problem.UNSUPPORTED,
                    net.get().name(),
                    "on vSphere this is a portgroup's security policy, and this one does not allow forged transmits",
                    "allow forged transmits on the portgroup, or name one that does"));
        }
        if (nic.macSpoofing().equals(Optional.of(false)) && net.get().spoofing().orElse(false)) {
            found.add(Finding.fail(
                    field + ".macSpoofing",
                    Problem.UNSUPPORTED,
                    net.get().name(),
                    "on vSphere this is a portgroup's security policy, and this one allows forged transmits",
                    "reject forged transmits on the portgroup, or name one that does"));
        }
        return net;
    }

    private Finding vlan(String field, int wanted, Net net) {
        List<String> have = estate.nets().stream()
                .filter(n -> n.vlan().equals(Optional.of(wanted)))
                .map(Net::name)
                .distinct()
                .sorted()
                .toList();
        return Finding.fail(
                field + ".vlan",
                Problem.UNSUPPORTED,
                net.name(),
                "on vSphere a VLAN is a portgroup's, and this one has "
                        + net.vlan().map(v -> v == 0 ? "none" : "VLAN " + v).orElse("no single VLAN that is known"),
                have.isEmpty()
                        ? "make a portgroup with VLAN " + wanted + " and name it"
                        : "name one of " + have + ", which have VLAN " + wanted);
    }
}
