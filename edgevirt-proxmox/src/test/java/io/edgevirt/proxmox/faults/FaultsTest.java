package io.edgevirt.proxmox.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.proxmox.fake.Release;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaks every request of every change in every way. Most of the time is spent waiting, so the lanes run side by side. */
@Tag("long")
@DisplayName("Any request to a cluster of Proxmox VE may fail:")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {

    private static final int LANES = 8;
    private static final long PATIENCE_MINUTES = 5;

    private final Map<String, Future<List<String>>> lanes = new HashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(LANES);

    @BeforeAll
    void begin() {
        cases().forEach(c -> {
            Release release = (Release) c.get()[0];
            Change change = (Change) c.get()[1];
            Trouble trouble = (Trouble) c.get()[2];
            lanes.put(key(release, change, trouble), threads.submit(new Lane(release, change, trouble)::run));
        });
    }

    @AfterAll
    void end() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }

    private static String key(Release release, Change change, Trouble trouble) {
        return release + " " + change.name() + " " + trouble.name();
    }

    static Stream<Arguments> cases() {
        return Stream.of(Trouble.values())
                .flatMap(trouble -> Stream.of(Change.values())
                        .flatMap(change -> Stream.of(Release.values())
                                .filter(r -> r == Release.PVE_9_1
                                        || (trouble == Trouble.CUT_AFTER && change != Change.LINKED))
                                .map(release -> Arguments.of(release, change, trouble))));
    }

    @ParameterizedTest(
            name = "{0}: {1}, and at any request {2}: no duplicate, nothing left behind in silence, the truth told")
    @MethodSource("cases")
    void anywhere(Release release, Change change, Trouble trouble) throws Exception {
        List<String> wrong = lanes.get(key(release, change, trouble)).get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }
}
