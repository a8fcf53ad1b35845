package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The start of a machine, by its uptime in seconds,")
class StartsTest {

    private static final long BEGAN = 1_000_000;

    private final Starts starts = new Starts();

    private Optional<Instant> told(String node, Optional<Long> pid, Optional<Instant> reckoned) {
        VMInfo read = new VMInfo(
                "100",
                "edge-01",
                VMState.RUNNING,
                Optional.empty(),
                Optional.empty(),
                Optional.of(node),
                Optional.empty(),
                reckoned,
                Optional.of(false),
                Instant.EPOCH);
        return starts.steady(read, pid).startedAt();
    }

    private long told(long pid, long reckoned) {
        return told("pve1", Optional.of(pid), Optional.of(Instant.ofEpochSecond(reckoned)))
                .orElseThrow()
                .getEpochSecond();
    }

    @ParameterizedTest(name = "by {0} s")
    @ValueSource(longs = {-2, -1, 0, 1, 2})
    @DisplayName("stays what it was told first, however it wavers while the process is the same")
    void same(long wavers) {
        told(4711, BEGAN);

        assertEquals(BEGAN, told(4711, BEGAN + wavers));
    }

    @ParameterizedTest(name = "that comes out {0} s later")
    @ValueSource(longs = {-1, 0, 1, 2})
    @DisplayName("is later after a restart at once")
    void restarted(long later) {
        told(4711, BEGAN);

        assertEquals(BEGAN + 1, told(4712, BEGAN + later));
        assertEquals(BEGAN + 1, told(4712, BEGAN + later + 1));
    }

    @Test
    @DisplayName("is what comes out of the uptime after a restart much later")
    void later() {
        told(4711, BEGAN);

        assertEquals(BEGAN + 90, told(4712, BEGAN + 90));
    }

    @Test
    @DisplayName("is another's if the process only has the same number")
    void sameNumber() {
        told(4711, BEGAN);

        assertEquals(BEGAN + 9000, told(4711, BEGAN + 9000));
    }

    @Test
    @DisplayName("is told anew on another node, where processes are numbered anew")
    void moved() {
        told(4711, BEGAN);

        assertEquals(
                Optional.of(Instant.ofEpochSecond(BEGAN + 1)),
                told("pve2", Optional.of(4711L), Optional.of(Instant.ofEpochSecond(BEGAN))));
    }

    @Test
    @DisplayName("is as it was read where no process or no uptime is told")
    void unknown() {
        assertEquals(Optional.empty(), told("pve1", Optional.of(4711L), Optional.empty()));
        assertEquals(
                Optional.of(Instant.ofEpochSecond(5)),
                told("pve1", Optional.empty(), Optional.of(Instant.ofEpochSecond(5))));
    }

    @Test
    @DisplayName("is forgotten with the machine")
    void forgotten() {
        told(4711, BEGAN);
        starts.forget("100");

        assertEquals(BEGAN + 1, told(4711, BEGAN + 1));
    }
}
