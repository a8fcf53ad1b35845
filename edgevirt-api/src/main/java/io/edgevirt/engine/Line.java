package io.edgevirt.engine;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Prints a record as one line for people: only what is known, with units, each component by its name in words. A share
 * from 0 to 1 is written in percents; a secret prints as it does anywhere, masked.
 */
public final class Line {

    private final StringBuilder text;
    private boolean more;

    private Line(String head) {
        text = new StringBuilder(head);
    }

    /**
     * A record's line.
     *
     * @param thing a public record of an exported package
     * @return such as {@code VMStats cpu load 12 %, memory used 1.5 GiB}
     */
    public static String of(Record thing) {
        Line line = new Line(thing.getClass().getSimpleName());
        for (RecordComponent component : thing.getClass().getRecordComponents()) {
            line.add(words(component.getName()), value(thing, component));
        }
        return line.toString();
    }

    /**
     * A duration as people write it.
     *
     * @param time how long
     * @return such as {@code 0.06 s} or {@code 2 h 5 min}
     */
    public static String of(Duration time) {
        if (time.isNegative() || time.toMinutes() == 0) {
            String seconds = String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
            return seconds.replaceAll("\\.?0+$", "") + " s";
        }
        String days = time.toDays() == 0 ? "" : time.toDays() + " d ";
        String hours = time.toHoursPart() == 0 ? "" : time.toHoursPart() + " h ";
        String minutes = time.toMinutesPart() == 0 ? "" : time.toMinutesPart() + " min ";
        String seconds = time.toSecondsPart() == 0 || time.toHours() > 0 ? "" : time.toSecondsPart() + " s";
        return (days + hours + minutes + seconds).strip();
    }

    private static Object value(Record thing, RecordComponent component) {
        try {
            return component.getAccessor().invoke(thing);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(thing.getClass() + " cannot be read", e);
        }
    }

    private void add(String name, Object value) {
        if (value instanceof Optional<?> known) {
            known.ifPresent(v -> add(name, v));
        } else if (value instanceof Boolean yes) {
            append(yes ? name : "not " + name);
        } else if (value instanceof Enum<?>) {
            append(value.toString());
        } else if (!empty(value)) {
            append(name + " " + shown(value));
        }
    }

    private static boolean empty(Object value) {
        return value instanceof Collection<?> all && all.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof String said && said.isEmpty();
    }

    private static String shown(Object value) {
        if (value instanceof Double share) {
            return Math.round(share * 1000) / 10.0 + " %";
        }
        return value instanceof Duration time ? of(time) : value.toString();
    }

    private void append(String part) {
        text.append(more ? ", " : " ").append(part);
        more = true;
    }

    /** {@code memoryUsed} in words. */
    private static String words(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    /**
     * A text on one line: line ends and other control characters, which a system or a guest may have said, become blanks.
     *
     * @param text any text
     * @return the same without control characters
     */
    public static String one(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
    }

    @Override
    public String toString() {
        return one(text.toString());
    }
}
