package io.edgevirt.proxmox.read;

import io.edgevirt.Size;
import io.edgevirt.proxmox.VMMetrics;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Figures of the past. */
public final class MetricsReader {

    private MetricsReader() {}

    /**
     * Reads the answer of {@code rrddata}.
     *
     * @param reply the answer
     * @return the figures, oldest first
     */
    public static List<VMMetrics> metrics(Json reply) {
        return reply.list().stream()
                .flatMap(row -> row
                        .number("time")
                        .filter(t -> t > 0 && t < Integer.MAX_VALUE * 2L)
                        .map(t -> one(row, Instant.ofEpochSecond(t)))
                        .stream())
                .sorted(Comparator.comparing(VMMetrics::at))
                .toList();
    }

    private static VMMetrics one(Json row, Instant at) {
        return new VMMetrics(
                at,
                rate(row, "cpu"),
                row.number("maxcpu").filter(c -> c > 0 && c <= 1 << 20).map(Long::intValue),
                size(row, "mem"),
                size(row, "maxmem"),
                rate(row, "diskread"),
                rate(row, "diskwrite"),
                rate(row, "netin"),
                rate(row, "netout"));
    }

    private static Optional<Double> rate(Json row, String name) {
        return row.decimal(name).filter(d -> d >= 0);
    }

    private static Optional<Size> size(Json row, String name) {
        return row.number(name).filter(n -> n >= 0).map(Size::ofBytes);
    }
}
