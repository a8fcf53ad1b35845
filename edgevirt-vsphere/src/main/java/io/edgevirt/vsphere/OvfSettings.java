package io.edgevirt.vsphere;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an OVF or OVA is brought in.
 *
 * @param to where the machine goes
 * @param networks for names of networks in the OVF, the name, path or id of the network that is meant here
 * @param properties values for the properties that the OVF asks for, by their keys; they are shown in plans
 * @param deployment the OVF's configuration that is chosen, by its id; empty for the OVF's own default
 * @param thin whether disks take space as they are filled; empty leaves it to the datastore
 */
public record OvfSettings(
        Destination to,
        Map<String, String> networks,
        Map<String, String> properties,
        Optional<String> deployment,
        Optional<Boolean> thin) {

    // Copies the maps.
    public OvfSettings {
        networks = Map.copyOf(networks);
        properties = Map.copyOf(properties);
    }

    /**
     * To a place, and else as the OVF has it.
     *
     * @param to the place
     * @return the settings
     */
    public static OvfSettings to(Destination to) {
        return new OvfSettings(to, Map.of(), Map.of(), Optional.empty(), Optional.empty());
    }

    /**
     * The same with a network.
     *
     * @param named the OVF's name for it
     * @param meant the name, path or id of the network here
     * @return a copy
     */
    public OvfSettings network(String named, String meant) {
        return new OvfSettings(to, and(networks, named, meant), properties, deployment, thin);
    }

    /**
     * The same with a property.
     *
     * @param key the property's key
     * @param value its value, which is no place for a secret
     * @return a copy
     */
    public OvfSettings property(String key, String value) {
        return new OvfSettings(to, networks, and(properties, key, value), deployment, thin);
    }

    /**
     * The same in one of the OVF's configurations.
     *
     * @param id the configuration's id
     * @return a copy
     */
    public OvfSettings deployment(String id) {
        return new OvfSettings(to, networks, properties, Optional.of(id), thin);
    }

    /**
     * The same with disks that take space as they are filled, or at once.
     *
     * @param asFilled whether they take it as they are filled
     * @return a copy
     */
    public OvfSettings thin(boolean asFilled) {
        return new OvfSettings(to, networks, properties, deployment, Optional.of(asFilled));
    }

    private static Map<String, String> and(Map<String, String> map, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
