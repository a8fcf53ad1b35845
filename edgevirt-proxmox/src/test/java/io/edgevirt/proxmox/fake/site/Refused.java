package io.edgevirt.proxmox.fake.site;

import java.util.Map;

/** What Proxmox VE refuses: the status, the words of the status line, and on 400 the errors by parameter. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final Map<String, String> errors;

    private Refused(int status, String reason, Map<String, String> errors) {
        super(reason);
        this.status = status;
        this.errors = Map.copyOf(errors);
    }

    /** A {@code die} in the server: 500, the message in the status line. */
    public static Refused because(String reason) {
        return new Refused(500, reason, Map.of());
    }

    /** A parameter refused after the schema was satisfied: 400, as the schema's own refusals are. */
    public static Refused parameter(String name, String why) {
        return new Refused(400, "Parameter verification failed.", Map.of(name, why));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What is wrong, by parameter; empty but for 400. */
    public Map<String, String> errors() {
        return errors;
    }
}
