package io.edgevirt.vsphere.soap;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.spi.Bell;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks something small now and then, since a vSphere session that is idle for 30 minutes is over. Ends with close. */
final class KeepAlive implements AutoCloseable {

    static final Duration EVERY = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);

    private final Bell closing = new Bell();
    private final Thread thread;

    KeepAlive(Duration every, Runnable ask) {
        thread = new Thread(() -> run(every, ask), "edgevirt-vsphere-keepalive");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Duration every, Runnable ask) {
        try {
            while (!closing.await(every)) {
                ask(ask);
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
