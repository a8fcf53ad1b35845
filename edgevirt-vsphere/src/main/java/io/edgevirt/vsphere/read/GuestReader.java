package io.edgevirt.vsphere.read;

import io.edgevirt.GuestAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what the tools in a guest tell of it.
 *
 * @param vm the machine with its {@link #WANTED}
 */
public record GuestReader(Managed vm) {

    private static final String NICS = "guest.net";
    private static final String ADDRESS = "guest.ipAddress";
    private static final String TOOLS = "guest.toolsRunningStatus";
    private static final String FAMILY = "guest.guestFamily";
    private static final String CONFIGURED = "config.guestId";
    private static final String POWER = "runtime.powerState";
    private static final String NAME = "name";

    /** What is needed of a machine. */
    public static final Selection WANTED =
            Selection.of("VirtualMachine", NICS, ADDRESS, TOOLS, FAMILY, CONFIGURED, POWER, NAME);

    /** An address in figures: never a name, which would be looked up. */
    private static final Pattern FIGURES = Pattern.compile("[0-9a-fA-F:.]*[.:][0-9a-fA-F:.]*(%[A-Za-z0-9._-]+)?");

    /**
     * The machine's name.
     *
     * @return without the escapes of vSphere
     */
    public String name() {
        return Names.plain(vm.at(NAME).text());
    }

    /**
     * Whether the machine runs.
     *
     * @return false where it is off or suspended
     */
    public boolean running() {
        return vm.text(POWER).filter("poweredOn"::equals).isPresent();
    }

    /**
     * Whether the server knows that the tools do not run.
     *
     * @return false also where it does not know
     */
    public boolean withoutTools() {
        return vm.text(TOOLS).filter("guestToolsNotRunning"::equals).isPresent();
    }

    /**
     * Whether the guest is Windows.
     *
     * @return what the tools say, else what the machine was configured for; empty where neither says
     */
    public Optional<Boolean> windows() {
        Optional<Boolean> told = vm.text(FAMILY).map("windowsGuest"::equals);
        return told.isPresent()
                ? told
                : vm.text(CONFIGURED).map(id -> id.toLowerCase(Locale.ROOT).startsWith("win"));
    }

    /**
     * The guest's addresses.
     *
     * @return those of its adapters; where the tools tell none, the one that they tell of the whole guest
     */
    public List<GuestAddress> addresses() {
        List<GuestAddress> all = new ArrayList<>();
        for (Element nic : vm.at(NICS).children()) {
            Optional<String> mac = nic.text("macAddress").map(m -> m.toLowerCase(Locale.ROOT));
            nic.all("ipAddress").forEach(a -> address(a.text(), mac).ifPresent(all::add));
        }
        if (all.isEmpty()) {
            vm.text(ADDRESS).flatMap(a -> address(a, Optional.empty())).ifPresent(all::add);
        }
        return all;
    }

    private static Optional<GuestAddress> address(String text, Optional<String> mac) {
        if (!FIGURES.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(text.replaceFirst("%.*", ""));
            return Optional.of(new GuestAddress(address, mac, Optional.empty(), GuestAddress.Source.AGENT));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
