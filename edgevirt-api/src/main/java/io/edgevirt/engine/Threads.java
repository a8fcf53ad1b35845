package io.edgevirt.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection's threads: daemons that are made when needed, end when idle, and all end on close. */
final class Threads implements Engine.Part {

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
    private static final long IDLE_SECONDS = 10;
    private static final long CLOSE_SECONDS = 10;

    private final String name;
    private final ThreadPoolExecutor pool;
    private final Set<Thread> made = ConcurrentHashMap.newKeySet();

    Threads(String name) {
        this.name = name;
        AtomicInteger count = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    if (!made.isEmpty()) {
                        made.removeIf(t -> t.getState() == Thread.State.TERMINATED);
                    }
                    made.add(thread);
                    return thread;
                });
    }

    String name() {
        return name;
    }

    void execute(Runnable work) {
        pool.execute(work);
    }

    /** Interrupts what still runs and waits a little for it. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{}: {} threads have not ended", name, pool.getActiveCount());
                return;
            }
            // the pool counts a thread out a moment before it is gone
            for (Thread thread : made) {
                if (thread != Thread.currentThread()) {
                    thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
