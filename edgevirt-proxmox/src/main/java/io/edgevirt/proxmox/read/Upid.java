package io.edgevirt.proxmox.read;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a task, which tells what it is.
 *
 * @param text such as {@code UPID:pve1:000A1B2C:00D3E4F5:65A1B2C3:qmclone:100:root@pam:}
 * @param node the node that it runs on
 * @param started when it was started, by that node's clock
 * @param type what it does, such as {@code qmclone}
 * @param id what it does it to, such as {@code 100}; may be empty
 * @param user who started it, such as {@code root@pam} or {@code root@pam!site}
 */
public record Upid(String text, String node, Instant started, String type, String id, String user) {

    private static final int FIELDS = 8;
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9:._@!%~+#$&*=/-]{1,1000}");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");

    /**
     * Reads a task's name.
     *
     * @param text the name
     * @return its parts; empty if it is none
     */
    public static Optional<Upid> parse(String text) {
        String[] parts = text.split(":", -1);
        if (!SAFE.matcher(text).matches()
                || parts.length < FIELDS + 1
                || !parts[0].equals("UPID")
                || parts[1].isEmpty()) {
            return Optional.empty();
        }
        if (!hex(parts[2], 8) || !hex(parts[3], 9) || !hex(parts[4], 8) || parts[5].isEmpty()) {
            return Optional.empty();
        }
        Instant started = Instant.ofEpochSecond(Long.parseLong(parts[4], 16));
        return Optional.of(new Upid(text, parts[1], started, parts[5], parts[6], parts[7]));
    }

    private static boolean hex(String text, int most) {
        return (text.length() == 8 || text.length() == most)
                && HEX.matcher(text).matches();
    }
}
