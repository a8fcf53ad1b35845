package io.edgevirt.kvm.driver;

import io.edgevirt.ExecResult;
import io.edgevirt.OperationFailedException;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.kvm.read.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The QEMU guest agent of a machine, spoken to as its protocol's reference describes. */
final class GuestAgent {

    /** The agent takes a line of this many bytes at most to be safe; libvirt's own limit lies far above. */
    private static final int PIECE = 48 * 1024;
    /** As {@link io.edgevirt.Guest#read} promises. */
    private static final int LARGEST = 16 * 1024 * 1024;
    /** virDomainQemuAgentCommand: the connection's own deadline. */
    private static final int SECONDS = 20;

    private final Reads reads;
    private final UUID uuid;

    GuestAgent(Reads reads, UUID uuid) {
        this.reads = reads;
        this.uuid = uuid;
    }

    String exec(List<String> command) {
        Map<?, ?> reply = ask(
                "guest-exec",
                Map.of("path", command.get(0), "arg", command.subList(1, command.size()), "capture-output", true));
        if (reply.get("pid") instanceof Number pid) {
            return String.valueOf(pid.longValue());
        }
        throw strange("guest-exec");
    }

    Optional<ExecResult> ended(String process) {
        Map<?, ?> reply = ask("guest-exec-status", Map.of("pid", Long.parseLong(process)));
        if (!Boolean.TRUE.equals(reply.get("exited"))) {
            return Optional.empty();
        }
        int code = reply.get("signal") instanceof Number signal ? 128 + signal.intValue() : number(reply, "exitcode");
        boolean cut =
                Boolean.TRUE.equals(reply.get("out-truncated")) || Boolean.TRUE.equals(reply.get("err-truncated"));
        return Optional.of(new ExecResult(
                code,
                new String(data(reply, "out-data"), StandardCharsets.UTF_8),
                new String(data(reply, "err-data"), StandardCharsets.UTF_8),
                cut));
    }

    byte[] read(String path) {
        int handle = open(path, "r");
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            boolean end = false;
            while (!end) {
                Map<?, ?> reply = ask("guest-file-read", Map.of("handle", handle, "count", PIECE));
                content.writeBytes(data(reply, "buf-b64"));
                end = Boolean.TRUE.equals(reply.get("eof")) || number(reply, "count") == 0;
                if (content.size() > LARGEST) {
                    throw Errors.because(
                            UnsupportedFeatureException::new,
                            path + " has more than " + LARGEST + " bytes",
                            "copy it over the network");
                }
            }
            return content.toByteArray();
        } finally {
            close(handle);
        }
    }

    void write(String path, byte[] content) {
        int handle = open(path, "w");
        try {
            for (int from = 0; from < content.length; ) {
                byte[] piece = java.util.Arrays.copyOfRange(content, from, Math.min(content.length, from + PIECE));
                Map<?, ?> reply = ask(
                        "guest-file-write",
                        Map.of("handle", handle, "buf-b64", Base64.getEncoder().encodeToString(piece)));
                int written = number(reply, "count");
                if (written <= 0) {
                    throw Errors.because(
                            OperationFailedException::new, "the guest wrote " + from + " bytes and no more", "");
                }
                from += written;
            }
        } finally {
            close(handle);
        }
    }

    private int open(String path, String mode) {
        Object reply = answer("guest-file-open", Map.of("path", path, "mode", mode));
        if (reply instanceof Number handle) {
            return handle.intValue();
        }
        throw strange("guest-file-open");
    }

    private void close(int handle) {
        answer("guest-file-close", Map.of("handle", handle));
    }

    private Map<?, ?> ask(String command, Map<String, ?> arguments) {
        if (answer(command, arguments) instanceof Map<?, ?> reply) {
            return reply;
        }
        throw strange(command);
    }

    private Object answer(String command, Map<String, ?> arguments) {
        String request = Json.write(Map.of("execute", command, "arguments", arguments));
        String reply = reads.lib().guests().agent(uuid, request, SECONDS);
        return Json.object(reply).map(object -> object.get("return")).orElseThrow(() -> strange(command));
    }

    private static OperationFailedException strange(String command) {
        return Errors.because(
                OperationFailedException::new,
                "the guest's agent answered " + command + " in a way that its protocol does not know",
                "update qemu-guest-agent in the guest");
    }

    private static int number(Map<?, ?> reply, String key) {
        return reply.get(key) instanceof Number n ? n.intValue() : 0;
    }

    private static byte[] data(Map<?, ?> reply, String key) {
        return reply.get(key) instanceof String text ? Base64.getMimeDecoder().decode(text) : new byte[0];
    }
}
