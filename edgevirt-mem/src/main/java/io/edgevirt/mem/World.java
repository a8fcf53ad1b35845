package io.edgevirt.mem;

import io.edgevirt.Event;
import io.edgevirt.VMState;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A simulated system: what it has, what it is doing, who is connected. One lock guards it all. */
final class World {

    /** How many finished tasks and carried out requests it remembers. */
    private static final int REMEMBERED = 10_000;

    private static final AtomicInteger WORLDS = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock telling = new ReentrantLock();
    private final Clock clock = new Clock(lock, this::tellWatchers);
    private final Faults faults = new Faults();
    private final Requests requests = new Requests();
    private final int serial = WORLDS.incrementAndGet();
    private final String name;
    private final Preset preset;
    private final Inventories things = new Inventories();
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final Map<String, SimulatedGuest> guests = new HashMap<>();
    private final Map<String, Job> jobs = new Remembered<>();
    private final Map<String, Map<String, String>> done = new Remembered<>();
    private final Set<Session> sessions = new HashSet<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final ConcurrentLinkedQueue<Event> news = new ConcurrentLinkedQueue<>();
    private long count;
    private boolean strict;

    World(String name, Preset preset) {
        this.name = name;
        this.preset = preset;
    }

    /** A map that forgets its oldest entries. */
    private static final class Remembered<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > REMEMBERED;
        }
    }

    private record Watcher(Session session, Consumer<Event> sink) {}

    /** The system's lock, for where work is not to be wrapped up. */
    Lock lock() {
        return lock;
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    String name() {
        return name;
    }

    Preset preset() {
        return preset;
    }

    Clock clock() {
        return clock;
    }

    Faults faults() {
        return faults;
    }

    Requests requests() {
        return requests;
    }

    Inventories things() {
        return things;
    }

    boolean strict() {
        return strict;
    }

    void strict(boolean on) {
        strict = on;
    }

    /** An id that no other system of this JVM gives. */
    String nextName(String kind) {
        return kind + "-" + serial + "-" + next();
    }

    /** An id that no other system of this JVM gives, laid out as a UUID of version 8 (RFC 9562: our own meaning). */
    String nextId() {
        return new UUID(((long) serial << 32) | 0x8000L, 0x8000_0000_0000_0000L | next()).toString();
    }

    int nextNumber() {
        return (int) next();
    }

    private long next() {
        lock.lock();
        try {
            return ++count;
        } finally {
            lock.unlock();
        }
    }

    // Machines

    Map<String, Machine> machines() {
        return machines;
    }

    Machine machine(String id) {
        Machine machine = machines.get(id);
        if (machine == null || machine.hidden()) {
            throw Problems.notFound("machine", id);
        }
        return machine;
    }

    /** Whether a name is free in a folder; a machine in the making holds its name already. */
    boolean free(String wanted, Optional<String> folder) {
        for (Machine m : machines.values()) {
            if (m.name().equals(wanted) && m.folder().equals(folder)) {
                return false;
            }
        }
        return true;
    }

    /** The behaviour of the guest in the machine of a name, kept for when one of that name is made. */
    SimulatedGuest guest(String machineName) {
        for (Machine m : machines.values()) {
            if (m.name().equals(machineName)) {
                return m.guest();
            }
        }
        return guests.computeIfAbsent(machineName, n -> new SimulatedGuest(this));
    }

    /** The behaviour that was prepared for a name, or that of the machine it is a copy of. */
    SimulatedGuest guestFor(String machineName, Optional<SimulatedGuest> original) {
        SimulatedGuest prepared = guests.remove(machineName);
        if (prepared != null) {
            return prepared;
        }
        SimulatedGuest fresh = new SimulatedGuest(this);
        if (original.isPresent()) {
            fresh.behaveLike(original.get());
        }
        return fresh;
    }

    // Work

    Map<String, String> carryOut(String key, Supplier<Map<String, String>> work) {
        Map<String, String> before = done.get(key);
        if (before != null) {
            return before; // the same request again, after a lost reply
        }
        Map<String, String> results = work.get();
        done.put(key, results);
        return results;
    }

    Job begin(Job job, Hitch hitch) {
        job.begin(hitch);
        jobs.put(job.id(), job);
        return job;
    }

    Landed landed(String key) {
        Map<String, String> results = done.get(key);
        if (results != null) {
            return Landed.yes(results);
        }
        for (Job job : jobs.values()) {
            if (job.key().equals(key) && job.running()) {
                return job.landed();
            }
        }
        return Landed.no();
    }

    boolean cancelBy(String key) {
        List.copyOf(jobs.values()).stream().filter(j -> j.key().equals(key)).forEach(Job::cancel);
        return true;
    }

    void takeBack(String key, Consumer<Map<String, String>> how) {
        Map<String, String> results = done.get(key);
        if (results != null) {
            how.accept(results);
            done.remove(key);
        }
    }

    void cancel(String task) {
        Job job = jobs.get(task);
        if (job == null) {
            throw Problems.notFound("task", task);
        }
        job.cancel();
    }

    Map<String, TaskState> states(Set<String> tasks) {
        Map<String, TaskState> states = new HashMap<>();
        for (String task : tasks) {
            Job job = jobs.get(task);
            if (job != null) {
                states.put(task, job.state());
            }
        }
        return states;
    }

    List<String> tasksAtWork() {
        return jobs.values().stream().filter(Job::running).map(Job::toString).toList();
    }

    // Sessions and events

    void joined(Session session) {
        sessions.add(session);
    }

    void left(Session session) {
        sessions.remove(session);
        if (!watchers.isEmpty()) {
            watchers.removeIf(w -> w.session() == session);
        }
    }

    int connections() {
        return sessions.size();
    }

    int watchers() {
        return watchers.size();
    }

    void expireAll() {
        locked(() -> {
            sessions.forEach(Session::expire);
            return true;
        });
    }

    void cutAll() {
        locked(() -> {
            sessions.forEach(Session::cut);
            return true;
        });
    }

    Runnable watch(Session session, Consumer<Event> sink) {
        Watcher watcher = new Watcher(session, sink);
        watchers.add(watcher);
        return () -> locked(() -> watchers.remove(watcher));
    }

    void happened(Event.Kind kind, Machine machine, String detail) {
        if (!watchers.isEmpty() && !machine.hidden()) {
            Optional<VMState> state = kind == Event.Kind.REMOVED ? Optional.empty() : Optional.of(machine.state());
            news.add(new Event(kind, machine.id(), Optional.of(machine.name()), state, clock.now(), detail));
        }
    }

    /** Without the system's lock: a watcher may ask the system. In order, by one thread at a time. */
    void tellWatchers() {
        while (!news.isEmpty() && !lock.isHeldByCurrentThread() && telling.tryLock()) {
            try {
                for (Event event = news.poll(); event != null; event = news.poll()) {
                    tell(event);
                }
            } finally {
                telling.unlock();
            }
        }
    }

    private void tell(Event event) {
        List<Watcher> all =
                locked(() -> watchers.stream().filter(w -> w.session().alive()).toList());
        all.forEach(w -> w.sink().accept(event));
    }

    @Override
    public String toString() {
        return "mem:" + name;
    }
}
