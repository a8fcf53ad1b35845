package io.edgevirt.proxmox.read;

import io.edgevirt.Size;
import io.edgevirt.proxmox.BackupMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code GET /nodes/{node}/storage/{storage}/content}. */
public final class ContentReader {

    /** The last second of the year 9999: what lies behind is no time. */
    private static final long LAST = 253_402_300_799L;

    private ContentReader() {}

    /**
     * What lies on a storage.
     *
     * @param listing the reply
     * @return its rows, those without an id left out
     */
    public static List<Stored> stored(Json listing) {
        List<Stored> stored = new ArrayList<>();
        for (Json row : listing.list()) {
            row.text("volid").filter(v -> v.indexOf(':') > 0).ifPresent(v -> stored.add(one(v, row)));
        }
        return stored;
    }

    /**
     * What pruning would do, of {@code GET /nodes/{node}/storage/{storage}/prunebackups}.
     *
     * @param reply the reply
     * @return its rows, those without an id or a mark left out
     */
    public static List<BackupMark> marks(Json reply) {
        List<BackupMark> marks = new ArrayList<>();
        for (Json row : reply.list()) {
            Optional<String> mark = row.text("mark");
            row.text("volid")
                    .filter(v -> mark.isPresent())
                    .ifPresent(v -> marks.add(new BackupMark(v, owner(row), made(row), mark.orElseThrow())));
        }
        return List.copyOf(marks);
    }

    private static Optional<String> owner(Json row) {
        return row.text("vmid").filter(v -> !v.isEmpty() && !v.equals("0"));
    }

    private static Optional<Instant> made(Json row) {
        return row.number("ctime").filter(t -> t > 0 && t <= LAST).map(Instant::ofEpochSecond);
    }

    private static Stored one(String volid, Json row) {
        Optional<String> format = row.text("format").filter(f -> !f.isEmpty());
        return new Stored(
                volid,
                row.text("content").orElse("images"),
                format,
                size(row, format),
                row.number("used").filter(u -> u >= 0).map(Size::ofBytes),
                owner(row),
                made(row),
                row.text("notes").filter(n -> !n.isEmpty()),
                row.flag("protected"),
                row.get("verification").text("state"),
                row.text("subtype"));
    }

    /** A folder without a quota is told to have no size at all. */
    private static Optional<Size> size(Json row, Optional<String> format) {
        boolean unlimited = format.equals(Optional.of("subvol"));
        return row.number("size").filter(s -> unlimited ? s > 0 : s >= 0).map(Size::ofBytes);
    }
}
