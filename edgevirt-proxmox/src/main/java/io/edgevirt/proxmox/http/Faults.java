package io.edgevirt.proxmox.http;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.Violation;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.spi.SessionExpiredException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which error a refusal of Proxmox's is. What it says stands in the reason phrase, and from 8.4 on in the body too; which
 * parameter is wrong stands in the body's {@code errors}.
 */
public final class Faults {

    /** The backend's name, as errors give it. */
    public static final String BACKEND = "proxmox";

    /** Statuses of AnyEvent::HTTP, by which pveproxy asks another node: it could not connect there. */
    static final int NOT_CONNECTED = 595;

    private static final int LONGEST = 500;
    private static final Pattern PRIVILEGE = Pattern.compile("Permission check failed \\(([^,)]+), ([^)]+)\\)");

    private Faults() {}

    /**
     * The error that a reply tells of.
     *
     * @param status the reply's status
     * @param reason its reason phrase, in which Proxmox says what is wrong
     * @param body its body
     * @return the error, to be thrown
     */
    public static EdgeVirtException of(int status, String reason, String body) {
        return of(status, reason, tree(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)), Outcome.UNKNOWN);
    }

    /**
     * The error that a sentence of a task means, such as its exit status.
     *
     * @param says what the task said
     * @param failure what is told of it, its outcome included
     * @return the error, to be thrown
     */
    public static EdgeVirtException said(String says, Failure failure) {
        return Kinds.of(says, failure)
                .map(e -> e.with(e.failure().outcome(failure.outcome()).retryable(false)))
                .orElseGet(() -> new OperationFailedException(failure));
    }

    static EdgeVirtException of(Call call, Reply reply) {
        String reason = reply.reason();
        String body = new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8);
        for (Argument argument : call.arguments()) {
            if (argument.secret() && argument.value().length() > 3) {
                reason = reason.replace(argument.value(), argument.shown());
                body = body.replace(argument.value(), argument.shown());
            }
        }
        return of(
                reply.status(),
                reason,
                tree(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                call.verb() == Verb.GET ? Outcome.NOT_DONE : Outcome.UNKNOWN);
    }

    private static Json tree(byte[] body) {
        try {
            return Json.parse(body);
        } catch (IOException | RuntimeException e) {
            return Json.missing();
        }
    }

    private static EdgeVirtException of(int status, String reason, Json body, Outcome ifUnknown) {
        String says = says(status, reason, body);
        Failure failure = Failure.of(says).backend(BACKEND).nativeCode(Integer.toString(status));
        return switch (status) {
            case 401 -> new SessionExpiredException(failure);
            case 403 -> new PermissionDeniedException(denied(says, failure));
            case 400 -> invalid(body.get("errors").fields(), says, failure);
            case 404 -> new NotFoundException(failure);
            case 501 -> unsupported(says, failure);
            default ->
                status > 594 && status < 600
                        ? unreached(status, failure)
                        : Kinds.of(says, failure)
                                .orElseGet(() -> new OperationFailedException(failure.outcome(ifUnknown)));
        };
    }

    /** The body has all lines, the reason phrase the first. */
    private static String says(int status, String reason, Json body) {
        String text =
                body.text("message").filter(m -> !m.isBlank()).orElse(reason).strip();
        String line = text.replaceAll("\\s*[\\r\\n]+\\s*", "; ").replaceAll("\\p{Cntrl}", "?");
        return line.isEmpty() ? "HTTP status " + status : shorter(line, LONGEST);
    }

    private static String shorter(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    private static Failure denied(String says, Failure failure) {
        Matcher m = PRIVILEGE.matcher(says);
        return m.find() && m.group(1).startsWith("/")
                ? failure.hint("give the user, and its token, a role with " + m.group(2) + " on " + m.group(1))
                : failure.hint("give the user, and its token, the privilege; some things only root@pam may do");
    }

    /** A hot-plug that fails tells so as a wrong parameter, after others were changed. */
    private static EdgeVirtException invalid(Map<String, Json> errors, String says, Failure failure) {
        List<Violation> violations = new ArrayList<>();
        boolean taken = !errors.isEmpty();
        boolean begun = says.contains("hotplug problem");
        for (Map.Entry<String, Json> error : errors.entrySet()) {
            String wrong = error.getValue().text().orElse("not valid").strip();
            String lower = wrong.toLowerCase(java.util.Locale.ROOT);
            taken &= lower.contains("already exists")
                    || lower.contains("already used")
                    || lower.contains("already defined");
            begun |= lower.contains("hotplug problem");
            violations.add(new Violation(
                    error.getKey(), "(as sent)", shorter(wrong.replaceAll("\\p{Cntrl}+", " "), LONGEST), "change it"));
        }
        if (taken) {
            return new AlreadyExistsException(Failure.of(violations.get(0).limit())
                    .backend(BACKEND)
                    .nativeCode(failure.nativeCode().orElse("400")));
        }
        return new InvalidSpecException(
                failure.violations(violations).outcome(begun ? Outcome.UNKNOWN : Outcome.NOT_DONE));
    }

    private static EdgeVirtException unsupported(String says, Failure failure) {
        return says.contains("too large")
                ? new InvalidSpecException(
                        failure.hint("pveproxy takes 64 KiB of parameters before 8.4, 512 KiB after"))
                : new UnsupportedFeatureException(failure.hint("this version of Proxmox VE has no such method"));
    }

    /** Another node, or the service behind pveproxy. */
    private static EdgeVirtException unreached(int status, Failure failure) {
        boolean connected = status != NOT_CONNECTED;
        return new ConnectionException(failure.retryable(true)
                .outcome(connected ? Outcome.UNKNOWN : Outcome.NOT_DONE)
                .hint(
                        connected
                                ? "the node that it is for did not answer in time"
                                : "the node that it is for is down, or its pveproxy or pvedaemon is"));
    }
}
