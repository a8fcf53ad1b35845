package io.edgevirt.proxmox.driver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A task as the engine carries it about: its UPID, and what is told when it ends well. A task of another connection or
 * program has nothing to tell.
 *
 * @param upid such as {@code UPID:pve1:000A1B2C:00D3E4F5:65A1B2C3:qmclone:100:root@pam:}
 * @param tells what is told on success, such as {@code vm=101}
 */
record TaskId(String upid, Map<String, String> tells) {

    private static final String SEPARATOR = "|";

    TaskId {
        tells = Map.copyOf(tells);
    }

    /** As the engine carries it. */
    String text() {
        StringBuilder text = new StringBuilder(upid);
        new TreeMap<>(tells)
                .forEach((key, value) ->
                        text.append(SEPARATOR).append(key).append('=').append(value));
        return text.toString();
    }

    static TaskId parse(String text) {
        String[] parts = text.split("\\|");
        Map<String, String> tells = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            tells.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        return new TaskId(parts[0], tells);
    }

    /** The node that the task runs on, which its UPID names. */
    String node() {
        String[] fields = upid.split(":");
        return fields.length > 1 ? fields[1] : "";
    }
}
