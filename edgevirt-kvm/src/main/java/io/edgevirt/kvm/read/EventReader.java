package io.edgevirt.kvm.read;

import io.edgevirt.Event;
import io.edgevirt.VMState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** libvirt's lifecycle events ({@code virDomainEventType} and its details, libvirt-domain.h) to EdgeVirt's. */
public final class EventReader {

    /** In place of a lifecycle event's number: the guest restarted. */
    public static final int REBOOT = -1;

    private static final int DEFINED = 0;
    private static final int UNDEFINED = 1;
    private static final int STARTED = 2;
    private static final int SUSPENDED = 3;
    private static final int RESUMED = 4;
    private static final int STOPPED = 5;
    private static final int SHUTDOWN = 6;
    private static final int PM_SUSPENDED = 7;
    private static final int CRASHED = 8;

    private static final int DEFINED_ADDED = 0;
    private static final int DEFINED_FROM_SNAPSHOT = 3;
    private static final int UNDEFINED_RENAMED = 1;
    private static final int STOPPED_SAVED = 4;

    private static final Map<Integer, String> WORDS = Map.of(
            DEFINED, "defined",
            UNDEFINED, "undefined",
            STARTED, "started",
            SUSPENDED, "suspended",
            RESUMED, "resumed",
            STOPPED, "stopped",
            SHUTDOWN, "shutdown",
            PM_SUSPENDED, "pmsuspended",
            CRASHED, "crashed");

    /** The details in the order of their numbers, as libvirt names them. */
    private static final Map<Integer, String[]> DETAILS = Map.of(
            DEFINED, new String[] {"added", "updated", "renamed", "from-snapshot"},
            UNDEFINED, new String[] {"removed", "renamed"},
            STARTED, new String[] {"booted", "migrated", "restored", "from-snapshot", "wakeup"},
            SUSPENDED,
                    new String[] {
                        "paused",
                        "migrated",
                        "ioerror",
                        "watchdog",
                        "restored",
                        "from-snapshot",
                        "api-error",
                        "postcopy",
                        "postcopy-failed"
                    },
            RESUMED, new String[] {"unpaused", "migrated", "from-snapshot", "postcopy", "postcopy-failed"},
            STOPPED, new String[] {"shutdown", "destroyed", "crashed", "migrated", "saved", "failed", "from-snapshot"},
            SHUTDOWN, new String[] {"finished", "guest", "host"},
            PM_SUSPENDED, new String[] {"memory", "disk"},
            CRASHED, new String[] {"panicked", "crashloaded"});

    private EventReader() {}

    /**
     * Reads an event.
     *
     * @param id the domain's uuid
     * @param name its name
     * @param event the number of the event, or {@link #REBOOT}
     * @param detail the number of its detail
     * @param at when it was received
     * @return the event; its state is empty where libvirt does not say enough to tell
     */
    public static Event read(String id, String name, int event, int detail, Instant at) {
        return new Event(kind(event, detail), id, Optional.of(name), state(event, detail), at, words(event, detail));
    }

    private static Event.Kind kind(int event, int detail) {
        return switch (event) {
            case REBOOT -> Event.Kind.REBOOTED;
            case DEFINED ->
                detail == DEFINED_ADDED
                        ? Event.Kind.CREATED
                        : detail == DEFINED_FROM_SNAPSHOT ? Event.Kind.SNAPSHOT : Event.Kind.CHANGED;
            case UNDEFINED -> detail == UNDEFINED_RENAMED ? Event.Kind.CHANGED : Event.Kind.REMOVED;
            default -> Event.Kind.STATE;
        };
    }

    /** A machine that stopped with its memory saved may be restored by its next start, or lie in somebody's own file. */
    private static Optional<VMState> state(int event, int detail) {
        return switch (event) {
            case STARTED, RESUMED, SHUTDOWN, REBOOT -> Optional.of(VMState.RUNNING);
            case SUSPENDED, PM_SUSPENDED -> Optional.of(VMState.PAUSED);
            case STOPPED -> detail == STOPPED_SAVED ? Optional.empty() : Optional.of(VMState.OFF);
            case CRASHED -> Optional.of(VMState.CRASHED);
            default -> Optional.empty();
        };
    }

    private static String words(int event, int detail) {
        if (event == REBOOT) {
            return "reboot";
        }
        String[] details = DETAILS.getOrDefault(event, new String[0]);
        String word = WORDS.getOrDefault(event, "event " + event);
        return detail >= 0 && detail < details.length ? word + "/" + details[detail] : word;
    }
}
