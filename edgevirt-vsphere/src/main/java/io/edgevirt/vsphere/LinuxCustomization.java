package io.edgevirt.vsphere;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a copy's Linux gets of its own.
 *
 * @param hostName the host's name without its domain
 * @param domain the domain
 * @param timeZone the time zone as the tz database names it, such as {@code Europe/Berlin}
 * @param dns the IP addresses of the name servers, for all adapters
 * @param searched the domains that names without one are looked up in
 * @param adapters the addresses of the first adapters, in their order; those that are not named ask DHCP
 */
public record LinuxCustomization(
        String hostName,
        String domain,
        Optional<String> timeZone,
        List<String> dns,
        List<String> searched,
        List<AdapterAddress> adapters)
        implements Customization {

    // Copies the lists.
    public LinuxCustomization {
        dns = List.copyOf(dns);
        searched = List.copyOf(searched);
        adapters = List.copyOf(adapters);
    }

    static LinuxCustomization of(String hostName, String domain) {
        return new LinuxCustomization(hostName, domain, Optional.empty(), List.of(), List.of(), List.of());
    }

    /**
     * The same with a time zone.
     *
     * @param zone as the tz database names it, such as {@code Europe/Berlin}
     * @return a copy
     */
    public LinuxCustomization timeZone(String zone) {
        return new LinuxCustomization(hostName, domain, Optional.of(zone), dns, searched, adapters);
    }

    /**
     * The same with name servers.
     *
     * @param servers their IP addresses, the first asked first
     * @return a copy
     */
    public LinuxCustomization dns(String... servers) {
        return new LinuxCustomization(hostName, domain, timeZone, List.of(servers), searched, adapters);
    }

    /**
     * The same with domains that names without one are looked up in.
     *
     * @param domains the domains, the first asked first
     * @return a copy
     */
    public LinuxCustomization searched(String... domains) {
        return new LinuxCustomization(hostName, domain, timeZone, dns, List.of(domains), adapters);
    }

    /**
     * The same with the address of the next adapter.
     *
     * @param address its address
     * @return a copy
     */
    public LinuxCustomization adapter(AdapterAddress address) {
        List<AdapterAddress> more = new ArrayList<>(adapters);
        more.add(address);
        return new LinuxCustomization(hostName, domain, timeZone, dns, searched, more);
    }
}
