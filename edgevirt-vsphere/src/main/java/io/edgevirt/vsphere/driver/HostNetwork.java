package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.Failure;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Request;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A host's standard switches, as its network system tells them now.
 *
 * @param host the host's id
 * @param name the host's name
 * @param system its network system
 * @param said what that says
 * @param adapters the host's own list of its adapters
 */
record HostNetwork(String host, String name, ManagedObjectReference system, Managed said, Element adapters) {

    private static final String[] WANTED = {
        "networkInfo.vswitch", "networkInfo.portgroup", "networkInfo.proxySwitch", "networkInfo.pnic"
    };

    /** Reads it; two requests. */
    static HostNetwork read(Site site, String host) {
        Managed found = site.inventory()
                .one(new Reference("HostSystem", host), "name", "configManager.networkSystem", "config.network.pnic");
        String system = found.text("configManager.networkSystem")
                .orElseThrow(() ->
                        new UnsupportedFeatureException(Failure.of("the host does not let its networks be managed")
                                .backend("vsphere")
                                .hint("the login needs the privilege Host.Configuration.Network configuration, and the"
                                        + " host must be connected")));
        Managed said = site.inventory().one(new Reference("HostNetworkSystem", system), WANTED);
        return new HostNetwork(
                host,
                found.text("name").orElse(host),
                Request.ref("HostNetworkSystem", system),
                said,
                found.at("config.network.pnic"));
    }

    /** The same as it is now; one request. */
    HostNetwork now(Site site) {
        Managed fresh = site.inventory().one(new Reference("HostNetworkSystem", system.getVal()), WANTED);
        return new HostNetwork(host, name, system, fresh, adapters);
    }

    /** A standard switch. */
    Optional<Element> vswitch(String wanted) {
        return switches().filter(v -> v.at("name").text().equals(wanted)).findFirst();
    }

    private Stream<Element> switches() {
        return said.at("networkInfo.vswitch").children().stream();
    }

    /** A portgroup. */
    Optional<Element> portgroup(String wanted) {
        return portgroups().filter(p -> p.at("spec/name").text().equals(wanted)).findFirst();
    }

    private Stream<Element> portgroups() {
        return said.at("networkInfo.portgroup").children().stream();
    }

    /** Whether a portgroup is on a switch. */
    boolean on(String portgroup, String vswitch) {
        return portgroup(portgroup)
                .filter(p -> p.at("spec/vswitchName").text().equals(vswitch))
                .isPresent();
    }

    /** The names of a switch's portgroups. */
    List<String> portgroupsOf(String vswitch) {
        return portgroups()
                .filter(p -> p.at("spec/vswitchName").text().equals(vswitch))
                .map(p -> p.at("spec/name").text())
                .toList();
    }

    /** The host's adapters by name. */
    Set<String> nics() {
        Set<String> names = new LinkedHashSet<>();
        Stream.concat(said.at("networkInfo.pnic").children().stream(), adapters.children().stream())
                .forEach(p -> p.text("device").ifPresent(names::add));
        return names;
    }

    /** The switch that has an adapter. */
    Optional<String> userOf(String nic) {
        Optional<String> standard = switches()
                .filter(v -> v.all("pnic").stream().anyMatch(p -> p.text().endsWith("-" + nic)))
                .findFirst()
                .map(v -> v.at("name").text());
        return standard.or(() -> said.at("networkInfo.proxySwitch").children().stream()
                .filter(v -> v.all("pnic").stream().anyMatch(p -> p.text().endsWith("-" + nic)))
                .findFirst()
                .map(v -> v.at("dvsName").text()));
    }
}
