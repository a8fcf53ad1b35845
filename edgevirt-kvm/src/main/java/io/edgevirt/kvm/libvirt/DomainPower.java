package io.edgevirt.kvm.libvirt;

import java.util.UUID;

/** Starting, stopping, pausing and saving domains. Most of these calls last as long as their work. */
public final class DomainPower {

    /** Start: paused. */
    public static final int START_PAUSED = 1;
    /** Start: destroy it when this connection closes. */
    public static final int START_AUTODESTROY = 1 << 1;
    /** Start: read saved memory past the host's cache. */
    public static final int START_BYPASS_CACHE = 1 << 2;
    /** Start: drop saved memory and boot. */
    public static final int START_FORCE_BOOT = 1 << 3;
    /** Start: check the XML against libvirt's schema. */
    public static final int START_VALIDATE = 1 << 4;
    /** Start: fresh UEFI variables. */
    public static final int START_RESET_NVRAM = 1 << 5;

    /** Shutdown and reboot: the hypervisor's choice. */
    public static final int ASK_DEFAULT = 0;
    /** Shutdown and reboot: by the ACPI power button. */
    public static final int ASK_ACPI = 1;
    /** Shutdown and reboot: by the guest agent. */
    public static final int ASK_AGENT = 1 << 1;

    /** Destroy: only if the process ends when asked to. */
    public static final int DESTROY_GRACEFUL = 1;

    /** Save: past the host's cache. */
    public static final int SAVE_BYPASS_CACHE = 1;
    /** Save: run when restored. */
    public static final int SAVE_RUNNING = 1 << 1;
    /** Save: paused when restored. */
    public static final int SAVE_PAUSED = 1 << 2;

    private final DomainCalls calls;
    private final DomainFunctions domain;

    DomainPower(Session session) {
        calls = new DomainCalls(session);
        domain = session.lib.domain;
    }

    /**
     * Starts a defined domain, from its saved memory if there is one.
     *
     * @param uuid the domain
     * @param flags {@code START_} flags
     */
    public void start(UUID uuid, int flags) {
        calls.act(uuid, "virDomainCreateWithFlags", d -> domain.virDomainCreateWithFlags(d, flags));
    }

    /**
     * Asks the guest to shut down, and returns before it has.
     *
     * @param uuid the domain
     * @param flags {@code ASK_} flags
     */
    public void shutdown(UUID uuid, int flags) {
        calls.act(uuid, "virDomainShutdownFlags", d -> domain.virDomainShutdownFlags(d, flags));
    }

    /**
     * Asks the guest to reboot, and returns before it has.
     *
     * @param uuid the domain
     * @param flags {@code ASK_} flags
     */
    public void reboot(UUID uuid, int flags) {
        calls.act(uuid, "virDomainReboot", d -> domain.virDomainReboot(d, flags));
    }

    /**
     * Resets the machine, without asking the guest.
     *
     * @param uuid the domain
     */
    public void reset(UUID uuid) {
        calls.act(uuid, "virDomainReset", d -> domain.virDomainReset(d, 0));
    }

    /**
     * Pulls the plug.
     *
     * @param uuid the domain
     * @param flags {@link #DESTROY_GRACEFUL} or 0
     */
    public void destroy(UUID uuid, int flags) {
        calls.act(uuid, "virDomainDestroyFlags", d -> domain.virDomainDestroyFlags(d, flags));
    }

    /**
     * Pauses in memory.
     *
     * @param uuid the domain
     */
    public void suspend(UUID uuid) {
        calls.act(uuid, "virDomainSuspend", domain::virDomainSuspend);
    }

    /**
     * Goes on after a pause.
     *
     * @param uuid the domain
     */
    public void resume(UUID uuid) {
        calls.act(uuid, "virDomainResume", domain::virDomainResume);
    }

    /**
     * Wakes a guest that put itself to sleep.
     *
     * @param uuid the domain
     */
    public void wake(UUID uuid) {
        calls.act(uuid, "virDomainPMWakeup", d -> domain.virDomainPMWakeup(d, 0));
    }

    /**
     * Saves memory to a file of the host's choice and stops; the next start restores it.
     *
     * @param uuid the domain
     * @param flags {@code SAVE_} flags
     */
    public void managedSave(UUID uuid, int flags) {
        calls.act(uuid, "virDomainManagedSave", d -> domain.virDomainManagedSave(d, flags));
    }

    /**
     * Whether memory is saved for the next start.
     *
     * @param uuid the domain
     * @return true if so
     */
    public boolean hasManagedSave(UUID uuid) {
        return calls.act(uuid, "virDomainHasManagedSaveImage", d -> domain.virDomainHasManagedSaveImage(d, 0)) == 1;
    }

    /**
     * Drops the saved memory.
     *
     * @param uuid the domain
     */
    public void removeManagedSave(UUID uuid) {
        calls.act(uuid, "virDomainManagedSaveRemove", d -> domain.virDomainManagedSaveRemove(d, 0));
    }

    /**
     * Saves memory to a file on the host and stops.
     *
     * @param uuid the domain
     * @param file the file's path on the host
     * @param flags {@code SAVE_} flags
     */
    public void save(UUID uuid, String file, int flags) {
        calls.act(uuid, "virDomainSaveFlags", d -> domain.virDomainSaveFlags(d, file, null, flags));
    }

    /**
     * Restores a domain from a file on the host.
     *
     * @param file the file's path on the host
     * @param flags {@code SAVE_} flags
     */
    public void restore(String file, int flags) {
        calls.in(scope -> scope.run(
                "virDomainRestoreFlags", () -> domain.virDomainRestoreFlags(scope.conn(), file, null, flags)));
    }
}
