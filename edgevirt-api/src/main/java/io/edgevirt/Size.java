package io.edgevirt;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory or storage, in bytes, never negative.
 *
 * <p>Binary units ({@link #kib}, {@link #mib}, {@link #gib}, {@link #tib}) are powers of 1,024 as defined in
 * IEC 80000-13; decimal units ({@link #mb}, {@link #gb}, {@link #tb}) are powers of 1,000 as disk vendors print them.
 * Memory is binary: a guide's {@code -MemoryGB 8} is {@code gib(8)}.
 *
 * @param bytes the amount in bytes, zero or more
 */
public record Size(long bytes) implements Comparable<Size> {

    private static final long KIB = 1024L;
    private static final long MIB = KIB * 1024;
    private static final long GIB = MIB * 1024;
    private static final long TIB = GIB * 1024;
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,9})?) ?([A-Za-z]{0,3})");

    /** The empty amount. */
    public static final Size ZERO = new Size(0);

    /**
     * Checks the amount.
     *
     * @throws InvalidSpecException if {@code bytes} is negative
     */
    public Size {
        if (bytes < 0) {
            throw invalid(bytes + " bytes", "a size is zero or more bytes");
        }
    }

    /**
     * An amount in bytes.
     *
     * @param bytes bytes, zero or more
     * @return the size
     */
    public static Size ofBytes(long bytes) {
        return new Size(bytes);
    }

    /**
     * An amount in kibibytes of 2<sup>10</sup> bytes.
     *
     * @param kib kibibytes, zero or more
     * @return the size
     */
    public static Size kib(long kib) {
        return times(kib, KIB, "KiB");
    }

    /**
     * An amount in mebibytes of 2<sup>20</sup> bytes.
     *
     * @param mib mebibytes, zero or more
     * @return the size
     */
    public static Size mib(long mib) {
        return times(mib, MIB, "MiB");
    }

    /**
     * An amount in gibibytes of 2<sup>30</sup> bytes.
     *
     * @param gib gibibytes, zero or more
     * @return the size
     */
    public static Size gib(long gib) {
        return times(gib, GIB, "GiB");
    }

    /**
     * An amount in tebibytes of 2<sup>40</sup> bytes.
     *
     * @param tib tebibytes, zero or more
     * @return the size
     */
    public static Size tib(long tib) {
        return times(tib, TIB, "TiB");
    }

    /**
     * An amount in megabytes of 10<sup>6</sup> bytes.
     *
     * @param mb megabytes, zero or more
     * @return the size
     */
    public static Size mb(long mb) {
        return times(mb, 1_000_000L, "MB");
    }

    /**
     * An amount in gigabytes of 10<sup>9</sup> bytes.
     *
     * @param gb gigabytes, zero or more
     * @return the size
     */
    public static Size gb(long gb) {
        return times(gb, 1_000_000_000L, "GB");
    }

    /**
     * An amount in terabytes of 10<sup>12</sup> bytes.
     *
     * @param tb terabytes, zero or more
     * @return the size
     */
    public static Size tb(long tb) {
        return times(tb, 1_000_000_000_000L, "TB");
    }

    /**
     * Reads a text such as {@code 8GiB}, {@code 1.5 TB} or {@code 4096}; a number without a unit is bytes.
     *
     * @param text a decimal number and one of B, KiB, MiB, GiB, TiB, kB, MB, GB, TB, in any case of letters
     * @return the size
     * @throws InvalidSpecException if the text is not of that form, is no whole number of bytes or exceeds
     *     2<sup>63</sup>−1 bytes
     */
    public static Size parse(String text) {
        Matcher m = TEXT.matcher(text.strip());
        if (!m.matches()) {
            throw invalid(text, "write a number and a unit, such as 8GiB or 128 GB");
        }
        BigDecimal bytes = new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(unit(text, m.group(2))));
        try {
            return new Size(bytes.longValueExact());
        } catch (ArithmeticException e) {
            throw invalid(text, "a size is a whole number of bytes, at most 2^63-1");
        }
    }

    /**
     * The sum of two amounts.
     *
     * @param other what to add
     * @return the sum
     * @throws InvalidSpecException if the sum exceeds 2<sup>63</sup>−1 bytes
     */
    public Size plus(Size other) {
        try {
            return new Size(Math.addExact(bytes, other.bytes));
        } catch (ArithmeticException e) {
            throw invalid(this + " + " + other, "a size is at most 2^63-1 bytes");
        }
    }

    /**
     * The difference of two amounts, or nothing where the other is larger.
     *
     * @param other what to take away
     * @return the difference, never below zero
     */
    public Size minus(Size other) {
        return new Size(Math.max(0, bytes - other.bytes));
    }

    /**
     * The amount in whole mebibytes, rounded down.
     *
     * @return mebibytes of 2<sup>20</sup> bytes
     */
    public long inMib() {
        return bytes / MIB;
    }

    /**
     * The amount in whole gibibytes, rounded down.
     *
     * @return gibibytes of 2<sup>30</sup> bytes
     */
    public long inGib() {
        return bytes / GIB;
    }

    @Override
    public int compareTo(Size other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The amount with the largest binary unit that fits, such as {@code 8 GiB}; exact amounts carry no fraction. */
    @Override
    public String toString() {
        if (bytes >= TIB) {
            return in(TIB, "TiB");
        }
        if (bytes >= GIB) {
            return in(GIB, "GiB");
        }
        if (bytes >= MIB) {
            return in(MIB, "MiB");
        }
        return bytes >= KIB ? in(KIB, "KiB") : bytes + " B";
    }

    private String in(long unit, String name) {
        return bytes % unit == 0
                ? bytes / unit + " " + name
                : String.format(Locale.ROOT, "%.1f %s", (double) bytes / unit, name);
    }

    private static long unit(String text, String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "", "b" -> 1L;
            case "kib" -> KIB;
            case "mib" -> MIB;
            case "gib" -> GIB;
            case "tib" -> TIB;
            case "kb" -> 1_000L;
            case "mb" -> 1_000_000L;
            case "gb" -> 1_000_000_000L;
            case "tb" -> 1_000_000_000_000L;
            default -> throw invalid(text, "units are B, KiB, MiB, GiB, TiB, kB, MB, GB and TB");
        };
    }

    private static Size times(long count, long unit, String name) {
        try {
            return new Size(Math.multiplyExact(count, unit));
        } catch (ArithmeticException e) {
            throw invalid(count + " " + name, "a size is at most 2^63-1 bytes");
        }
    }

    private static InvalidSpecException invalid(String value, String limit) {
        return InvalidSpecException.of(List.of(new Violation("size", value, limit, "give a size within the limit")));
    }
}
