package io.edgevirt.kvm.libvirt;

import com.sun.jna.Memory;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Changing a domain's hardware: devices, virtual CPUs and memory. */
public final class Devices {

    /** What runs if it runs, else the definition. */
    public static final int AFFECT_CURRENT = 0;
    /** What runs. */
    public static final int AFFECT_LIVE = 1;
    /** The definition, thus the next start. */
    public static final int AFFECT_CONFIG = 1 << 1;
    /** Update of a device: even if the guest locked it, such as a CD tray. */
    public static final int DEVICE_FORCE = 1 << 2;
    /** CPUs and memory: the maximum instead of the present number. */
    public static final int MAXIMUM = 1 << 2;
    /** CPUs: by the guest agent. */
    public static final int VCPU_GUEST = 1 << 3;
    /** CPUs: make the cold-plugged ones removable. */
    public static final int VCPU_HOTPLUGGABLE = 1 << 4;

    private static final int MEMORY_STATS = 64;

    private final DomainCalls calls;
    private final ChangeFunctions change;

    Devices(Session session) {
        calls = new DomainCalls(session);
        change = session.lib.change;
    }

    /**
     * Adds a device.
     *
     * @param uuid the domain
     * @param xml the device's element
     * @param flags {@code AFFECT_} flags
     */
    public void attach(UUID uuid, String xml, int flags) {
        calls.act(uuid, "virDomainAttachDeviceFlags", d -> change.virDomainAttachDeviceFlags(d, xml, flags));
    }

    /**
     * Removes a device; of a running domain the guest is asked, and it may be gone later or never.
     *
     * @param uuid the domain
     * @param xml the device's element
     * @param flags {@code AFFECT_} flags
     */
    public void detach(UUID uuid, String xml, int flags) {
        calls.act(uuid, "virDomainDetachDeviceFlags", d -> change.virDomainDetachDeviceFlags(d, xml, flags));
    }

    /**
     * Removes the device with an alias.
     *
     * @param uuid the domain
     * @param alias libvirt's or the user's alias of the device
     * @param flags {@code AFFECT_} flags
     */
    public void detachAlias(UUID uuid, String alias, int flags) {
        calls.act(uuid, "virDomainDetachDeviceAlias", d -> change.virDomainDetachDeviceAlias(d, alias, flags));
    }

    /**
     * Changes a device, such as the medium of a CD drive.
     *
     * @param uuid the domain
     * @param xml the device's element as it shall be
     * @param flags {@code AFFECT_} flags, {@link #DEVICE_FORCE}
     */
    public void update(UUID uuid, String xml, int flags) {
        calls.act(uuid, "virDomainUpdateDeviceFlags", d -> change.virDomainUpdateDeviceFlags(d, xml, flags));
    }

    /**
     * Sets the number of virtual CPUs.
     *
     * @param uuid the domain
     * @param count how many
     * @param flags {@code AFFECT_} flags, {@link #MAXIMUM}, {@link #VCPU_GUEST}
     */
    public void cpus(UUID uuid, int count, int flags) {
        calls.act(uuid, "virDomainSetVcpusFlags", d -> change.virDomainSetVcpusFlags(d, count, flags));
    }

    /**
     * The number of virtual CPUs.
     *
     * @param uuid the domain
     * @param flags {@code AFFECT_} flags, {@link #MAXIMUM}, {@link #VCPU_GUEST}
     * @return how many
     */
    public int cpus(UUID uuid, int flags) {
        return calls.act(uuid, "virDomainGetVcpusFlags", d -> change.virDomainGetVcpusFlags(d, flags));
    }

    /**
     * Ties a virtual CPU to some of the host's.
     *
     * @param uuid the domain
     * @param cpu the virtual one, from 0
     * @param hostCpus the host's
     * @param flags {@code AFFECT_} flags
     */
    public void pinCpu(UUID uuid, int cpu, BitSet hostCpus, int flags) {
        byte[] map = hostCpus.toByteArray();
        calls.act(uuid, "virDomainPinVcpuFlags", d -> change.virDomainPinVcpuFlags(d, cpu, map, map.length, flags));
    }

    /**
     * Sets the memory.
     *
     * @param uuid the domain
     * @param kib how much, in KiB
     * @param flags {@code AFFECT_} flags, {@link #MAXIMUM}
     */
    public void memory(UUID uuid, long kib, int flags) {
        calls.act(uuid, "virDomainSetMemoryFlags", d -> change.virDomainSetMemoryFlags(d, kib, flags));
    }

    /**
     * Sets the most memory that a domain that is off may have.
     *
     * @param uuid the domain
     * @param kib how much, in KiB
     */
    public void maxMemory(UUID uuid, long kib) {
        calls.act(uuid, "virDomainSetMaxMemory", d -> change.virDomainSetMaxMemory(d, kib));
    }

    /**
     * Makes the balloon report the guest's figures regularly.
     *
     * @param uuid the domain
     * @param seconds how often; 0 stops it
     * @param flags {@code AFFECT_} flags
     */
    public void memoryStatsPeriod(UUID uuid, int seconds, int flags) {
        calls.act(uuid, "virDomainSetMemoryStatsPeriod", d -> change.virDomainSetMemoryStatsPeriod(d, seconds, flags));
    }

    /**
     * Memory figures of a running domain.
     *
     * @param uuid the domain
     * @return by tag ({@code virDomainMemoryStatTags}: 4 unused, 5 available, 6 balloon, 7 resident, 8 usable,
     *     all in KiB); only what the guest and the host report
     */
    public Map<Integer, Long> memoryStats(UUID uuid) {
        Memory stats = Handles.cleared(MEMORY_STATS * 16L);
        int count =
                calls.act(uuid, "virDomainMemoryStats", d -> change.virDomainMemoryStats(d, stats, MEMORY_STATS, 0));
        Map<Integer, Long> byTag = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            byTag.put(stats.getInt(i * 16L), stats.getLong(i * 16L + 8));
        }
        return byTag;
    }
}
