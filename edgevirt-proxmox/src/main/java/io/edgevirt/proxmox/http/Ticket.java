package io.edgevirt.proxmox.http;

import io.edgevirt.AuthenticationException;
import io.edgevirt.Failure;
import io.edgevirt.proxmox.read.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a login gave.
 *
 * @param text the ticket itself
 * @param csrf what every request but a GET carries besides
 * @param born when it was given, on the connection's clock
 */
record Ticket(String text, String csrf, Duration born) {

    private static final String NOT_IN_A_COOKIE = "%;,\"\\ ";

    /** Reads a login's reply. */
    static Ticket of(Json reply, String user, Duration now) {
        String text = reply.text("ticket").orElse("");
        if (reply.flag("NeedTFA").orElse(false) || text.startsWith("PVE:!tfa!") || text.startsWith("PVE:u2f!")) {
            throw new AuthenticationException(Failure.of(user + " has a second factor, which a program cannot give")
                    .backend(Faults.BACKEND)
                    .hint("make an API token for the user under Datacenter, Permissions, API Tokens, and give"
                            + " c.token(…) in place of the password"));
        }
        if (text.isEmpty()) {
            throw new AuthenticationException(
                    Failure.of("the login of " + user + " gave no ticket").backend(Faults.BACKEND));
        }
        return new Ticket(text, reply.text("CSRFPreventionToken").orElse(""), now);
    }

    /** As a cookie's value: what would end it is encoded, and decoded by the server. */
    String cookie() {
        StringBuilder cookie = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > ' ' && b < 0x7f && NOT_IN_A_COOKIE.indexOf(b) < 0;
            cookie.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return cookie.toString();
    }

    @Override
    public String toString() {
        return "a ticket";
    }
}
