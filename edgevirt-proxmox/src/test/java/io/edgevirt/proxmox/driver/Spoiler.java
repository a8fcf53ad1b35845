package io.edgevirt.proxmox.driver;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Spoils replies: members dropped, values of another kind or size put in their place, bytes changed, cut short. */
final class Spoiler implements UnaryOperator<byte[]> {

    private static final JSON READER = JSON.std;
    private static final JSON WRITER = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private static final List<Object> ODD = Arrays.asList(
            null,
            "",
            " ",
            "x",
            "0",
            "-1",
            "1",
            "NaN",
            "1e400",
            "-9223372036854775808",
            "99999999999999999999999999",
            "0-4294967295",
            "1-2,4-,-,",
            ",,=,a=,=b",
            "../../etc",
            "a/b:c/d",
            "UPID:",
            "UPID:pve1:ZZ:ZZ:ZZ:x::y:",
            "\u0000\n\r\t\u202e\ud83d\ude00",
            "%",
            "virtio=00:00:00:00:00:00,bridge=,tag=x",
            "local-lvm:vm-1-disk-0,size=99999999999999T",
            "2024-13-45",
            "0000:00:00.9",
            -1,
            0,
            1,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            new BigInteger("99999999999999999999999999"),
            new BigDecimal("1e300"),
            new BigDecimal("-0.5"),
            0.0000001,
            true,
            false,
            List.of(),
            List.of(1, "a"),
            Map.of(),
            Map.of("a", List.of(Map.of())),
            "y".repeat(10_000));

    private static final List<String> WHOLE = List.of(
            "",
            "null",
            "{}",
            "[]",
            "{\"data\":null}",
            "{\"data\":[]}",
            "{\"data\":{}}",
            "{\"data\":\"\"}",
            "{\"data\":1}",
            "{\"data\":[null,1,\"\",[],{}]}",
            "<html>",
            "{\"data\":" + "[".repeat(50_000),
            "{\"data\":" + "[".repeat(900) + "]".repeat(900) + "}",
            "{\"data\":" + "{\"data\":".repeat(400) + "1" + "}".repeat(401),
            "{\"data\":" + "9".repeat(5_000) + "}",
            "\ufeff{\"data\":[]}");

    private final Random random;

    Spoiler(long seed) {
        random = new Random(seed);
    }

    @Override
    public synchronized byte[] apply(byte[] body) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> body;
            case 2 -> bytes(body);
            case 3 -> text(WHOLE.get(random.nextInt(WHOLE.size())));
            default -> values(body);
        };
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bytes(byte[] body) {
        if (body.length == 0) {
            return body;
        }
        byte[] spoilt = random.nextBoolean() ? Arrays.copyOf(body, random.nextInt(body.length)) : body.clone();
        for (int i = random.nextInt(4); i > 0 && spoilt.length > 0; i--) {
            spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
        }
        return spoilt;
    }

    private byte[] values(byte[] body) {
        try {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>(READER.mapFrom(body));
            @Nullable Object data = tree.get("data");
            for (int i = random.nextInt(4); i >= 0; i--) {
                data = spoilt(data);
            }
            tree.put("data", data);
            return WRITER.asBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes down to a value by chance, and puts another there. */
    private @Nullable Object spoilt(@Nullable Object value) {
        if (value instanceof Map<?, ?> map && !map.isEmpty() && random.nextInt(12) > 0) {
            return member(map);
        }
        if (value instanceof List<?> list && !list.isEmpty() && random.nextInt(12) > 0) {
            return element(list);
        }
        if (value instanceof String known && random.nextInt(3) == 0) {
            return inside(known);
        }
        if (value instanceof Number && random.nextBoolean()) {
            return value.toString();
        }
        return ODD.get(random.nextInt(ODD.size()));
    }

    private Map<Object, @Nullable Object> member(Map<?, ?> map) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
        Object name = new ArrayList<>(map.keySet()).get(random.nextInt(map.size()));
        if (random.nextInt(5) == 0) {
            copy.remove(name);
        } else {
            copy.put(name, spoilt(map.get(name)));
        }
        return copy;
    }

    private List<@Nullable Object> element(List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>(list);
        int at = random.nextInt(list.size());
        if (random.nextInt(8) == 0) {
            copy.add(list.get(at));
        } else {
            copy.set(at, spoilt(list.get(at)));
        }
        return copy;
    }

    /** A piece away, or another put in. */
    private String inside(String text) {
        int at = random.nextInt(text.length() + 1);
        @Nullable Object odd = ODD.get(random.nextInt(ODD.size()));
        return random.nextBoolean() ? text.substring(0, at) : text.substring(0, at) + odd + text.substring(at);
    }
}
