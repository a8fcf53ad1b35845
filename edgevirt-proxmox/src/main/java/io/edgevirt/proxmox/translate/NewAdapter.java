package io.edgevirt.proxmox.translate;

import io.edgevirt.Finding;
import io.edgevirt.proxmox.read.PropertyString;
import io.edgevirt.spi.NicSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A network adapter that is added to a machine. */
public final class NewAdapter {

    private static final String MODEL = "virtio";
    private static final int BYTE = 256;

    private NewAdapter() {}

    /**
     * An address in the range that is registered for Proxmox.
     *
     * @param random where it comes from
     * @return lower case with colons
     */
    public static String mac(RandomGenerator random) {
        return String.format(
                Locale.ROOT,
                "bc:24:11:%02x:%02x:%02x",
                random.nextInt(BYTE),
                random.nextInt(BYTE),
                random.nextInt(BYTE));
    }

    /**
     * Why an adapter cannot be as it is wanted.
     *
     * @param wanted the adapter
     * @return a finding; empty if it can
     */
    public static Optional<Finding> refused(NicSpec wanted) {
        Optional<Finding> network = PropertyString.unfit(wanted.network())
                .map(reason -> NameRules.invalid("nic.network", wanted.network(), reason, "name a bridge"));
        return network.or(() -> wanted.mac()
                .filter(mac -> (Integer.parseInt(mac.substring(0, 2), 16) & 1) == 1)
                .map(mac -> NameRules.invalid(
                        "nic.mac",
                        mac,
                        "the address of an adapter is not one of a group",
                        "make its first byte even")));
    }

    /**
     * The value of its key. Without the firewall nothing keeps its guest from sending from other addresses.
     *
     * @param wanted the adapter
     * @param mac its address
     * @return the value
     */
    public static String value(NicSpec wanted, String mac) {
        PropertyString nic = PropertyString.empty("model")
                .with(MODEL, mac.toUpperCase(Locale.ROOT))
                .with("bridge", wanted.network());
        PropertyString guarded = wanted.macSpoofing().filter(on -> !on).isPresent() ? nic.with("firewall", true) : nic;
        return wanted.vlan()
                .map(tag -> guarded.with("tag", tag.toString()))
                .orElse(guarded)
                .text();
    }
}
