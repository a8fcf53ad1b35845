package io.edgevirt.testkit;

import io.edgevirt.Feature;
import io.edgevirt.Operation;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What each verb does in each state. The kit's own table, so that it does not take over the engine's mistakes. */
final class PowerTable {

    private static final String TABLE = """
            VERB       OFF      RUNNING  PAUSED   SAVED    CRASHED
            START      RUNNING  same     RUNNING  RUNNING  RUNNING
            PAUSE      refused  PAUSED   same     refused  refused
            RESUME     refused  same     RUNNING  refused  refused
            SAVE       refused  SAVED    SAVED    same     refused
            SHUTDOWN   same     OFF      refused  refused  refused
            REBOOT     refused  RUNNING  refused  refused  refused
            RESET      refused  RUNNING  refused  refused  refused
            POWER_OFF  same     OFF      OFF      OFF      OFF
            DELETE     gone     refused  refused  gone     refused
            """;

    private static final List<List<String>> ROWS =
            TABLE.lines().map(line -> List.of(line.split(" +"))).toList();

    private PowerTable() {}

    /** The verbs, each with the feature that it needs. */
    enum Verb {
        START(Feature.POWER),
        PAUSE(Feature.PAUSE),
        RESUME(Feature.PAUSE),
        SAVE(Feature.SAVE),
        SHUTDOWN(Feature.GRACEFUL_SHUTDOWN),
        REBOOT(Feature.REBOOT),
        RESET(Feature.RESET),
        POWER_OFF(Feature.POWER),
        DELETE(Feature.CREATE);

        private final Feature feature;

        Verb(Feature feature) {
            this.feature = feature;
        }

        Feature feature() {
            return feature;
        }

        boolean asksGuest() {
            return this == SHUTDOWN || this == REBOOT;
        }

        /** Does it by the plain verb. */
        void on(VM vm, Duration patience) {
            switch (this) {
                case START -> vm.start();
                case PAUSE -> vm.pause();
                case RESUME -> vm.resume();
                case SAVE -> vm.save();
                case SHUTDOWN -> vm.shutdown(patience);
                case REBOOT -> vm.reboot();
                case RESET -> vm.reset();
                case POWER_OFF -> vm.powerOff();
                case DELETE -> vm.delete();
            }
        }

        /** The same as an operation. */
        Operation<VM> prepared(VM vm, Duration patience) {
            return switch (this) {
                case START -> vm.prepare().start();
                case PAUSE -> vm.prepare().pause();
                case RESUME -> vm.prepare().resume();
                case SAVE -> vm.prepare().save();
                case SHUTDOWN -> vm.prepare().shutdown(patience);
                case REBOOT -> vm.prepare().reboot();
                case RESET -> vm.prepare().reset();
                case POWER_OFF -> vm.prepare().powerOff();
                case DELETE -> vm.prepare().delete();
            };
        }
    }

    /** What is to happen: one of these, or a state in which the verb ends. */
    enum Kind {
        SAME,
        REFUSED,
        GONE,
        ENDS
    }

    /**
     * What a verb does in a state.
     *
     * @param kind what kind of thing
     * @param end the state in which it ends, if it ends in one
     */
    record Expected(Kind kind, Optional<VMState> end) {}

    static Expected expected(Verb verb, VMState state) {
        int column = ROWS.get(0).indexOf(state.name());
        String cell = ROWS.stream()
                .filter(row -> row.get(0).equals(verb.name()))
                .map(row -> row.get(column))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(cell))
                .findFirst()
                .map(kind -> new Expected(kind, Optional.empty()))
                .orElseGet(() -> new Expected(Kind.ENDS, Optional.of(VMState.valueOf(cell))));
    }
}
