package io.edgevirt.kvm.read;

import io.edgevirt.Size;
import io.edgevirt.kvm.xml.XmlElement;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Amounts in libvirt's XML: a number with the attribute {@code unit}, as libvirt's formatdomain page defines it. */
final class Units {

    private static final Map<String, Long> BYTES = Map.ofEntries(
            Map.entry("b", 1L),
            Map.entry("byte", 1L),
            Map.entry("bytes", 1L),
            Map.entry("kb", 1000L),
            Map.entry("k", 1L << 10),
            Map.entry("kib", 1L << 10),
            Map.entry("mb", 1000L * 1000),
            Map.entry("m", 1L << 20),
            Map.entry("mib", 1L << 20),
            Map.entry("gb", 1000L * 1000 * 1000),
            Map.entry("g", 1L << 30),
            Map.entry("gib", 1L << 30),
            Map.entry("tb", 1000L * 1000 * 1000 * 1000),
            Map.entry("t", 1L << 40),
            Map.entry("tib", 1L << 40),
            Map.entry("pb", 1000L * 1000 * 1000 * 1000 * 1000),
            Map.entry("p", 1L << 50),
            Map.entry("pib", 1L << 50),
            Map.entry("eb", 1000L * 1000 * 1000 * 1000 * 1000 * 1000),
            Map.entry("e", 1L << 60),
            Map.entry("eib", 1L << 60));

    private Units() {}

    /** The amount that an element holds; empty where it is none, or more than a {@link Size} can hold. */
    static Optional<Size> size(XmlElement element, String defaultUnit) {
        String unit = element.attribute("unit").orElse(defaultUnit).toLowerCase(Locale.ROOT);
        return whole(element.text())
                .flatMap(n -> Optional.ofNullable(BYTES.get(unit))
                        .map(BigInteger::valueOf)
                        .map(n::multiply)
                        .filter(b -> b.bitLength() < Long.SIZE)
                        .map(b -> Size.ofBytes(b.longValue())));
    }

    /** The amount at a path. */
    static Optional<Size> sizeAt(XmlElement root, String path, String defaultUnit) {
        return root.first(path).flatMap(e -> size(e, defaultUnit));
    }

    /** A whole number that is zero or more. */
    private static Optional<BigInteger> whole(String text) {
        String digits = text.strip();
        return digits.matches("[0-9]{1,30}") ? Optional.of(new BigInteger(digits)) : Optional.empty();
    }

    /** A whole number that fits an int. */
    static Optional<Integer> number(String text) {
        return whole(text).filter(n -> n.bitLength() < Integer.SIZE).map(BigInteger::intValue);
    }

    /** A number of at most 31 bits, written as in C, such as {@code 0x1f}. */
    static Optional<Integer> hex(String text) {
        String number = text.strip();
        boolean isHex = number.startsWith("0x");
        String digits = isHex ? number.substring(2) : number;
        return digits.matches(isHex ? "[0-9a-fA-F]{1,8}" : "[0-9]{1,10}")
                ? Optional.of(Long.parseLong(digits, isHex ? 16 : 10))
                        .filter(n -> n <= Integer.MAX_VALUE)
                        .map(Long::intValue)
                : Optional.empty();
    }
}
