package io.edgevirt.proxmox.fake.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One object of a reply, in the order it was written. */
public final class Row extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1L;

    /** A row of these names and values, in turn. */
    public static Row of(Object... pairs) {
        Row row = new Row();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put((String) pairs[i], pairs[i + 1]);
        }
        return row;
    }

    /** A row of what a map holds. */
    public static Row copy(Map<String, ?> from) {
        Row row = new Row();
        row.putAll(from);
        return row;
    }

    /** Adds a value. */
    public Row with(String name, Object value) {
        put(name, value);
        return this;
    }

    /** Adds a value if there is one. */
    public Row given(String name, Optional<?> value) {
        value.ifPresent(it -> put(name, it));
        return this;
    }
}
