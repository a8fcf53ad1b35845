package io.edgevirt.proxmox.fake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The named forms of texts that Proxmox checks. */
final class Formats {
    private static final String LABEL = "[a-zA-Z0-9]([a-zA-Z0-9\\-]{0,61}[a-zA-Z0-9])?";
    private static final String CONFIG_ID = "[a-zA-Z][a-zA-Z0-9_\\-]+";
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final String IPV4 = OCTET + "(\\." + OCTET + "){3}";
    private static final String IPV6 = "[0-9a-fA-F:]*:[0-9a-fA-F:.]*";
    private static final String IP = "(" + IPV4 + "|" + IPV6 + ")";
    private static final String STORAGE = "[a-zA-Z][a-zA-Z0-9\\-_.]*[a-zA-Z0-9]";
    private static final String VOLUME = STORAGE + ":\\S+";
    private static final String NAME = LABEL + "(\\." + LABEL + ")*";
    private static final Map<String, Rule> RULES = rules();

    private record Rule(Pattern pattern, String what) {}

    private Formats() {}

    private static Map<String, Rule> rules() {
        Map<String, Rule> all = new HashMap<>();
        rule(all, "[1-9][0-9]{2,8}", "a valid VM ID", "pve-vmid");
        rule(all, LABEL, "a valid node name", "pve-node");
        rule(all, NAME, "a valid DNS name", "dns-name");
        rule(all, CONFIG_ID, "a valid configuration ID", "pve-configid");
        rule(all, STORAGE, "a valid storage ID", "pve-storage-id");
        rule(all, "(" + VOLUME + "|/dev/\\S+|none|cdrom)", "a valid volume ID", "pve-volume-id");
        rule(all, "[a-z0-9_][a-z0-9_\\-+.]*", "a valid tag", "pve-tag");
        rule(all, "[A-Za-z0-9.\\-_]+(/[A-Za-z0-9.\\-_]+){0,2}", "a valid pool ID", "pve-poolid");
        rule(all, "[^\\s:/]+@[A-Za-z][A-Za-z0-9.\\-_]+(![A-Za-z][A-Za-z0-9.\\-_]+)?", "a valid user", "pve-userid");
        rule(all, "[A-Za-z][A-Za-z0-9.\\-_]+", "a valid realm", "pve-realm");
        rule(all, "[a-zA-Z][a-zA-Z0-9_]{1,20}([:.]\\d+)?", "a valid network interface name", "pve-iface");
        rule(all, IPV4, "a valid IPv4 address", "ipv4");
        rule(all, IPV6, "a valid IPv6 address", "ipv6");
        rule(all, IP, "a valid IP address", "ip");
        rule(all, IPV4 + "/\\d{1,2}", "a valid IPv4 CIDR", "CIDRv4");
        rule(all, IPV6 + "/\\d{1,3}", "a valid IPv6 CIDR", "CIDRv6");
        rule(all, IP + "/\\d{1,3}", "a valid CIDR", "CIDR");
        rule(all, IP + "(/\\d{1,3})?", "a valid IP address or CIDR", "IPorCIDR");
        rule(all, "(" + IP + "|" + NAME + ")", "a valid address", "address");
        rule(all, "(?i)[a-f0-9][02468ace](:[a-f0-9]{2}){5}", "a valid unicast MAC address", "mac-addr");
        rule(all, "(network|disk|cpu|memory|usb|cloudinit|0|1)", "a valid hotplug feature", "pve-hotplug-feature");
        rule(all, "((vm|ct):)?[1-9][0-9]{2,8}", "a valid HA resource ID", "pve-ha-resource-or-vm-id");
        rule(all, "(vm|ct):[1-9][0-9]{2,8}", "a valid HA resource ID", "pve-ha-resource-id");
        rule(all, LABEL + "(:\\d+)?", "a valid node with priority", "pve-ha-group-node", "pve-ha-node");
        rule(all, "[1-9][0-9]{2,8}-\\d{1,9}", "a valid replication job ID", "pve-replication-job-id");
        rule(all, "(?i)[a-z][a-z0-9]{0,7}", "a valid SDN ID", "pve-sdn-vnet-id", "pve-sdn-zone-id");
        rule(all, "([^\\s=]+:[^\\s=]+|1|[^\\s:]+)", "a valid pair", "storage-pair", "bridge-pair");
        rule(all, "([0-9]+(-[0-9]+)?)(,[0-9]+(-[0-9]+)?)*", "a valid CPU set", "pve-cpuset");
        rule(
                all,
                "(order=)?\\d+(,(up|down)=\\d+)*|(order|up|down)=\\d+(,(order|up|down)=\\d+)*",
                "a valid startup order",
                "pve-startup-order");
        rule(
                all,
                "images|rootdir|vztmpl|iso|backup|snippets|import|none",
                "a valid content type",
                "pve-storage-content");
        rule(all, "/[^\\s]*", "a valid absolute path", "pve-storage-path");
        rule(all, "(" + IP + "|" + NAME + ")", "a valid server name", "pve-storage-server");
        rule(all, "(sda|(ide|scsi|sata|virtio)\\d+)", "a valid disk", "pve-qm-bootdisk");
        rule(all, "([-a-zA-Z0-9_.!~*'()]|%[0-9A-Fa-f]{2})*", "a URL-encoded text", "urlencoded");
        return all;
    }

    private static void rule(Map<String, Rule> all, String pattern, String what, String... formats) {
        for (String format : formats) {
            all.put(format, new Rule(Pattern.compile(pattern), what));
        }
    }

    /** What is wrong with a text of a named form; empty if it is fine or Proxmox's rule is not known here. */
    static Optional<String> wrong(String format, String value) {
        Set<String> keys = PropertyKeys.OF.get(format);
        if (keys != null) {
            return wrongKeys(keys, value);
        }
        Rule rule = RULES.get(format);
        if (rule != null) {
            return rule.pattern().matcher(value).matches() ? Optional.empty() : wrongForm(rule);
        }
        if (format.endsWith("-list")) {
            Rule each = RULES.get(format.substring(0, format.length() - "-list".length()));
            if (each != null) {
                return Request.split(value).stream()
                                .allMatch(part -> each.pattern().matcher(part).matches())
                        ? Optional.empty()
                        : wrongForm(each);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wrongForm(Rule rule) {
        return Optional.of("invalid format - value does not look like " + rule.what());
    }

    /** What is wrong with a property string, {@code [value][,key=value]…}; empty if all its keys are known. */
    static Optional<String> wrongKeys(Set<String> known, String text) {
        Set<String> seen = new HashSet<>();
        for (String part : text.split(",", -1)) {
            int at = part.indexOf('=');
            String key = at < 0 ? "" : part.substring(0, at);
            if (part.isBlank()) {
                return Optional.of("invalid format - format error: missing value in comma-separated list");
            }
            if (at >= 0 && !known.contains(key)) {
                return Optional.of("invalid format - format error\n" + key
                        + ": property is not defined in schema and the schema does not allow additional properties");
            }
            if (!seen.add(key)) {
                return Optional.of(
                        at < 0
                                ? "invalid format - format error: value without key, but schema does not define a default key"
                                : "invalid format - format error: duplicate key in comma-separated list property: "
                                        + key);
            }
        }
        return Optional.empty();
    }
}
