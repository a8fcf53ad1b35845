package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Keeping a session alive")
class KeepAliveTest {

    @Test
    @DisplayName("asks nothing while others ask, and once it is idle")
    void idle() throws InterruptedException {
        Duration every = Duration.ofMillis(5);
        List<String> happened = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch asked = new CountDownLatch(1);
        try (KeepAlive keeper = new KeepAlive(
                every,
                () -> {
                    happened.add("look");
                    return happened.size() < 4 ? Duration.ofMillis(2) : every;
                },
                () -> {
                    happened.add("ask");
                    asked.countDown();
                })) {
            asked.await();
        }
        assertEquals(List.of("look", "look", "look", "look", "ask"), happened.subList(0, 5));
    }
}
