package io.edgevirt.proxmox.translate;

import io.edgevirt.proxmox.http.Version;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The names that bridges and virtual networks get in Proxmox. A switch's own name is taken where it can be one; else the
 * thing gets a name made of the change's token, and the switch's name stands beside it.
 */
public final class SwitchNames {

    /** Linux allows 15 characters for an interface; a tagged guest's bridge is called by its name and {@code v4094}. */
    private static final Pattern BRIDGE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{1,9}");
    /** Version 7 knows a bridge by its name alone. */
    private static final Pattern NUMBERED = Pattern.compile("vmbr(0|[1-9]\\d{0,3})");
    /** Names that are read as something else than a bridge. */
    private static final Pattern OTHER = Pattern.compile("(?i)lo|bond\\d+|eth\\d+|en[a-z]\\w*|wl\\w*|ib\\w*|nic\\d+");

    private static final Pattern VNET = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,6}[A-Za-z0-9]");
    private static final int FIRST = 1000;
    private static final int NUMBERS = 9000;
    private static final int LONGEST = 15;

    private SwitchNames() {}

    /**
     * The name of the bridge that a new switch gets.
     *
     * @param name the switch's name
     * @param token the change's token
     * @param version the server's version
     * @param taken the names of all interfaces and virtual networks that are known
     * @return the name; empty if the token's number and all others are taken
     */
    public static Optional<String> bridge(String name, UUID token, Version version, Set<String> taken) {
        if (plain(name, version)) {
            return Optional.of(name);
        }
        int start = Math.floorMod(token.hashCode(), NUMBERS);
        return IntStream.range(0, NUMBERS)
                .mapToObj(i -> "vmbr" + (FIRST + (start + i) % NUMBERS))
                .filter(candidate -> !taken.contains(candidate))
                .findFirst();
    }

    /** Whether a bridge can be called so. */
    private static boolean plain(String name, Version version) {
        return NUMBERED.matcher(name).matches()
                || version.atLeast(8)
                        && BRIDGE.matcher(name).matches()
                        && !OTHER.matcher(name).matches();
    }

    /**
     * The name of the virtual network that a new switch gets.
     *
     * @param name the switch's name
     * @param token the change's token
     * @return the name
     */
    public static String vnet(String name, UUID token) {
        boolean fits = VNET.matcher(name).matches()
                && !OTHER.matcher(name).matches()
                && !NUMBERED.matcher(name).matches();
        return fits ? name : zone(token.toString().substring(0, 8));
    }

    /**
     * The name of the zone that a new virtual network gets for itself.
     *
     * @param mark eight digits of the change's token
     * @return such as {@code ev3f2a91}
     */
    public static String zone(String mark) {
        return "ev" + mark.substring(0, 6);
    }

    /**
     * The interface of a VLAN on an adapter.
     *
     * @param adapter the adapter
     * @param vlan the tag
     * @return such as {@code eno2.20}; empty if that is longer than Linux allows
     */
    public static Optional<String> tagged(String adapter, int vlan) {
        String name = adapter + "." + vlan;
        return name.length() <= LONGEST ? Optional.of(name) : Optional.empty();
    }
}
