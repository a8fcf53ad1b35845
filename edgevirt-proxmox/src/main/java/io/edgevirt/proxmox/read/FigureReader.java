package io.edgevirt.proxmox.read;

import io.edgevirt.Size;
import io.edgevirt.VMStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a machine uses. */
public final class FigureReader {

    private FigureReader() {}

    /**
     * Reads the answer of {@code status/current}.
     *
     * @param status the answer
     * @param readAt when it was read
     * @return the figures; of a machine that does not run none
     */
    public static VMStats stats(Json status, Instant readAt) {
        Json now = status.text("status").filter("running"::equals).isPresent() ? status : Json.missing();
        // without the guest's word, mem is what the host spends on it
        boolean told = now.get("ballooninfo").number("free_mem").isPresent()
                || now.number("freemem").isPresent();
        return new VMStats(
                Optional.empty(),
                now.decimal("cpu").filter(c -> c >= 0).map(c -> Math.min(1.0, c)),
                told ? size(now, "mem") : Optional.empty(),
                size(now, "memhost"),
                size(now, "diskread"),
                size(now, "diskwrite"),
                size(now, "netin"),
                size(now, "netout"),
                now.number("uptime").filter(u -> u > 0).map(Duration::ofSeconds),
                readAt);
    }

    private static Optional<Size> size(Json status, String name) {
        return status.number(name).filter(n -> n >= 0).map(Size::ofBytes);
    }
}
