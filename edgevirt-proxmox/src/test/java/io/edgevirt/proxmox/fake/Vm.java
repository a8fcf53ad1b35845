package io.edgevirt.proxmox.fake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A machine; the world's lock guards it. */
public final class Vm {
    static final String STOPPED = "stopped";
    static final String RUNNING = "running";
    static final String PAUSED = "paused";

    private final World world;
    private final int vmid;
    private String node;
    private Map<String, String> config = new LinkedHashMap<>();
    private final Map<String, String> pending = new LinkedHashMap<>();
    private final Set<String> pendingDeletes = new LinkedHashSet<>();
    private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();
    private final Deque<Shown> history = new ArrayDeque<>();
    private final GuestAgent guest = new GuestAgent();
    private String qmpStatus = STOPPED;
    private long started;
    private int pid;
    private int starts;
    private boolean deaf;
    private String startError = "";
    private final Map<Integer, String> tickets = new HashMap<>();
    private final Set<Integer> terminals = new LinkedHashSet<>();
    private final List<String> keys = new ArrayList<>();
    private UnaryOperator<String> monitor =
            command -> command.equals("info status") ? "VM status: " + qmpStatus + "\r\n" : "";

    /** What the cluster's resources tell of a machine, from a moment on. */
    record Shown(long nanos, String status, String name, boolean template, long uptimeFrom) {}

    Vm(World world, int vmid, String node) {
        this.world = world;
        this.vmid = vmid;
        this.node = node;
        history.add(new Shown(System.nanoTime(), "unknown", "", false, 0));
    }

    /** Its number. */
    public int vmid() {
        return vmid;
    }

    /** The node it is on. */
    public String node() {
        return node;
    }

    void node(String to) {
        node = to;
        changed();
    }

    /** Its name; {@code VM 100} if it has none. */
    public String name() {
        return config.getOrDefault("name", "VM " + vmid);
    }

    /** Its configuration, in the words of Proxmox, to look at and to change. */
    public Map<String, String> config() {
        return config;
    }

    void config(Map<String, String> other) {
        config = new LinkedHashMap<>(other);
        changed();
    }

    /** Values that will hold after a stop. */
    Map<String, String> pending() {
        return pending;
    }

    Set<String> pendingDeletes() {
        return pendingDeletes;
    }

    /** Its configuration as it will be after a stop. */
    Map<String, String> coming() {
        Map<String, String> all = new LinkedHashMap<>(config);
        all.keySet().removeAll(pendingDeletes);
        all.putAll(pending);
        return all;
    }

    /** Its snapshots, by name. */
    public Map<String, Snapshot> snapshots() {
        return snapshots;
    }

    /** What QEMU says: stopped, running, paused, prelaunch, suspended, io-error, internal-error, guest-panicked. */
    public String qmpStatus() {
        return qmpStatus;
    }

    /** Makes QEMU say something else, such as {@code guest-panicked}. */
    public void qmpStatus(String status) {
        boolean up = !status.equals(STOPPED);
        if (up && !running()) {
            started = world.seconds();
            pid = 4_000 + vmid + 10 * ++starts;
        }
        qmpStatus = status;
        changed();
    }

    /** Whether there is a process of it. */
    public boolean running() {
        return !qmpStatus.equals(STOPPED);
    }

    /** How often it was started or restarted. */
    public int starts() {
        return starts;
    }

    void restarted() {
        starts++;
        started = world.seconds();
    }

    long started() {
        return started;
    }

    int pid() {
        return pid;
    }

    /** What holds it, such as {@code clone}; empty for nothing. */
    public String lock() {
        return config.getOrDefault("lock", "");
    }

    /** Locks its configuration as a task does; an empty text unlocks it. */
    public void lock(String reason) {
        if (reason.isEmpty()) {
            config.remove("lock");
        } else {
            config.put("lock", reason);
        }
    }

    /** Refuses if its configuration is locked. */
    void unlocked() {
        if (!lock().isEmpty()) {
            throw Refusal.failed("VM is locked (" + lock() + ")");
        }
    }

    boolean template() {
        return "1".equals(config.get("template"));
    }

    /** The tickets for its consoles, by port. */
    public Map<Integer, String> tickets() {
        return tickets;
    }

    /** Which of its consoles' ports lead to a serial port and not to the screen. */
    public Set<Integer> terminals() {
        return terminals;
    }

    /** The keys sent to it. */
    public List<String> keys() {
        return keys;
    }

    UnaryOperator<String> monitor() {
        return monitor;
    }

    /** Says what QEMU's monitor answers to a command. */
    public void monitor(UnaryOperator<String> answers) {
        monitor = answers;
    }

    /** Lets every start fail with an error; an empty text lets them be again. */
    public void startError(String error) {
        startError = error;
    }

    String startError() {
        return startError;
    }

    /** Lets its guest ignore whatever it is asked to, or heed it again. */
    public void deaf(boolean deaf) {
        this.deaf = deaf;
    }

    /** Whether its guest ignores what it is asked to. */
    public boolean deaf() {
        return deaf || world.machines().deaf(this);
    }

    /** The agent in its guest. */
    public GuestAgent guest() {
        return guest;
    }

    /** Records what the cluster's resources will show after their lag. */
    void changed() {
        String status = running() ? RUNNING : STOPPED;
        history.addLast(new Shown(System.nanoTime(), status, name(), template(), started));
        while (history.size() > 64) {
            history.removeFirst();
        }
        world.signal();
    }

    /** Lets the cluster's resources show the present state as an old one. */
    void settled() {
        Shown latest = history.getLast();
        history.clear();
        history.add(latest);
    }

    /** What the cluster's resources show at present. */
    Shown shown() {
        long until = System.nanoTime() - world.settings().lag.toNanos();
        Shown latest = history.getFirst();
        for (Shown each : history) {
            if (each.nanos() - until <= 0) {
                latest = each;
            }
        }
        return latest;
    }

    /** The hash of the configuration that guards against changes side by side. */
    public String digest() {
        try {
            String text = config.toString() + pending + pendingDeletes + snapshots;
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void checkDigest(Optional<String> expected) {
        if (expected.filter(digest -> !digest.equals(digest())).isPresent()) {
            throw Refusal.failed("detected modified configuration - file changed by other user? Try again.");
        }
    }
}
