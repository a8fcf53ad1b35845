package io.edgevirt.hardware;

import io.edgevirt.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Figures as people print them, rounded down, so that what misses a threshold never looks as if it met it. */
final class Shown {

    private static final long GIB = Size.gib(1).bytes();

    private Shown() {}

    /** Memory in binary units, such as {@code 7.62 GiB}. */
    static String memory(Size size) {
        return scaled(size.bytes(), GIB) + " GiB";
    }

    /** A disk in decimal units, as its vendor prints it, such as {@code 128 GB}. */
    static String disk(Size size) {
        return scaled(size.bytes(), 1_000_000_000L) + " GB";
    }

    /** A link's speed in decimal units, such as {@code 2.5 Gb/s} or {@code 100 Mb/s}. */
    static String link(long bitsPerSecond) {
        return bitsPerSecond < 1_000_000_000L
                ? scaled(bitsPerSecond, 1_000_000L) + " Mb/s"
                : scaled(bitsPerSecond, 1_000_000_000L) + " Gb/s";
    }

    private static String scaled(long amount, long unit) {
        return BigDecimal.valueOf(amount)
                .divide(BigDecimal.valueOf(unit), 2, RoundingMode.DOWN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
