package io.edgevirt.vsphere.soap;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.spi.Bell;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks something small once nothing was asked for a while, since a vSphere session that is idle for 30 minutes is over. Ends
 * with close.
 */
final class KeepAlive implements AutoCloseable {

    static final Duration EVERY = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);

    private final Bell closing = new Bell();
    private final Thread thread;

    /**
     * Begins.
     *
     * @param every how long the session may be idle
     * @param idle how long it is
     * @param ask ends that
     */
    KeepAlive(Duration every, Supplier<Duration> idle, Runnable ask) {
        thread = new Thread(() -> run(every, idle, ask), "edgevirt-vsphere-keepalive");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Duration every, Supplier<Duration> idle, Runnable ask) {
        try {
            Duration pause = every;
            while (!closing.await(pause)) {
                Duration left = every.minus(idle.get());
                boolean due = left.isZero() || left.isNegative();
                if (due) {
                    ask(ask);
                }
                pause = due ? every : left;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A session that is over is made anew by whoever needs it next. */
    private static void ask(Runnable ask) {
        try {
            ask.run();
        } catch (EdgeVirtException e) {
            LOG.debug("the session could not be kept alive", e);
        }
    }

    @Override
    public void close() {
        closing.ring();
    }
}
