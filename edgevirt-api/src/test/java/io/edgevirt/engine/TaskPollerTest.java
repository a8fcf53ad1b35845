package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import io.edgevirt.AuthenticationException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Outcome;
import io.edgevirt.Task;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The poller of native tasks")
class TaskPollerTest {

    private static final TaskState RUNNING = new TaskState.Running(Optional.empty());
    private static final TaskState SUCCEEDED = new TaskState.Succeeded(Map.of());

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private Task<?> submit(String nativeId) {
        return rig.change(ToyStep.of(nativeId).starts(Started.task(nativeId))).submit();
    }

    @Test
    @DisplayName("asks about 200 tasks with one request each time, from one thread")
    void oneRequest() {
        int tasks = 200;
        AtomicInteger polls = new AtomicInteger();
        AtomicInteger together = new AtomicInteger();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        when(rig.driver.poll(any(), any())).thenAnswer(i -> {
            Set<String> asked = i.getArgument(0);
            threads.add(Thread.currentThread());
            if (asked.size() < tasks) {
                return Map.of();
            }
            together.incrementAndGet();
            TaskState state = polls.incrementAndGet() < 5 ? RUNNING : SUCCEEDED;
            Map<String, TaskState> states = new HashMap<>();
            asked.forEach(t -> states.put(t, state));
            return states;
        });
        List<Task<?>> all = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            all.add(submit("UPID:" + i));
        }
        all.forEach(t -> t.join(Duration.ofDays(1)));
        assertEquals(5, together.get());
        assertEquals(1, threads.size());
    }

    @Test
    @DisplayName("asks only about those that have not ended")
    void onlyRunning() {
        List<Set<String>> asked = new ArrayList<>();
        when(rig.driver.poll(any(), any())).thenAnswer(i -> {
            Set<String> tasks = i.getArgument(0);
            asked.add(new TreeSet<>(tasks));
            Map<String, TaskState> states = new HashMap<>();
            boolean alone = asked.stream().anyMatch(t -> t.contains("quick")) && !tasks.contains("quick");
            tasks.forEach(t -> states.put(t, t.equals("quick") || alone ? SUCCEEDED : RUNNING));
            return states;
        });
        Task<?> slow = submit("slow");
        submit("quick").join(Duration.ofDays(1));
        slow.join(Duration.ofDays(1));
        assertEquals(Set.of("slow"), asked.get(asked.size() - 1));
    }

    @Test
    @DisplayName("asks no more when there is no task, and again for the next")
    void idle() {
        AtomicInteger polls = new AtomicInteger();
        when(rig.driver.poll(any(), any())).thenAnswer(i -> {
            polls.incrementAndGet();
            Map<String, TaskState> states = new HashMap<>();
            i.<Set<String>>getArgument(0).forEach(t -> states.put(t, SUCCEEDED));
            return states;
        });
        submit("first").join();
        assertEquals(1, polls.get());
        submit("second").join();
        assertEquals(2, polls.get());
    }

    @Test
    @DisplayName("pauses longer and longer while only progress changes")
    void calm() {
        AtomicInteger polls = new AtomicInteger();
        when(rig.driver.poll(any(), any())).thenAnswer(i -> {
            int n = polls.incrementAndGet();
            TaskState state = n < 20 ? new TaskState.Running(Optional.of(n / 20.0)) : SUCCEEDED;
            return Map.of("UPID:1", state);
        });
        submit("UPID:1").join(Duration.ofDays(1));
        List<Duration> pauses = rig.pace.pauses();
        assertTrue(pauses.get(pauses.size() - 1).compareTo(Duration.ofMillis(500)) > 0, pauses::toString);
    }

    @Test
    @DisplayName("hardly pauses where the system holds back its answer until something changes")
    void heldBack() {
        AtomicInteger polls = new AtomicInteger();
        when(rig.driver.pollHolds()).thenReturn(true);
        when(rig.driver.poll(any(), any()))
                .thenAnswer(i -> Map.of("t", polls.incrementAndGet() < 12 ? RUNNING : SUCCEEDED));
        submit("t").join(Duration.ofDays(1));
        rig.pace.pauses().forEach(p -> assertTrue(p.compareTo(Duration.ofMillis(250)) <= 0, p::toString));
    }

    @Test
    @DisplayName("tells everybody that the end is not known when the login is refused meanwhile")
    void refusedLogin() {
        when(rig.driver.poll(any(), any()))
                .thenThrow(new AuthenticationException(Failure.of("the password has expired")));
        EdgeVirtException e = Rig.failureOf(rig.change(ToyStep.of("a").unnamed().starts(Started.task("UPID:1"))));
        assertInstanceOf(AuthenticationException.class, e);
        assertEquals(Outcome.UNKNOWN, e.outcome());
        assertEquals("change", e.operation());
    }

    @Test
    @DisplayName("survives an Error of the backend's")
    void error() {
        when(rig.driver.poll(any(), any())).thenThrow(new NoClassDefFoundError("missing"));
        Rig.failureOf(submit("UPID:1"));
        Rig.failureOf(submit("UPID:2"));
    }
}
