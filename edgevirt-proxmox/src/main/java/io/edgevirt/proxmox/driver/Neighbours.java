package io.edgevirt.proxmox.driver;

import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.proxmox.http.Pve;
import io.edgevirt.spi.ClusterSpec;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.Wire;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Other nodes, which belong to no cluster yet: each is spoken with by a connection and a login of its own.
 *
 * @param settings those of this connection; time limits, proxy and interceptors hold for the others too
 * @param wire what every request passes
 */
record Neighbours(Settings settings, Wire wire) {

    private static final Pattern ADDRESS = Pattern.compile("\\[?([^]]+?)]?(?::(\\d{1,5}))?");

    /** The password of this connection, which a joining node needs. */
    Optional<Secret> password() {
        return settings.password();
    }

    /** Connects to a node by its own login. Without a fingerprint its certificate is verified as this server's is. */
    Pve open(ClusterSpec.Node node) {
        String user = node.username().orElse("root@pam");
        Trust trust = node.fingerprint().map(Trust::pinnedSha256).orElse(settings.trust());
        Settings own = new Settings(
                Optional.of(user),
                node.password(),
                Optional.empty(),
                trust,
                settings.proxy(),
                settings.requestTimeout(),
                settings.operationTimeout(),
                settings.interceptors());
        return Pve.connect(endpoint(node.name()), own, wire);
    }

    private static Endpoint endpoint(String name) {
        Matcher parts = ADDRESS.matcher(name);
        boolean several = name.indexOf(':') != name.lastIndexOf(':') && !name.startsWith("[");
        String host = parts.matches() && !several ? parts.group(1) : name;
        OptionalInt port = parts.matches() && !several && parts.group(2) != null
                ? OptionalInt.of(Integer.parseInt(parts.group(2)))
                : OptionalInt.empty();
        return new Endpoint("proxmox://" + name, "proxmox", Optional.empty(), Optional.of(host), port, "", Map.of());
    }
}
