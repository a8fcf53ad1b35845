package io.edgevirt.proxmox.read;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network adapter of a machine's configuration.
 *
 * @param key its key, such as {@code net0}
 * @param text its value
 */
public record Adapter(String key, PropertyString text) {

    private static final Pattern KEY = Pattern.compile("net[0-9]{1,2}");
    private static final Pattern MAC = Pattern.compile("(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}");
    private static final List<String> OTHERS =
            List.of("bridge", "firewall", "link_down", "mtu", "queues", "rate", "tag", "trunks", "model", "macaddr");

    /**
     * Reads an adapter.
     *
     * @param key a key of the configuration
     * @param value its value
     * @return the adapter; empty if the key is of something else
     */
    public static Optional<Adapter> of(String key, String value) {
        return KEY.matcher(key).matches()
                ? Optional.of(new Adapter(key, PropertyString.parse(value, "model")))
                : Optional.empty();
    }

    /**
     * Its address.
     *
     * @return lower case with colons; empty where there is none
     */
    public Optional<String> mac() {
        return text.get("macaddr")
                .or(() -> text.values().entrySet().stream()
                        .filter(e -> !OTHERS.contains(e.getKey()))
                        .map(Map.Entry::getValue)
                        .filter(v -> MAC.matcher(v).matches())
                        .findFirst())
                .map(m -> m.toLowerCase(Locale.ROOT));
    }

    /**
     * What it is connected to.
     *
     * @return the bridge's or the virtual network's name; empty where it is connected to the host by address translation
     */
    public Optional<String> bridge() {
        return text.get("bridge");
    }
}
