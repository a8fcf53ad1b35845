package io.edgevirt.samples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds back the end of the JVM by Ctrl-C or a TERM signal until the program has cleaned up after itself. */
final class CtrlC implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    private final CountDownLatch cleaned = new CountDownLatch(1);
    private final Thread hook;

    /**
     * Begins to listen.
     *
     * @param stop has the program stop soon; called from another thread
     */
    CtrlC(Runnable stop) {
        hook = new Thread(() -> holdBack(stop), "ctrl-c");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void holdBack(Runnable stop) {
        System.err.println();
        System.err.println("Stopping, and removing what was made …");
        stop.run();
        try {
            if (!cleaned.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Not all could be removed within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All is cleaned up: the JVM may end. */
    @Override
    public void close() {
        cleaned.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook is done
        }
    }
}
