package io.edgevirt.kvm.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * libvirt's typed parameters as a map: whole numbers are {@link Long} ({@link BigInteger} where an unsigned one
 * does not fit), the others {@link Double}, {@link Boolean} and {@link String}. A parameter of a type that this
 * room does not know is left out, never guessed.
 */
public final class Params {

    /** No parameters at all. */
    public static final Params NONE = new Params(Map.of());

    private static final int SIZE = 96;
    private static final int FIELD = 80;
    private static final int VALUE = 88;

    private static final int INT = 1;
    private static final int UINT = 2;
    private static final int LLONG = 3;
    private static final int ULLONG = 4;
    private static final int DOUBLE = 5;
    private static final int BOOLEAN = 6;
    private static final int STRING = 7;

    private final Map<String, Object> values;

    private Params(Map<String, Object> values) {
        this.values = values;
    }

    /** Decodes an array of {@code struct _virTypedParameter}; char field[80], int type, an 8-byte union at 88. */
    static Params read(@Nullable Pointer params, int count) {
        return read(params, count, new Names());
    }

    /** Decodes with the names of an earlier array at hand: in a bulk reply they repeat. */
    static Params read(@Nullable Pointer params, int count, Names names) {
        if (params == null || count <= 0) {
            return NONE;
        }
        byte[] bytes = params.getByteArray(0, Math.multiplyExact(count, SIZE));
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        Map<String, Object> values = new LinkedHashMap<>(count * 2);
        for (int i = 0; i < count; i++) {
            int at = i * SIZE;
            Object value = value(buffer, at);
            if (value != null) {
                values.put(names.at(i, bytes, at), value);
            }
        }
        return new Params(values);
    }

    private static @Nullable Object value(ByteBuffer b, int at) {
        int v = at + VALUE;
        switch (b.getInt(at + FIELD)) {
            case INT:
                return (long) b.getInt(v);
            case UINT:
                return Integer.toUnsignedLong(b.getInt(v));
            case LLONG:
                return b.getLong(v);
            case ULLONG:
                return unsigned(b.getLong(v));
            case DOUBLE:
                return b.getDouble(v);
            case BOOLEAN:
                return b.get(v) != 0;
            case STRING:
                return b.getLong(v) == 0 ? null : NativeText.copy(new Pointer(b.getLong(v)));
            default:
                return null;
        }
    }

    private static Object unsigned(long value) {
        if (value >= 0) {
            return value;
        }
        return new BigInteger(Long.toUnsignedString(value));
    }

    /**
     * A whole number.
     *
     * @param name libvirt's name of it
     * @return empty if libvirt gave none, or one that no long can hold
     */
    public OptionalLong number(String name) {
        Object value = values.get(name);
        return value instanceof Long n ? OptionalLong.of(n) : OptionalLong.empty();
    }

    /**
     * A floating-point number.
     *
     * @param name libvirt's name of it
     * @return empty if libvirt gave none
     */
    public OptionalDouble real(String name) {
        Object value = values.get(name);
        return value instanceof Double d ? OptionalDouble.of(d) : OptionalDouble.empty();
    }

    /**
     * A text.
     *
     * @param name libvirt's name of it
     * @return empty if libvirt gave none
     */
    public Optional<String> text(String name) {
        Object value = values.get(name);
        return value instanceof String s ? Optional.of(s) : Optional.empty();
    }

    /**
     * A yes or no.
     *
     * @param name libvirt's name of it
     * @return empty if libvirt gave none
     */
    public Optional<Boolean> flag(String name) {
        Object value = values.get(name);
        return value instanceof Boolean b ? Optional.of(b) : Optional.empty();
    }

    /**
     * Everything, in libvirt's order.
     *
     * @return an unmodifiable map
     */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /**
     * Native parameters made of Java values: Integer, Long (sent unsigned), Double, Boolean, String, and Lists
     * of these, which repeat the name.
     */
    static Written write(Map<String, ?> values) {
        List<Map.Entry<String, Object>> flat = new ArrayList<>();
        values.forEach((name, value) -> {
            for (Object one : value instanceof List<?> many ? many : List.of(value)) {
                flat.add(Map.entry(name, one));
            }
        });
        Memory block = Handles.cleared(Math.max(1, flat.size()) * (long) SIZE);
        List<Memory> strings = new ArrayList<>();
        for (int i = 0; i < flat.size(); i++) {
            write(
                    block.share((long) i * SIZE, SIZE),
                    flat.get(i).getKey(),
                    flat.get(i).getValue(),
                    strings);
        }
        return new Written(block, flat.size(), strings);
    }

    private static void write(Pointer at, String name, Object value, List<Memory> strings) {
        if (name.length() >= FIELD) {
            throw new IllegalArgumentException("a parameter's name is longer than libvirt takes: " + name);
        }
        at.setString(0, NativeText.checked(name), NativeText.UTF_8);
        if (value instanceof Integer n) {
            at.setInt(FIELD, INT);
            at.setInt(VALUE, n);
        } else if (value instanceof Long n) {
            at.setInt(FIELD, ULLONG);
            at.setLong(VALUE, n);
        } else if (value instanceof Double d) {
            at.setInt(FIELD, DOUBLE);
            at.setDouble(VALUE, d);
        } else if (value instanceof Boolean b) {
            at.setInt(FIELD, BOOLEAN);
            at.setByte(VALUE, (byte) (b ? 1 : 0));
        } else if (value instanceof String s) {
            at.setInt(FIELD, STRING);
            at.setPointer(VALUE, string(s, strings));
        } else {
            throw new IllegalArgumentException(
                    "libvirt takes no " + value.getClass().getSimpleName());
        }
    }

    private static Memory string(String text, List<Memory> strings) {
        byte[] bytes = NativeText.checked(text).getBytes(StandardCharsets.UTF_8);
        Memory memory = Handles.cleared(bytes.length + 1L);
        memory.write(0, bytes, 0, bytes.length);
        strings.add(memory);
        return memory;
    }

    /** Native parameters. Whoever gives them to a call says {@link #keep} after it. */
    static final class Written {

        private final Memory block;
        private final int count;
        private final List<Memory> strings;

        private Written(Memory block, int count, List<Memory> strings) {
            this.block = block;
            this.count = count;
            this.strings = strings;
        }

        /** The array; NULL if there are no parameters. */
        @Nullable
        Pointer array() {
            return count == 0 ? null : block;
        }

        int count() {
            return count;
        }

        /** Keeps the memory that the array points to alive until here. */
        void keep() {
            Reference.reachabilityFence(strings);
        }
    }

    /** Remembers the name at each place of an array, to not decode it again for the next domain. */
    static final class Names {

        private final List<String> names = new ArrayList<>();
        private final List<byte[]> raw = new ArrayList<>();

        String at(int index, byte[] bytes, int from) {
            if (index < raw.size() && same(raw.get(index), bytes, from)) {
                return names.get(index);
            }
            int end = from;
            while (end < from + FIELD && bytes[end] != 0) {
                end++;
            }
            String name = new String(bytes, from, end - from, StandardCharsets.UTF_8);
            remember(index, name, Arrays.copyOfRange(bytes, from, Math.min(end + 1, from + FIELD)));
            return name;
        }

        private void remember(int index, String name, byte[] bytes) {
            if (index < raw.size()) {
                raw.set(index, bytes);
                names.set(index, name);
            } else if (index == raw.size()) {
                raw.add(bytes);
                names.add(name);
            }
        }

        private static boolean same(byte[] known, byte[] bytes, int from) {
            return Arrays.equals(known, 0, known.length, bytes, from, from + known.length);
        }
    }
}
