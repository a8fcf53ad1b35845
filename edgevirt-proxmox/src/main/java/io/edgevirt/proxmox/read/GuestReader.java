package io.edgevirt.proxmox.read;

import io.edgevirt.ExecResult;
import io.edgevirt.GuestAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a guest's agent tells, as Proxmox VE hands it on. */
public final class GuestReader {

    private GuestReader() {}

    /**
     * Reads the answer of {@code agent/network-get-interfaces}.
     *
     * @param reply the answer
     * @return the addresses of all adapters
     */
    public static List<GuestAddress> addresses(Json reply) {
        List<GuestAddress> found = new ArrayList<>();
        for (Json nic : reply.get("result").list()) {
            Optional<String> mac = nic.text("hardware-address")
                    .map(m -> m.toLowerCase(Locale.ROOT))
                    .filter(m -> m.matches("([0-9a-f]{2}:){5}[0-9a-f]{2}"));
            Optional<String> name = nic.text("name").filter(n -> !n.isEmpty());
            for (Json address : nic.get("ip-addresses").list()) {
                address.text("ip-address")
                        .flatMap(GuestReader::address)
                        .ifPresent(a -> found.add(new GuestAddress(a, mac, name, GuestAddress.Source.AGENT)));
            }
        }
        return found;
    }

    /** The agent writes addresses in numbers, so no name is ever looked up. */
    private static Optional<InetAddress> address(String text) {
        String plain = text.replaceFirst("%.*", "");
        if (!plain.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") && !plain.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(plain));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads the answer of {@code agent/exec-status}.
     *
     * @param reply the answer
     * @return how the program ended; empty while it runs
     */
    public static Optional<ExecResult> ended(Json reply) {
        if (!reply.flag("exited").orElse(false)) {
            return Optional.empty();
        }
        long code = reply.number("signal")
                .map(s -> 128 + s)
                .or(() -> reply.number("exitcode"))
                .orElse(0L);
        return Optional.of(new ExecResult(
                (int) code,
                new String(bytes(reply.text("out-data").orElse("")), StandardCharsets.UTF_8),
                new String(bytes(reply.text("err-data").orElse("")), StandardCharsets.UTF_8),
                reply.flag("out-truncated").orElse(false)
                        || reply.flag("err-truncated").orElse(false)));
    }

    /**
     * The bytes that Proxmox VE shows as text: it takes each byte of a guest's for a character.
     *
     * @param text the text, of characters up to U+00FF; of others it is taken for text that was read as UTF-8
     * @return the guest's bytes
     */
    public static byte[] bytes(String text) {
        boolean whole = text.chars().allMatch(c -> c <= 0xff);
        return text.getBytes(whole ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
