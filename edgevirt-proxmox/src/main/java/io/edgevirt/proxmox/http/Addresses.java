package io.edgevirt.proxmox.http;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.Violation;
import io.edgevirt.spi.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where the cluster is reached: the URI's host, and those that {@code ?also=pve2,pve3:8006} names. Every node of a cluster
 * answers for all of it, and a ticket is good at each. One of them is asked until it fails. Thread-safe.
 */
final class Addresses {

    private static final int PORT = 8006;
    private static final String ALSO = "also";
    private static final Pattern ADDRESS =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\s:,/?#@\\[\\]]+)(?::([0-9]{1,5}))?");

    private final List<HttpUrl> all;
    private final AtomicInteger current = new AtomicInteger();

    private Addresses(List<HttpUrl> all) {
        this.all = List.copyOf(all);
    }

    /** Refuses by name what is no address, and parameters that are not known. */
    static Addresses of(Endpoint endpoint) {
        List<Violation> violations = new ArrayList<>();
        List<HttpUrl> all = new ArrayList<>();
        String host = endpoint.host().orElse("");
        if (host.isEmpty() || host.contains(",")) {
            violations.add(new Violation(
                    "uri", host, "one host stands behind proxmox://", "name further nodes by ?also=pve2,pve3:8006"));
        } else {
            add(all, violations, host, endpoint.port().orElse(PORT));
        }
        if (!endpoint.path().isEmpty() && !endpoint.path().equals("/")) {
            violations.add(new Violation("uri", endpoint.path(), "proxmox:// has no path", "leave it out"));
        }
        endpoint.query().forEach((name, value) -> {
            if (name.equals(ALSO)) {
                others(all, violations, value);
            } else {
                violations.add(new Violation("uri", name, "the one parameter of proxmox:// is also", "leave it out"));
            }
        });
        if (!violations.isEmpty()) {
            throw InvalidSpecException.of(violations);
        }
        return new Addresses(all.stream().distinct().toList());
    }

    private static void others(List<HttpUrl> all, List<Violation> violations, String list) {
        for (String text : list.split(",", -1)) {
            Matcher m = ADDRESS.matcher(text.strip());
            if (m.matches()) {
                add(all, violations, m.group(1).replaceAll("[\\[\\]]", ""), port(m.group(2)));
            } else {
                violations.add(notOne(text));
            }
        }
    }

    private static int port(@Nullable String text) {
        return text == null ? PORT : Integer.parseInt(text);
    }

    private static void add(List<HttpUrl> all, List<Violation> violations, String host, int port) {
        try {
            all.add(new HttpUrl.Builder().scheme("https").host(host).port(port).build());
        } catch (IllegalArgumentException e) {
            violations.add(notOne(host + ":" + port));
        }
    }

    private static Violation notOne(String text) {
        return new Violation(
                "uri",
                text,
                "an address is a host with or without a port",
                "such as pve2, pve2:8006 or [fd00::2]:8006");
    }

    /** The one that is asked, and those that come after it. */
    List<HttpUrl> inOrder() {
        int first = current.get();
        List<HttpUrl> ordered = new ArrayList<>(all.subList(first, all.size()));
        ordered.addAll(all.subList(0, first));
        return ordered;
    }

    /** This one answered: it is asked from now on. */
    void prefer(HttpUrl address) {
        current.set(all.indexOf(address));
    }

    /** This one failed: the one after it is asked from now on, unless another is asked already. */
    void leave(HttpUrl address) {
        int failed = all.indexOf(address);
        current.compareAndSet(failed, (failed + 1) % all.size());
    }

    /** Host and port, for messages. */
    static String shown(HttpUrl address) {
        return (address.host().contains(":") ? "[" + address.host() + "]" : address.host())
                + (address.port() == PORT ? "" : ":" + address.port());
    }
}
