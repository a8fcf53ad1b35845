package io.edgevirt.spi;

import io.edgevirt.VMState;
import io.edgevirt.engine.Line;
import java.util.Optional;

/** The verbs that change what a machine is doing; see the table in {@link io.edgevirt.VM}. */
public enum PowerVerb {
    /** Boots. */
    START(VMState.RUNNING),
    /** Restores the memory that SAVE wrote; the engine chooses it for start on SAVED. */
    RESTORE(VMState.RUNNING),
    /** Goes on after PAUSE; the engine also chooses it for start on PAUSED. */
    RESUME(VMState.RUNNING),
    /** Asks the guest to shut down; returns at once or as a native task. */
    SHUTDOWN(VMState.OFF),
    /** Cuts the power, also while a graceful shutdown is under way; on SAVED it drops the saved memory. */
    POWER_OFF(VMState.OFF),
    /** Asks the guest to restart. */
    REBOOT(VMState.RUNNING),
    /** Presses the reset button. */
    RESET(VMState.RUNNING),
    /** Stops for the moment, memory kept in RAM. */
    PAUSE(VMState.PAUSED),
    /** Writes the memory to disk and stops. */
    SAVE(VMState.SAVED);

    private final VMState end;

    PowerVerb(VMState end) {
        this.end = end;
    }

    /**
     * The state it ends in.
     *
     * @return the state
     */
    public VMState end() {
        return end;
    }

    /**
     * Whether doing it twice is the same as doing it once.
     *
     * @return false for reboot and reset, which are never repeated after a lost reply
     */
    public boolean idempotent() {
        return this != REBOOT && this != RESET;
    }

    /**
     * What has to be done for this verb in a state.
     *
     * @param state what the machine is doing
     * @return what to do
     */
    public Effect in(VMState state) {
        if (state == end && idempotent()) {
            return Effect.NOTHING;
        }
        return switch (this) {
            case START ->
                state == VMState.PAUSED
                        ? new Effect(true, Optional.of(RESUME))
                        : state == VMState.SAVED ? new Effect(true, Optional.of(RESTORE)) : act();
            case RESTORE -> only(state, VMState.SAVED);
            case RESUME -> only(state, VMState.PAUSED);
            case POWER_OFF -> act();
            case SAVE -> state == VMState.PAUSED ? act() : only(state, VMState.RUNNING);
            case SHUTDOWN, REBOOT, RESET, PAUSE -> only(state, VMState.RUNNING);
        };
    }

    private Effect act() {
        return new Effect(true, Optional.of(this));
    }

    private Effect only(VMState state, VMState from) {
        return state == from || state == VMState.UNKNOWN ? act() : Effect.REFUSED;
    }

    /**
     * What has to be done for a verb in a state.
     *
     * @param allowed whether the verb can start from there
     * @param verb the verb to carry out; empty where the state named holds already
     */
    public record Effect(boolean allowed, Optional<PowerVerb> verb) {
        /** The state that the verb names holds already. */
        public static final Effect NOTHING = new Effect(true, Optional.empty());
        /** The verb cannot start from there. */
        public static final Effect REFUSED = new Effect(false, Optional.empty());

        @Override
        public String toString() {
            return Line.of(this);
        }
    }
}
