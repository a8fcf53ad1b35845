package io.edgevirt.proxmox.fake.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Samples over time, as {@code rrddata} gives them. */
final class Rrd {

    private static final Map<String, Long> STEPS =
            Map.of("hour", 60L, "day", 1_800L, "week", 10_800L, "month", 43_200L, "year", 604_800L, "decade", 604_800L);

    private static final int ROWS = 70;

    private Rrd() {}

    /** Rows of the same figures; the oldest and the newest have a time alone, as where nothing was measured. */
    static List<Row> rows(String timeframe, Map<String, Double> figures) {
        long step = STEPS.getOrDefault(timeframe, 60L);
        long last = System.currentTimeMillis() / 1000 / step * step;
        List<Row> rows = new ArrayList<>();
        for (int i = ROWS - 1; i >= 0; i--) {
            Row row = Row.of("time", last - i * step);
            if (i > 0 && i < ROWS - 1) {
                row.putAll(new TreeMap<>(figures));
            }
            rows.add(row);
        }
        return rows;
    }
}
