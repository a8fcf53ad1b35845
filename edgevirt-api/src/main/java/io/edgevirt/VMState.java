package io.edgevirt;

/** What a machine is doing, as every backend reports it. */
public enum VMState {
    /** Not running; no memory is kept. */
    OFF,
    /** Running, which includes a guest that is shutting down or idle. */
    RUNNING,
    /** Stopped for the moment, its memory kept in RAM. */
    PAUSED,
    /** Stopped, its memory written to disk; starting restores it. */
    SAVED,
    /** The guest or its process has crashed. */
    CRASHED,
    /** The system does not say, for example because the host is unreachable. */
    UNKNOWN
}
