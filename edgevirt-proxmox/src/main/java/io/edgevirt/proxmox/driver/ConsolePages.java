package io.edgevirt.proxmox.driver;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Addresses of consoles.
 *
 * @param server the server's name
 * @param port its port
 */
record ConsolePages(String server, int port) {

    /** A console that nobody connects to within ten seconds ends. */
    static final Duration GOOD_FOR = Duration.ofSeconds(10);

    /** The WebSocket that a ticket is for; the ticket goes into the parameter {@code vncticket}. */
    URI socket(String node, String vmid, long consolePort) {
        return uri(
                "wss",
                "/api2/json/nodes/" + encoded(node) + "/qemu/" + encoded(vmid) + "/vncwebsocket",
                "port=" + consolePort);
    }

    /** The page with the screen, for who is logged in. */
    URI noVnc(String node, String vmid, String name) {
        return uri(
                "https",
                "/",
                "console=kvm&novnc=1&vmid=" + encoded(vmid) + "&vmname=" + encoded(name) + "&node=" + encoded(node)
                        + "&resize=scale");
    }

    private URI uri(String scheme, String path, String query) {
        try {
            String host = new URI(scheme, null, server, port, null, null, null).getRawAuthority();
            return URI.create(scheme + "://" + host + path + "?" + query);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the server's name was good enough to connect to", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
