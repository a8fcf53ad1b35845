package io.edgevirt.proxmox.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A task of a node, running or ended; the world's lock guards it. */
public final class Task {
    private final World world;
    private final String upid;
    private final String node;
    private final String type;
    private final String id;
    private final Identity user;
    private final int pid;
    private final long started;
    private final List<String> log = new ArrayList<>();
    private long ended;
    private String exit = "";
    private int warnings;
    private boolean aborted;

    Task(World world, String node, String type, String id, Identity user, int pid) {
        this.world = world;
        this.node = node;
        this.type = type;
        this.id = id;
        this.user = user;
        this.pid = pid;
        this.started = world.seconds();
        this.upid = String.format(
                "UPID:%s:%08X:%08X:%08X:%s:%s:%s:", node, pid, pid * 7L + 0xD3E400L, started, type, id, user.name());
    }

    /** Its whole name, {@code UPID:…}. */
    public String upid() {
        return upid;
    }

    /** Such as {@code qmstart}. */
    public String type() {
        return type;
    }

    /** What it is about, such as a machine's number. */
    public String id() {
        return id;
    }

    /** The node it runs on. */
    public String node() {
        return node;
    }

    /** Whether it still runs. */
    public boolean running() {
        return ended == 0;
    }

    /** How it ended: {@code OK}, {@code WARNINGS: n} or the error; empty while it runs. */
    public String exit() {
        return exit;
    }

    /** Writes a line to the log. */
    public void log(String line) {
        log.add(line);
    }

    /** Writes a warning to the log: the task will end with {@code WARNINGS: n}. */
    public void warn(String line) {
        log.add("WARN: " + line);
        warnings++;
    }

    /** Lets the time go by that a task takes; the world's lock is given up meanwhile. */
    public void pass() {
        pass(world.settings().taskLength);
    }

    /** Lets a time go by, unless the task is stopped; the world's lock is given up meanwhile. */
    public void pass(Duration time) {
        world.await(time, () -> aborted);
        if (aborted) {
            throw Refusal.failed("received interrupt");
        }
    }

    /** Waits until something holds; the world's lock is given up meanwhile. True if it held in time. */
    public boolean await(Duration longest, BooleanSupplier what) {
        boolean held = world.await(longest, () -> aborted || what.getAsBoolean());
        if (aborted) {
            throw Refusal.failed("received interrupt");
        }
        return held;
    }

    void abort() {
        aborted = true;
        world.signal();
    }

    void end(String error) {
        String good = warnings == 0 ? "OK" : "WARNINGS: " + warnings;
        exit = error.isEmpty() ? good : error.replaceAll("\\s+", " ").trim();
        log.add(error.isEmpty() ? "TASK " + good : "TASK ERROR: " + exit);
        ended = world.seconds();
        world.signal();
    }

    List<String> lines() {
        return List.copyOf(log);
    }

    long started() {
        return started;
    }

    Identity user() {
        return user;
    }

    private Map<String, Object> base() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("upid", upid);
        all.put("node", node);
        all.put("pid", pid);
        all.put("pstart", pid * 7L + 0xD3E400L);
        all.put("starttime", started);
        all.put("type", type);
        all.put("id", id);
        all.put("user", user.user());
        if (user.token()) {
            all.put("tokenid", user.tokenId());
        }
        return all;
    }

    /** As lists of tasks show it: the exit status is called status there, and is missing while it runs. */
    public Map<String, Object> row() {
        Map<String, Object> row = base();
        if (!running()) {
            row.put("endtime", ended);
            row.put("status", exit);
        }
        return row;
    }

    /** As {@code …/status} shows it. */
    Map<String, Object> state() {
        Map<String, Object> state = base();
        state.put("status", running() ? "running" : "stopped");
        if (!running()) {
            state.put("exitstatus", exit);
        }
        return state;
    }
}
