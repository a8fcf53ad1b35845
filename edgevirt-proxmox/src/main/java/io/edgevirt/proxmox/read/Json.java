package io.edgevirt.proxmox.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value of a reply, read as leniently as Proxmox writes: numbers may come as text, booleans are 0 and 1. Where there is
 * nothing, or something of another kind, the answer is empty. Immutable.
 */
public final class Json {

    private static final Json MISSING = new Json(null);

    private final @Nullable Object value;

    private Json(@Nullable Object value) {
        this.value = value;
    }

    /**
     * Reads a document. Depth and lengths are bounded by Jackson's own limits.
     *
     * @param document the bytes, UTF-8
     * @return its value
     * @throws IOException if it is no JSON
     */
    public static Json parse(byte[] document) throws IOException {
        return parse(document, Set.of());
    }

    /**
     * Reads a document but for what nobody will ask for: in a long listing that is a large part of the work.
     *
     * @param document the bytes, UTF-8
     * @param unread names of members that are passed over, wherever they stand
     * @return its value
     * @throws IOException if it is no JSON
     */
    public static Json parse(byte[] document, Set<String> unread) throws IOException {
        try (JsonParser parser = JSON.std.createParser(document)) {
            parser.nextToken();
            return of(value(parser, unread));
        }
    }

    private static @Nullable Object value(JsonParser at, Set<String> unread) throws IOException {
        return switch (at.currentTokenId()) {
            case JsonTokenId.ID_START_OBJECT -> members(at, unread);
            case JsonTokenId.ID_START_ARRAY -> elements(at, unread);
            case JsonTokenId.ID_STRING -> at.getText();
            case JsonTokenId.ID_NUMBER_INT, JsonTokenId.ID_NUMBER_FLOAT -> at.getNumberValue();
            case JsonTokenId.ID_TRUE -> true;
            case JsonTokenId.ID_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> members(JsonParser at, Set<String> unread) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = at.nextFieldName(); name != null; name = at.nextFieldName()) {
            at.nextToken();
            if (unread.contains(name)) {
                at.skipChildren();
            } else {
                members.put(name, value(at, unread));
            }
        }
        return members;
    }

    private static List<@Nullable Object> elements(JsonParser at, Set<String> unread) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (at.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(at, unread));
        }
        return elements;
    }

    /**
     * A value made of Java's maps, lists, texts, numbers and booleans.
     *
     * @param value the value; null for none
     * @return the same as a tree
     */
    public static Json of(@Nullable Object value) {
        return value instanceof Json json ? json : value == null ? MISSING : new Json(value);
    }

    /**
     * What stands where there is nothing.
     *
     * @return a value that answers empty to everything
     */
    public static Json missing() {
        return MISSING;
    }

    /**
     * Whether there is something.
     *
     * @return false for null and for what is not there
     */
    public boolean present() {
        return value != null;
    }

    /**
     * Whether an object has a member.
     *
     * @param name its name
     * @return true also where the member is null
     */
    public boolean has(String name) {
        return value instanceof Map<?, ?> members && members.containsKey(name);
    }

    /**
     * A member of an object.
     *
     * @param name its name
     * @return the member, or the missing value
     */
    public Json get(String name) {
        return of(member(name));
    }

    private @Nullable Object member(String name) {
        return value instanceof Map<?, ?> members ? members.get(name) : null;
    }

    /**
     * The elements of an array.
     *
     * @return the elements; none where this is no array
     */
    public List<Json> list() {
        if (!(value instanceof Iterable<?> elements)) {
            return List.of();
        }
        List<Json> list = new ArrayList<>();
        elements.forEach(e -> list.add(of(e)));
        return list;
    }

    /**
     * The members of an object, in their order.
     *
     * @return the members; none where this is no object
     */
    public Map<String, Json> fields() {
        Map<String, Json> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> fields.put(String.valueOf(name), of(member)));
        }
        return fields;
    }

    /**
     * This as text.
     *
     * @return the text, also of a number or a boolean; empty for objects and arrays
     */
    public Optional<String> text() {
        return text(value);
    }

    private static Optional<String> text(@Nullable Object value) {
        if (value instanceof String text) {
            return Optional.of(text);
        }
        return value == null || value instanceof Map || value instanceof Iterable
                ? Optional.empty()
                : Optional.of(value instanceof BigDecimal d ? d.toPlainString() : value.toString());
    }

    /**
     * A member as text.
     *
     * @param name its name
     * @return the text; empty where there is none
     */
    public Optional<String> text(String name) {
        return text(member(name));
    }

    /**
     * This as a number.
     *
     * @return the number, also of a text; a fraction is cut off
     */
    public Optional<Long> number() {
        return number(value);
    }

    private static Optional<Long> number(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return Optional.of(((Number) value).longValue());
        }
        return exact(value)
                .filter(d -> d.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0)
                .map(BigDecimal::longValue);
    }

    /**
     * A member as a number.
     *
     * @param name its name
     * @return the number; empty where there is none
     */
    public Optional<Long> number(String name) {
        return number(member(name));
    }

    /**
     * A member as a number with a fraction.
     *
     * @param name its name
     * @return the number; empty where there is none
     */
    public Optional<Double> decimal(String name) {
        return exact(member(name)).map(BigDecimal::doubleValue).filter(d -> !d.isInfinite());
    }

    /**
     * A member as a flag.
     *
     * @param name its name
     * @return whether it is 1; empty where it is not there or neither 0 nor 1
     */
    public Optional<Boolean> flag(String name) {
        if (member(name) instanceof Integer number) {
            return number == 0 || number == 1 ? Optional.of(number == 1) : Optional.empty();
        }
        return text(name).flatMap(t -> switch (t) {
            case "1", "true" -> Optional.of(true);
            case "0", "", "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    private static Optional<BigDecimal> exact(@Nullable Object value) {
        // Longer ones are no figures, and costly to compute with.
        return text(value).map(String::strip).filter(t -> t.length() <= 40).flatMap(t -> {
            try {
                BigDecimal number = new BigDecimal(t);
                return Math.abs((long) number.scale()) > 400 ? Optional.empty() : Optional.of(number);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Json json && java.util.Objects.equals(json.value, value);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
