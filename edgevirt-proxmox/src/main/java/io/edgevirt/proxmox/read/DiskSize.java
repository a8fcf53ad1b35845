package io.edgevirt.proxmox.read;

import io.edgevirt.Size;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as Proxmox VE writes them: a number of bytes, or of binary units called K, M, G and T. */
public final class DiskSize {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,40})?)([KMGT]?)");
    private static final String UNITS = "KMGT";
    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

    private DiskSize() {}

    /**
     * Reads a size.
     *
     * @param text such as {@code 32G} or {@code 528K}
     * @return the size; empty if it is none
     */
    public static Optional<Size> parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        long unit = m.group(2).isEmpty() ? 1 : 1L << (10 * (UNITS.indexOf(m.group(2)) + 1));
        BigDecimal bytes = new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(unit));
        return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(Size.ofBytes(bytes.longValue()));
    }

    /**
     * Writes a size exactly.
     *
     * @param size the size
     * @return in the largest unit of which it is a whole number
     */
    public static String text(Size size) {
        long bytes = size.bytes();
        String unit = "";
        for (int i = 0; i < UNITS.length() && bytes > 0 && bytes % 1024 == 0; i++) {
            bytes /= 1024;
            unit = UNITS.substring(i, i + 1);
        }
        return bytes + unit;
    }

    /**
     * Writes a size as the place of a new disk wants it, exactly.
     *
     * @param size the size
     * @return GiB without unit, with as many decimals as it takes
     */
    public static String gib(Size size) {
        BigDecimal gib = BigDecimal.valueOf(size.bytes()).divide(GIB).stripTrailingZeros();
        return gib.toPlainString();
    }
}
