package io.edgevirt.vsphere;

import io.edgevirt.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a copy's Windows gets of its own, by Sysprep: a new security identifier, and what is said here.
 *
 * @param computerName the computer's name
 * @param owner the owner's full name
 * @param organization the owner's organization
 * @param password the local administrator's password; empty leaves that of the original
 * @param productKey the product key; empty for an edition that is licensed otherwise
 * @param timeZone Microsoft's index of the time zone, such as 110 for Berlin; 85 is Greenwich
 * @param workgroup the workgroup that it joins; without meaning where it joins a domain
 * @param domain the domain that it joins
 * @param searched the domains that names without one are looked up in
 * @param adapters the addresses of the first adapters, in their order; those that are not named ask DHCP
 */
public record WindowsCustomization(
        String computerName,
        String owner,
        String organization,
        Optional<Secret> password,
        Optional<Secret> productKey,
        int timeZone,
        String workgroup,
        Optional<Domain> domain,
        List<String> searched,
        List<AdapterAddress> adapters)
        implements Customization {

    private static final int GREENWICH = 85;

    /**
     * A domain, and who may join computers to it.
     *
     * @param name the domain's name
     * @param administrator an account that may
     * @param password its password
     */
    public record Domain(String name, String administrator, Secret password) {}

    // Copies the lists.
    public WindowsCustomization {
        searched = List.copyOf(searched);
        adapters = List.copyOf(adapters);
    }

    static WindowsCustomization of(String computerName, String owner, String organization) {
        return new WindowsCustomization(
                computerName,
                owner,
                organization,
                Optional.empty(),
                Optional.empty(),
                GREENWICH,
                "WORKGROUP",
                Optional.empty(),
                List.of(),
                List.of());
    }

    /**
     * The same with a password of the local administrator.
     *
     * @param secret the password
     * @return a copy
     */
    public WindowsCustomization password(Secret secret) {
        return with(Optional.of(secret), productKey, timeZone, workgroup, domain, searched, adapters);
    }

    /**
     * The same with a product key.
     *
     * @param key the key
     * @return a copy
     */
    public WindowsCustomization productKey(Secret key) {
        return with(password, Optional.of(key), timeZone, workgroup, domain, searched, adapters);
    }

    /**
     * The same in a time zone.
     *
     * @param index Microsoft's index of it, such as 110 for Berlin
     * @return a copy
     */
    public WindowsCustomization timeZone(int index) {
        return with(password, productKey, index, workgroup, domain, searched, adapters);
    }

    /**
     * The same in a workgroup.
     *
     * @param name the workgroup's name
     * @return a copy
     */
    public WindowsCustomization workgroup(String name) {
        return with(password, productKey, timeZone, name, Optional.empty(), searched, adapters);
    }

    /**
     * The same in a domain.
     *
     * @param name the domain's name
     * @param administrator an account that may join computers to it
     * @param secret its password
     * @return a copy
     */
    public WindowsCustomization domain(String name, String administrator, Secret secret) {
        Domain joined = new Domain(name, administrator, secret);
        return with(password, productKey, timeZone, workgroup, Optional.of(joined), searched, adapters);
    }

    /**
     * The same with domains that names without one are looked up in.
     *
     * @param domains the domains, the first asked first
     * @return a copy
     */
    public WindowsCustomization searched(String... domains) {
        return with(password, productKey, timeZone, workgroup, domain, List.of(domains), adapters);
    }

    /**
     * The same with the address of the next adapter.
     *
     * @param address its address
     * @return a copy
     */
    public WindowsCustomization adapter(AdapterAddress address) {
        List<AdapterAddress> more = new ArrayList<>(adapters);
        more.add(address);
        return with(password, productKey, timeZone, workgroup, domain, searched, more);
    }

    private WindowsCustomization with(
            Optional<Secret> newPassword,
            Optional<Secret> newKey,
            int newZone,
            String newWorkgroup,
            Optional<Domain> newDomain,
            List<String> newSearched,
            List<AdapterAddress> newAdapters) {
        return new WindowsCustomization(
                computerName,
                owner,
                organization,
                newPassword,
                newKey,
                newZone,
                newWorkgroup,
                newDomain,
                newSearched,
                newAdapters);
    }
}
