package io.edgevirt.spi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A bell")
class BellTest {

    /** More than a long of nanoseconds holds, for a bell that shall ring before. */
    private static final Duration LONG = Duration.ofSeconds(Long.MAX_VALUE);

    private final Bell bell = new Bell();

    @Test
    @DisplayName("is silent at first")
    void silent() throws InterruptedException {
        assertFalse(bell.take());
        assertFalse(bell.await(Duration.ZERO));
    }

    @Test
    @DisplayName("keeps a ring that nobody waited for, once")
    void kept() throws InterruptedException {
        bell.ring();

        assertTrue(bell.await(LONG));
        assertFalse(bell.take());
    }

    @Test
    @DisplayName("keeps one ring of several")
    void oneOfSeveral() {
        bell.ring();
        bell.ring();

        assertTrue(bell.take());
        assertFalse(bell.take());
    }

    @Test
    @DisplayName("gives a kept ring also to a wait of no time or less")
    void noTime() throws InterruptedException {
        bell.ring();
        assertTrue(bell.await(Duration.ZERO));
        bell.ring();
        assertTrue(bell.await(Duration.ofSeconds(-1)));
    }

    @Test
    @DisplayName("wakes a thread that waits")
    void wakes() {
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return bell.await(LONG);
            } catch (InterruptedException e) {
                return false;
            }
        });
        bell.ring();

        assertTrue(waiting.join());
    }

    @Test
    @DisplayName("ends a wait by an interrupt, and keeps the ring for the next")
    void interrupt() {
        bell.ring();
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> bell.await(LONG));
        assertTrue(bell.take());
    }
}
