package io.edgevirt.vsphere.translate;

import io.edgevirt.Finding;
import io.edgevirt.vsphere.AdapterAddress;
import io.edgevirt.vsphere.Customization;
import io.edgevirt.vsphere.LinuxCustomization;
import io.edgevirt.vsphere.StoredCustomization;
import io.edgevirt.vsphere.WindowsCustomization;
import io.edgevirt.vsphere.read.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What customizations must be: host names as of RFC 1123, 2.1, computer names as of NetBIOS. A wrong one would show in the
 * guest alone, after its first start.
 */
public final class CustomizationRules {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern COMPUTER = Pattern.compile("(?![0-9]+$)[A-Za-z0-9]([A-Za-z0-9-]{0,13}[A-Za-z0-9])?");
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Set<String> ASKS = Set.of("CustomizationUnknownName", "CustomizationUnknownIpGenerator");

    private final List<Finding> found = new ArrayList<>();

    private CustomizationRules() {}

    /**
     * What is wrong with a customization.
     *
     * @param wanted the customization
     * @param adapters how many adapters the copy has
     * @return failing findings of problem INVALID
     */
    public static List<Finding> of(Customization wanted, int adapters) {
        CustomizationRules rules = new CustomizationRules();
        if (wanted instanceof LinuxCustomization linux) {
            rules.linux(linux);
            rules.addresses(linux.adapters(), adapters);
        } else if (wanted instanceof WindowsCustomization windows) {
            rules.windows(windows);
            rules.addresses(windows.adapters(), adapters);
        } else if (wanted instanceof StoredCustomization stored) {
            rules.found.addAll(
                    new NameRules().line("customization", stored.name()).findings());
        }
        return List.copyOf(rules.found);
    }

    /**
     * What is wrong with a customization that the vCenter keeps.
     *
     * @param name its name
     * @param spec what it is
     * @param adapters how many adapters the copy has
     * @return failing findings of problem INVALID
     */
    public static List<Finding> of(String name, Element spec, int adapters) {
        CustomizationRules rules = new CustomizationRules();
        int mapped = spec.all("nicSettingMap").size();
        if (mapped != adapters) {
            rules.add(
                    "customization",
                    name,
                    "it is for " + mapped + " network adapters, and the copy has " + adapters,
                    "use one for as many adapters");
        }
        if (asks(spec)) {
            rules.add(
                    "customization",
                    name,
                    "it asks a person for a name or address at each copy",
                    "give them here: Customization.linux(…) or windows(…)");
        }
        return List.copyOf(rules.found);
    }

    private static boolean asks(Element element) {
        return ASKS.contains(element.type()) || element.children().stream().anyMatch(CustomizationRules::asks);
    }

    private void add(String field, String value, String limit, String remedy) {
        found.add(NameRules.invalid(field, value, limit, remedy));
    }

    private void match(Pattern pattern, String field, String value, String limit) {
        if (!pattern.matcher(value).matches()) {
            add(field, value, limit, "correct it");
        }
    }

    private void linux(LinuxCustomization wanted) {
        match(LABEL, "hostName", wanted.hostName(), "letters, digits and inner hyphens, 63 at most, without a domain");
        domain("domain", wanted.domain());
        wanted.timeZone()
                .ifPresent(zone ->
                        found.addAll(new NameRules().line("timeZone", zone).findings()));
        wanted.dns().forEach(server -> address("dns", server));
        wanted.searched().forEach(domain -> domain("searched", domain));
    }

    private void windows(WindowsCustomization wanted) {
        match(
                COMPUTER,
                "computerName",
                wanted.computerName(),
                "letters, digits and inner hyphens, 15 at most, not digits alone");
        required("owner", wanted.owner());
        required("organization", wanted.organization());
        wanted.domain()
                .ifPresentOrElse(
                        d -> {
                            domain("domain", d.name());
                            required("domain.administrator", d.administrator());
                        },
                        () -> required("workgroup", wanted.workgroup()));
        wanted.searched().forEach(domain -> domain("searched", domain));
        if (wanted.timeZone() < 0) {
            add("timeZone", "" + wanted.timeZone(), "Microsoft's index of a time zone, 0 or more", "correct it");
        }
    }

    private void required(String field, String text) {
        if (text.isBlank()) {
            add(field, text, "Sysprep wants a text that is not blank", "give it");
        }
        found.addAll(new NameRules().line(field, text).findings());
    }

    private void domain(String field, String name) {
        match(DOMAIN, field, name, "a domain name such as plant.example");
    }

    private void addresses(List<AdapterAddress> named, int adapters) {
        if (named.size() > adapters) {
            add("adapter", "" + named.size(), "the copy has " + adapters + " network adapters", "name no more");
        }
        for (int i = 0; i < named.size(); i++) {
            address("adapter[" + i + "]", named.get(i));
        }
    }

    private void address(String field, AdapterAddress wanted) {
        wanted.address().ifPresent(a -> match(IPV4, field + ".address", a, "an IPv4 address"));
        if (wanted.address().isPresent() != wanted.netmask().isPresent()) {
            add(field, wanted.address().orElse(""), "a fixed address and a netmask go together", "give both or none");
        }
        wanted.netmask()
                .filter(m -> !mask(m))
                .ifPresent(m -> add(field + ".netmask", m, "an IPv4 netmask such as 255.255.255.0", "correct it"));
        wanted.gateways().forEach(g -> match(IPV4, field + ".gateway", g, "an IPv4 address"));
        wanted.dns().forEach(server -> address(field + ".dns", server));
    }

    private void address(String field, String server) {
        if (!IPV4.matcher(server).matches() && !IPV6.matcher(server).matches()) {
            add(field, server, "an IP address", "correct it");
        }
    }

    private static boolean mask(String text) {
        if (!IPV4.matcher(text).matches()) {
            return false;
        }
        int bits = 0;
        for (String part : text.split("\\.")) {
            bits = bits << 8 | Integer.parseInt(part);
        }
        return bits != 0 && (~bits & (~bits + 1)) == 0;
    }
}
