package io.edgevirt.kvm.libvirt;

import java.util.UUID;

/**
 * Something that happened to a domain.
 *
 * @param kind what kind of thing
 * @param domain the domain's uuid
 * @param name its name then
 * @param event what, as libvirt's number for that kind ({@code virDomainEventType} for {@link Kind#LIFECYCLE})
 * @param detail why, as libvirt's number for that kind and event
 * @param subject the device's alias, the disk or the like; empty for kinds that have none
 */
public record DomainEvent(Kind kind, UUID domain, String name, int event, int detail, String subject) {

    /** Lifecycle event: defined or changed. */
    public static final int DEFINED = 0;
    /** Lifecycle event: the definition is gone. */
    public static final int UNDEFINED = 1;
    /** Lifecycle event: started. */
    public static final int STARTED = 2;
    /** Lifecycle event: paused. */
    public static final int SUSPENDED = 3;
    /** Lifecycle event: resumed. */
    public static final int RESUMED = 4;
    /** Lifecycle event: stopped. */
    public static final int STOPPED = 5;
    /** Lifecycle event: the guest has shut down. */
    public static final int SHUTDOWN = 6;
    /** Lifecycle event: the guest put itself to sleep. */
    public static final int PM_SUSPENDED = 7;
    /** Lifecycle event: crashed. */
    public static final int CRASHED = 8;

    /** The kinds of events, with libvirt's {@code virDomainEventID}. */
    public enum Kind {
        /** Defined, started, paused, stopped, …. */
        LIFECYCLE(0),
        /** The guest rebooted. */
        REBOOT(1),
        /** The guest's watchdog fired; event is the action taken. */
        WATCHDOG(3),
        /** A disk failed; event is the action taken, subject the disk's alias. */
        IO_ERROR(4),
        /** The hypervisor's control channel failed. */
        CONTROL_ERROR(7),
        /** A CD tray moved; event 0 is opened, 1 closed, subject the disk's alias. */
        TRAY_CHANGE(10),
        /** A device is gone; subject is its alias. */
        DEVICE_REMOVED(15),
        /** A job on a disk changed; event is its type, detail its status, subject the disk's target name. */
        BLOCK_JOB(16),
        /** The agent came (event 1) or went (2). */
        AGENT_LIFECYCLE(18),
        /** A device was added; subject is its alias. */
        DEVICE_ADDED(19),
        /** A job on the domain is over; its statistics are in {@link Jobs#stats}. */
        JOB_COMPLETED(21),
        /** The guest kept a device that was to be removed; subject is its alias. */
        DEVICE_REMOVAL_FAILED(22);

        private final int id;

        Kind(int id) {
            this.id = id;
        }

        int id() {
            return id;
        }
    }
}
