package io.edgevirt.proxmox.http;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.proxmox.read.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import okhttp3.Response;
import okio.BufferedSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reply, read whole.
 *
 * @param status its status; beyond 594 it is pveproxy's own, when another node did not answer it
 * @param reason its reason phrase, in which Proxmox says what is wrong
 * @param proxmox whether the header {@code Server} names pveproxy, which a proxy in front of it may hide
 * @param html whether it says that it is a page for people
 * @param body its body, decompressed
 */
record Reply(int status, String reason, boolean proxmox, boolean html, byte[] body) {

    /** 20,000 machines in {@code /cluster/resources} have about 8 MB. */
    static final long MOST_BYTES = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

    /** The reply is larger than any honest one. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    static Reply read(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(MOST_BYTES + 1)) {
            throw new TooLarge();
        }
        String server = response.header("Server", "");
        String type = response.header("Content-Type", "");
        return new Reply(
                response.code(),
                response.message(),
                server != null && server.startsWith("pve"),
                type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html"),
                source.readByteArray());
    }

    boolean successful() {
        return status >= 200 && status < 300;
    }

    /** What the reply holds: {@code data}, and more. */
    Json tree(Call call, String server) {
        return tree(call, server, Set.of());
    }

    /** What the reply holds, without members that nobody asks for. */
    Json tree(Call call, String server, Set<String> unread) {
        if (!successful()) {
            throw refusal(call, server);
        }
        Json tree;
        try {
            tree = Json.parse(body, unread);
        } catch (IOException | RuntimeException e) {
            LOG.debug("{}: the reply cannot be read", call.name(), e);
            throw foreign(call, server);
        }
        if (!tree.has("data")) {
            throw foreign(call, server);
        }
        return tree;
    }

    /** What a reply that is no success means. */
    EdgeVirtException refusal(Call call, String server) {
        return foreign() ? foreign(call, server) : Faults.of(call, this);
    }

    /** Another server than Proxmox's, or a proxy before it. */
    private boolean foreign() {
        return !proxmox && (html || status < 400);
    }

    private EdgeVirtException foreign(Call call, String server) {
        if (status == 502 || status == 503 || status == 504) {
            return new ConnectionException(Failure.of(server + " answered with HTTP status " + status)
                    .backend(Faults.BACKEND)
                    .nativeCode("HTTP " + status)
                    .retryable(true)
                    .outcome(status == 503 || call.verb() == Verb.GET ? Outcome.NOT_DONE : Outcome.UNKNOWN)
                    .hint("a proxy stands before it, and Proxmox VE is starting or down"));
        }
        return new ConnectionException(Failure.of(server + " does not answer as Proxmox VE does")
                .backend(Faults.BACKEND)
                .nativeCode("HTTP " + status)
                .outcome(call.verb() == Verb.GET ? Outcome.NOT_DONE : Outcome.UNKNOWN)
                .hint("check host and port: pveproxy listens on 8006"));
    }

    static EdgeVirtException tooLarge(Call call, TooLarge e) {
        return new OperationFailedException(Failure.of("the reply to " + call.name() + " is larger than any honest one")
                .backend(Faults.BACKEND)
                .outcome(call.verb() == Verb.GET ? Outcome.NOT_DONE : Outcome.UNKNOWN)
                .cause(e));
    }

    @Override
    public String toString() {
        return status + " " + reason;
    }
}
