package io.edgevirt.proxmox.fake;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reply of the fake's.
 *
 * @param status of HTTP
 * @param reason the reason phrase; empty for the usual one of the status
 * @param type the media type of the body
 * @param body what is sent
 */
public record Answer(int status, String reason, String type, byte[] body) {
    private static final JSON WRITER = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);
    private static final String JSON_TYPE = "application/json;charset=UTF-8";

    /** {@code {"data": …}} of maps, lists, texts, numbers; booleans become 0 and 1 as in Proxmox. */
    public static Answer of(@Nullable Object data) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        whole.put("data", plain(data));
        return json(200, "", whole);
    }

    /** Success without data, {@code {"data": null}}. */
    public static Answer nothing() {
        return of(null);
    }

    /** A reply that is no JSON, such as a downloaded file. */
    public static Answer raw(String type, byte[] body) {
        return new Answer(200, "", type, body);
    }

    static Answer refused(Refusal refusal) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        whole.put("data", null);
        if (!refusal.errors().isEmpty()) {
            whole.put("errors", refusal.errors());
        }
        whole.put("message", refusal.message() + "\n");
        return json(refusal.status(), refusal.message(), whole);
    }

    private static Answer json(int status, String reason, Map<String, @Nullable Object> whole) {
        try {
            return new Answer(status, reason, JSON_TYPE, WRITER.asString(whole).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object plain(@Nullable Object data) {
        if (data instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (data instanceof List<?> list) {
            return list.stream().map(Answer::plain).toList();
        }
        if (data instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, value) -> copy.put(String.valueOf(name), plain(value)));
            return copy;
        }
        return data;
    }
}
