package io.edgevirt.proxmox.read;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What EdgeVirt writes beside a switch that it makes: a bridge's comment, a virtual network's alias. It carries the
 * name that the user chose, for Proxmox allows few names for the thing itself, and a mark by which the change that made
 * it knows it again after a lost reply.
 *
 * @param name the switch's name
 * @param mark eight digits of the change's token
 */
public record SwitchLabel(String name, String mark) {

    private static final Pattern TEXT = Pattern.compile("EdgeVirt ([0-9a-f]{8}): (\\S.*)");
    /** What Proxmox allows in a virtual network's alias, which is less than in a comment. */
    private static final Pattern CARRIED = Pattern.compile("[A-Za-z0-9()*+,\\-./:;<=>?@\\[\\]^_\\\\ ]{1,128}");

    /**
     * The label of a switch that is about to be made.
     *
     * @param name its name
     * @param token the change's token
     * @return the label
     */
    public static SwitchLabel of(String name, UUID token) {
        return new SwitchLabel(name, token.toString().substring(0, 8));
    }

    /**
     * Whether a name can be carried.
     *
     * @param name a name
     * @return false for letters beyond ASCII, for control characters, and for blanks at its ends
     */
    public static boolean carries(String name) {
        return CARRIED.matcher(name).matches() && name.equals(name.strip());
    }

    /**
     * Reads a label.
     *
     * @param text a comment or alias
     * @return the label; empty where somebody else wrote the text
     */
    public static Optional<SwitchLabel> read(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        return matcher.matches() ? Optional.of(new SwitchLabel(matcher.group(2), matcher.group(1))) : Optional.empty();
    }

    /**
     * The text.
     *
     * @return such as {@code EdgeVirt 3f2a91bc: External-Switch}
     */
    public String text() {
        return "EdgeVirt " + mark + ": " + name;
    }

    @Override
    public String toString() {
        return text();
    }
}
