package io.edgevirt.proxmox.driver;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Pve;
import io.edgevirt.proxmox.read.TaskLog;
import io.edgevirt.proxmox.read.Upid;
import io.edgevirt.spi.SessionExpiredException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the logs of tasks, from where it stopped. */
final class TaskLogs {

    private static final Logger LOG = LoggerFactory.getLogger(TaskLogs.class);

    /** Lines per request. */
    private static final int PAGE = 500;
    /** A log longer than this is not read to its end: 10,000 lines. */
    private static final int PAGES = 20;

    private final Pve pve;

    TaskLogs(Pve pve) {
        this.pve = pve;
    }

    /** A request for lines of a log. */
    static Call call(Upid upid, int from, int most) {
        return Call.get("/nodes/{node}/tasks/{upid}/log", upid.node(), upid.text())
                .with("start", from)
                .with("limit", most);
    }

    /** Some lines from a place on: one request. */
    List<String> page(Upid upid, int from) {
        List<String> lines = TaskLog.lines(pve.send(call(upid, from, PAGE)));
        // what Proxmox answers where there are no lines
        return lines.equals(List.of("no content")) ? List.of() : lines;
    }

    /** All lines from a place on: one request in nearly all cases. */
    List<String> rest(Upid upid, int from) {
        List<String> all = new ArrayList<>();
        for (int page = 0; page < PAGES; page++) {
            List<String> more = page(upid, from + all.size());
            all.addAll(more);
            if (more.size() < PAGE) {
                break;
            }
        }
        return all;
    }

    /** The same, for an error that is known without it. */
    List<String> restQuietly(Upid upid, int from) {
        try {
            return rest(upid, from);
        } catch (SessionExpiredException e) {
            throw e;
        } catch (EdgeVirtException e) {
            LOG.debug("the log of {} cannot be read", upid.text(), e);
            return List.of();
        }
    }
}
