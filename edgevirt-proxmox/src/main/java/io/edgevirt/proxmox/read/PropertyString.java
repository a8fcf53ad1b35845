package io.edgevirt.proxmox.read;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of Proxmox's made of several, such as {@code virtio=BC:24:11:00:00:01,bridge=vmbr0}. The first may stand without a
 * key, as in {@code local-lvm:vm-100-disk-0,size=32G}: then it is that of a default key. Proxmox has no way to quote a comma,
 * so a value with one is refused. Immutable; the order is kept.
 */
public final class PropertyString {

    private final String defaultKey;
    private final Map<String, String> values;

    private PropertyString(String defaultKey, Map<String, String> values) {
        this.defaultKey = defaultKey;
        this.values = values;
    }

    /**
     * One without values.
     *
     * @param defaultKey the key whose value stands alone; empty where there is none
     * @return nothing yet
     */
    public static PropertyString empty(String defaultKey) {
        return new PropertyString(defaultKey, Map.of());
    }

    /**
     * Reads a value. What fits no rule is left out rather than guessed at.
     *
     * @param text as the configuration holds it
     * @param defaultKey the key of a value that stands alone; empty where there is none
     * @return its parts
     */
    public static PropertyString parse(String text, String defaultKey) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(part.substring(0, equals).strip(), part.substring(equals + 1));
            } else if (equals < 0 && !part.isBlank() && !defaultKey.isEmpty()) {
                values.putIfAbsent(defaultKey, part.strip());
            }
        }
        return new PropertyString(defaultKey, values);
    }

    /**
     * The value of a key.
     *
     * @param key the key
     * @return its value; empty where there is none
     */
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /**
     * The value of a key as a flag.
     *
     * @param key the key
     * @return whether it is set; empty where it is not there
     */
    public Optional<Boolean> flag(String key) {
        return get(key).map(v -> v.equals("1") || v.equals("on") || v.equals("yes") || v.equals("true"));
    }

    /**
     * All values by their keys, in order.
     *
     * @return a copy that cannot be changed
     */
    public Map<String, String> values() {
        return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * The same with another value; one of the default key comes first.
     *
     * @param key the key
     * @param value its value
     * @return a copy
     * @throws InvalidSpecException naming the key, if the value cannot be carried
     */
    public PropertyString with(String key, String value) {
        Optional<String> reason = unfit(value);
        boolean alone = key.equals(defaultKey);
        if (reason.isPresent() || (alone && value.indexOf('=') >= 0)) {
            throw InvalidSpecException.of(List.of(new Violation(
                    key,
                    value,
                    reason.orElse("Proxmox VE takes what stands before a = for a name here"),
                    "leave that character out")));
        }
        Map<String, String> more = new LinkedHashMap<>();
        if (alone) {
            more.put(key, value);
        }
        values.forEach(more::putIfAbsent);
        more.put(key, value);
        return new PropertyString(defaultKey, more);
    }

    /**
     * The same with a key on or off.
     *
     * @param key the key
     * @param on whether it is on
     * @return a copy
     */
    public PropertyString with(String key, boolean on) {
        return with(key, on ? "1" : "0");
    }

    /**
     * The same without a key.
     *
     * @param key the key
     * @return a copy
     */
    public PropertyString without(String key) {
        Map<String, String> fewer = new LinkedHashMap<>(values);
        fewer.remove(key);
        return new PropertyString(defaultKey, fewer);
    }

    /**
     * Why a value cannot be part of such a text.
     *
     * @param value the value
     * @return the reason; empty if it can be
     */
    public static Optional<String> unfit(String value) {
        if (value.isEmpty()) {
            return Optional.of("Proxmox VE has no empty values");
        }
        if (!value.equals(value.strip())) {
            return Optional.of("Proxmox VE cuts off blanks at the ends");
        }
        return value.chars().anyMatch(c -> c == ',' || c < ' ' || c == 0x7f)
                ? Optional.of("Proxmox VE cannot carry commas and control characters here")
                : Optional.empty();
    }

    /**
     * As the configuration holds it.
     *
     * @return the text
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) -> {
            text.append(text.isEmpty() ? "" : ",");
            text.append(key.equals(defaultKey) ? value : key + "=" + value);
        });
        return text.toString();
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof PropertyString that && that.defaultKey.equals(defaultKey) && that.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
