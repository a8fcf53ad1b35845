package io.edgevirt.proxmox.fake;

import io.edgevirt.proxmox.fake.site.Site;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The state of the cluster. Handlers and tasks hold its one lock while they run; tests that look at it or change it
 * while requests may be under way do so in {@link #locked}.
 */
public final class World {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Settings settings;
    private final ExecutorService threads;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Tasks tasks = new Tasks(this);
    private final Access access = new Access();
    private final Machines machines = new Machines(this);
    private final Ha ha = new Ha();
    private final Hooks hooks = new Hooks();
    private final Set<String> full = new HashSet<>();
    private final Disks disks = new Disks(this);
    private final Edits edits = new Edits(this, disks);
    private final Power power = new Power(this);
    private final Site site;
    private String cluster;
    private boolean quorum = true;
    private boolean stale;

    World(Settings settings, ExecutorService threads) {
        this.settings = settings;
        this.threads = threads;
        for (String name : settings.nodes) {
            nodes.put(name, new Node(name, nodes.size() + 1));
        }
        cluster = nodes.size() > 1 ? settings.clusterName : "";
        site = new Site(this);
    }

    /** How the fake was set up. */
    public Settings settings() {
        return settings;
    }

    /** The release the fake poses as. */
    public Release release() {
        return settings.release;
    }

    /** Does something while nobody else changes the world. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            T result = work.get();
            changed.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** Does something while nobody else changes the world. */
    public void change(Runnable work) {
        locked(() -> {
            work.run();
            return true;
        });
    }

    /** Waits, without the lock, until something holds; true if it did in time. The lock must be held. */
    public boolean await(Duration longest, BooleanSupplier what) {
        long left = longest.toNanos();
        try {
            while (!what.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.failed("the fake is closed");
        }
    }

    void signal() {
        lock.lock();
        changed.signalAll();
        lock.unlock();
    }

    static void sleep(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Seconds since 1970. */
    public long seconds() {
        return settings.clock.instant().getEpochSecond();
    }

    /** The cluster's name; empty for a node of its own. */
    public String clusterName() {
        return cluster;
    }

    /** Makes a cluster of the nodes there are, or gives it another name. */
    public void cluster(String name) {
        cluster = name;
    }

    /** Adds a node, as one that joined. */
    public void addNode(String name) {
        int number = nodes.values().stream()
                .mapToInt(node -> node.number() + 1)
                .max()
                .orElse(1);
        nodes.put(name, new Node(name, number));
    }

    /** Takes a node out of the cluster. */
    public void removeNode(String name) {
        nodes.remove(name);
    }

    /** All nodes, in order. */
    public List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /**
     * The node with a name.
     *
     * @throws Refusal if there is none
     */
    public Node node(String name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw Refusal.failed("hostname lookup '" + name + "' failed - failed to get address info for: " + name
                    + ": Name or service not known");
        }
        return node;
    }

    /** What the cluster has besides machines: storages, volumes, hosts, networks. */
    public Site site() {
        return site;
    }

    /** All machines. */
    public Machines machines() {
        return machines;
    }

    /** Who may do what. */
    public Access access() {
        return access;
    }

    /** What the HA manager keeps. */
    public Ha ha() {
        return ha;
    }

    /** What the site tells about what machines need of it. */
    public Hooks hooks() {
        return hooks;
    }

    Disks disks() {
        return disks;
    }

    Edits edits() {
        return edits;
    }

    Power power() {
        return power;
    }

    /** Lets the HA manager do after its lag what is wished of a machine. */
    void obey(Vm vm) {
        later(
                settings.haLag,
                () -> ha.of(vm.vmid()).ifPresent(resource -> {
                    boolean wanted = resource.state().equals("started");
                    Identity root = new Identity("root@pam", "", false);
                    String id = String.valueOf(vm.vmid());
                    if (wanted && !vm.running()) {
                        tasks.start(vm.node(), "qmstart", id, root, task -> power.start(task, vm));
                    } else if (!wanted && vm.running()) {
                        tasks.start(vm.node(), "qmshutdown", id, root, task -> power.shutdown(task, vm, 60, true));
                    }
                }));
    }

    /** Lets the HA manager move a machine after its lag, unless its node or the machine is gone by then. */
    public void haMove(Vm vm, String target) {
        later(settings.haLag, () -> {
            if (machines.find(vm.vmid()).isPresent()
                    && nodes.containsKey(target)
                    && !vm.node().equals(target)) {
                Identity root = new Identity("root@pam", "", false);
                tasks.start(vm.node(), "qmigrate", String.valueOf(vm.vmid()), root, task -> {
                    task.pass();
                    vm.node(target);
                });
            }
        });
    }

    /** Tells the HA manager that its resources were changed. */
    public void haChanged() {
        machines.all().stream().filter(vm -> ha.of(vm.vmid()).isPresent()).forEach(this::obey);
    }

    /** Lets nothing new fit on a storage, or lets it again. */
    public void full(String storage, boolean isFull) {
        change(() -> {
            if (isFull) {
                full.add(storage);
            } else {
                full.remove(storage);
            }
        });
    }

    /** Whether nothing new fits on a storage. */
    public boolean full(String storage) {
        return full.contains(storage);
    }

    /** Does something after a while, as daemons do. */
    void later(Duration time, Runnable work) {
        try {
            threads.execute(() -> {
                sleep(time);
                if (!Thread.currentThread().isInterrupted()) {
                    change(work);
                }
            });
        } catch (RejectedExecutionException e) {
            // The fake is closed: nothing happens any more.
        }
    }

    /** All tasks. */
    public Tasks tasks() {
        return tasks;
    }

    /** Starts a task on the node that a request names and answers its UPID. */
    public Answer task(Request request, String type, String id, TaskWork work) {
        return Answer.of(
                tasks.start(request.node(), type, id, request.identity(), work).upid());
    }

    /** Lets a node die, or come back: requests meant for it get 595 and its own address is dead. */
    public void down(String node, boolean down) {
        change(() -> node(node).down(down));
    }

    /**
     * Lets the listing go on to tell what machines of dead nodes did, as the real one does for some minutes; otherwise it
     * tells at once that nothing is known of them, as the real one does after that.
     */
    public void stale(boolean stale) {
        change(() -> this.stale = stale);
    }

    /** Whether the listing knows nothing any more of a node's machines. */
    boolean forgotten(String node) {
        return down(node) && !stale;
    }

    boolean down(String node) {
        Node found = nodes.get(node);
        return found != null && found.down();
    }

    /** Takes the cluster's quorum away or gives it back: without it nothing can be written. */
    public void quorum(boolean quorum) {
        change(() -> this.quorum = quorum);
    }

    /** Whether the cluster has a quorum. */
    public boolean quorate() {
        return quorum;
    }

    void needQuorum() {
        if (!quorum) {
            throw Refusal.failed("cluster not ready - no quorum?");
        }
    }

    /** Hands a request on from the node it came to: to one that is down takes a while and fails. */
    void reach(String node, String entry) {
        if (!node.equals(entry)) {
            node(node);
            if (down(node)) {
                sleep(Duration.ofMillis(20));
                throw new Refusal(595, "No route to host");
            }
        }
    }

    ExecutorService threads() {
        return threads;
    }
}
