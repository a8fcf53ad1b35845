package io.edgevirt.proxmox.fake;

import java.util.Map;
import java.util.TreeMap;

/** Thrown by handlers and tasks: the fake's "no", with the status and the words it goes over the wire with. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> errors;

    /**
     * @param status of the reply, such as 500
     * @param message the reason phrase; a task's exit status
     */
    public Refusal(int status, String message) {
        this(status, message, Map.of());
    }

    Refusal(int status, String message, Map<String, String> errors) {
        super(message, null, false, false);
        this.status = status;
        this.errors = errors;
    }

    /** What Proxmox answers to nearly all that goes wrong: status 500 and the reason. */
    public static Refusal failed(String message) {
        return new Refusal(500, message);
    }

    /** A refused parameter: status 400 and the map of errors. */
    public static Refusal parameter(String name, String message) {
        return parameters(Map.of(name, message));
    }

    /** Refused parameters: status 400 and the map of errors. */
    public static Refusal parameters(Map<String, String> errors) {
        return new Refusal(400, "Parameter verification failed.", new TreeMap<>(errors));
    }

    /** A privilege that the user lacks: status 403. */
    public static Refusal forbidden(String path, String privilege) {
        return new Refusal(403, "Permission check failed (" + path + ", " + privilege + ")");
    }

    int status() {
        return status;
    }

    Map<String, String> errors() {
        return errors;
    }

    String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
