package io.edgevirt.proxmox;

import io.edgevirt.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Proxmox VE's own cloud-init tells a guest. Immutable.
 *
 * @param user the user's name; empty for what stays
 * @param password the user's password; empty for what stays
 * @param sshKeys the user's public keys, a line each; none for what stays
 * @param addresses by the adapter's number what Proxmox VE calls ipconfig, such as {@code ip=dhcp} or {@code
 *     ip=10.0.0.5/24,gw=10.0.0.1}
 * @param nameservers addresses of name servers; none for what stays
 * @param searchDomain the domain for bare names; empty for what stays
 */
public record CloudInit(
        Optional<String> user,
        Optional<Secret> password,
        List<String> sshKeys,
        Map<Integer, String> addresses,
        List<String> nameservers,
        Optional<String> searchDomain) {

    // Copies the collections.
    public CloudInit {
        sshKeys = List.copyOf(sshKeys);
        addresses = java.util.Collections.unmodifiableMap(new TreeMap<>(addresses));
        nameservers = List.copyOf(nameservers);
    }

    /**
     * Nothing yet.
     *
     * @return fields that all stay as they are
     */
    public static CloudInit fields() {
        return new CloudInit(Optional.empty(), Optional.empty(), List.of(), Map.of(), List.of(), Optional.empty());
    }

    /**
     * The same with a user.
     *
     * @param name the user's name
     * @return a copy
     */
    public CloudInit user(String name) {
        return new CloudInit(Optional.of(name), password, sshKeys, addresses, nameservers, searchDomain);
    }

    /**
     * The same with a password.
     *
     * @param secret the user's password; Proxmox VE keeps a hash of it
     * @return a copy
     */
    public CloudInit password(Secret secret) {
        return new CloudInit(user, Optional.of(secret), sshKeys, addresses, nameservers, searchDomain);
    }

    /**
     * The same with a further key.
     *
     * @param line a public key in one line
     * @return a copy
     */
    public CloudInit sshKey(String line) {
        List<String> more = new ArrayList<>(sshKeys);
        more.add(line);
        return new CloudInit(user, password, more, addresses, nameservers, searchDomain);
    }

    /**
     * The same with the addresses of an adapter.
     *
     * @param adapter the adapter's number, 0 for {@code net0}
     * @param config such as {@code ip=dhcp}
     * @return a copy
     */
    public CloudInit address(int adapter, String config) {
        Map<Integer, String> more = new TreeMap<>(addresses);
        more.put(adapter, config);
        return new CloudInit(user, password, sshKeys, more, nameservers, searchDomain);
    }

    /**
     * The same with a further name server.
     *
     * @param address its address
     * @return a copy
     */
    public CloudInit nameserver(String address) {
        List<String> more = new ArrayList<>(nameservers);
        more.add(address);
        return new CloudInit(user, password, sshKeys, addresses, more, searchDomain);
    }

    /**
     * The same with a domain for bare names.
     *
     * @param domain the domain
     * @return a copy
     */
    public CloudInit searchDomain(String domain) {
        return new CloudInit(user, password, sshKeys, addresses, nameservers, Optional.of(domain));
    }
}
