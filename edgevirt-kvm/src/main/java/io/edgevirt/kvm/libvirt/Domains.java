package io.edgevirt.kvm.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Finding, reading, defining and removing domains. */
public final class Domains {

    /** Statistics: state and reason. */
    public static final int STATS_STATE = 1;
    /** Statistics: CPU time of the whole domain. */
    public static final int STATS_CPU_TOTAL = 1 << 1;
    /** Statistics: memory as the balloon sees it. */
    public static final int STATS_BALLOON = 1 << 2;
    /** Statistics: virtual CPUs. */
    public static final int STATS_VCPU = 1 << 3;
    /** Statistics: network interfaces. */
    public static final int STATS_INTERFACE = 1 << 4;
    /** Statistics: disks. */
    public static final int STATS_BLOCK = 1 << 5;
    /** All groups that a listing wants. */
    public static final int STATS_LISTING =
            STATS_STATE | STATS_CPU_TOTAL | STATS_BALLOON | STATS_VCPU | STATS_INTERFACE | STATS_BLOCK;

    /** Statistics: do not wait for domains that are busy with another job; they report less. */
    public static final int STATS_NOWAIT = 1 << 29;
    /** Statistics: report the backing files of disks as disks too. */
    public static final int STATS_BACKING = 1 << 30;
    /** Statistics: fail if the driver does not know one of the groups. */
    public static final int STATS_ENFORCE = 1 << 31;

    /** List: running domains. */
    public static final int LIST_ACTIVE = 1;
    /** List: domains that do not run. */
    public static final int LIST_INACTIVE = 1 << 1;
    /** List: defined domains. */
    public static final int LIST_PERSISTENT = 1 << 2;
    /** List: domains that vanish when they stop. */
    public static final int LIST_TRANSIENT = 1 << 3;
    /** List: domains whose memory is saved on disk by the host. */
    public static final int LIST_MANAGED_SAVE = 1 << 8;
    /** List: domains that start with the host. */
    public static final int LIST_AUTOSTART = 1 << 10;
    /** List: domains with snapshots. */
    public static final int LIST_HAS_SNAPSHOT = 1 << 12;

    /** XML: with passwords. */
    public static final int XML_SECURE = 1;
    /** XML: what the next start will use, not what runs. */
    public static final int XML_INACTIVE = 1 << 1;
    /** XML: with the CPU spelled out. */
    public static final int XML_UPDATE_CPU = 1 << 2;
    /** XML: fit for another, older libvirt. */
    public static final int XML_MIGRATABLE = 1 << 3;

    /** Define: check against libvirt's schema. */
    public static final int DEFINE_VALIDATE = 1;

    /** Undefine: remove the saved memory. */
    public static final int UNDEFINE_MANAGED_SAVE = 1;
    /** Undefine: forget snapshots; their data stay in the disks. */
    public static final int UNDEFINE_SNAPSHOTS_METADATA = 1 << 1;
    /** Undefine: remove the UEFI variables. */
    public static final int UNDEFINE_NVRAM = 1 << 2;
    /** Undefine: keep the UEFI variables. */
    public static final int UNDEFINE_KEEP_NVRAM = 1 << 3;
    /** Undefine: forget checkpoints. */
    public static final int UNDEFINE_CHECKPOINTS_METADATA = 1 << 4;
    /** Undefine: remove the state of the emulated TPM (libvirt 8.9). */
    public static final int UNDEFINE_TPM = 1 << 5;
    /** Undefine: keep the state of the emulated TPM (libvirt 8.9). */
    public static final int UNDEFINE_KEEP_TPM = 1 << 6;

    private final DomainCalls calls;
    private final DomainFunctions domain;

    Domains(Session session) {
        calls = new DomainCalls(session);
        domain = session.lib.domain;
    }

    /**
     * Statistics of all domains, in one request. The {@code test} driver knows only {@link #STATS_STATE}.
     *
     * @param groups the {@code STATS_} groups wanted; 0 is all that the driver knows
     * @param flags {@link #STATS_NOWAIT} and its kind, and {@code LIST_} filters
     * @return one entry per domain, in libvirt's order
     */
    public List<DomainStats> stats(int groups, int flags) {
        return calls.in(scope -> stats(
                scope,
                "virConnectGetAllDomainStats",
                array -> domain.virConnectGetAllDomainStats(scope.conn(), groups, array, flags)));
    }

    /**
     * Statistics of one domain, in one request after its look-up.
     *
     * @param uuid the domain
     * @param groups the {@code STATS_} groups wanted; 0 is all that the driver knows
     * @param flags {@link #STATS_NOWAIT} and its kind
     * @return the figures; empty if the domain vanished meanwhile
     */
    public Optional<DomainStats> stats(UUID uuid, int groups, int flags) {
        return calls.with(uuid, (scope, handle) -> {
            Memory list = Handles.cleared(2 * 8); // ends with a null
            list.setPointer(0, handle);
            return stats(
                            scope,
                            "virDomainListGetStats",
                            array -> domain.virDomainListGetStats(list, groups, array, flags))
                    .stream()
                    .findFirst();
        });
    }

    private List<DomainStats> stats(Scope scope, String request, ToIntFunction<PointerByReference> send) {
        return scope.ask(request, () -> {
            PointerByReference array = new PointerByReference();
            int count = scope.checked(request, send.applyAsInt(array));
            Pointer records = array.getValue();
            if (records == null) {
                return List.of();
            }
            scope.own(records, domain::virDomainStatsRecordListFree);
            return decoded(records.getLongArray(0, count));
        });
    }

    /** Decodes {@code struct _virDomainStatsRecord}: domain, params at 8, their number at 16. */
    private static List<DomainStats> decoded(long[] records) {
        Params.Names names = new Params.Names();
        byte[] uuid = new byte[16];
        List<DomainStats> all = new ArrayList<>(records.length);
        for (long address : records) {
            Pointer record = new Pointer(address);
            Params values = Params.read(record.getPointer(8), record.getInt(16), names);
            all.add(new DomainStats(DomainHandle.name(record.getLong(0), uuid), values));
        }
        return all;
    }

    /**
     * Who the domains are, in one request.
     *
     * @param flags {@code LIST_} filters; 0 is all domains
     * @return their identities
     */
    public List<DomainName> list(int flags) {
        return calls.in(scope -> scope
                .acquireAll(
                        "virConnectListAllDomains",
                        array -> domain.virConnectListAllDomains(scope.conn(), array, flags),
                        DomainHandle::free)
                .stream()
                .map(DomainHandle::name)
                .toList());
    }

    /**
     * Finds a domain by name.
     *
     * @param name its name
     * @return empty if there is none
     */
    public Optional<DomainName> find(String name) {
        return found(scope -> scope.acquire(
                "virDomainLookupByName", () -> domain.virDomainLookupByName(scope.conn(), name), DomainHandle::free));
    }

    /**
     * Finds a domain by uuid.
     *
     * @param uuid its uuid
     * @return empty if there is none
     */
    public Optional<DomainName> find(UUID uuid) {
        return found(scope -> scope.domain(uuid));
    }

    private Optional<DomainName> found(Function<Scope, Pointer> lookup) {
        try {
            return Optional.of(calls.in(scope -> DomainHandle.name(lookup.apply(scope))));
        } catch (LibvirtError e) {
            if (e.is(LibvirtError.NO_DOMAIN)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The state and its reason.
     *
     * @param uuid the domain
     * @return the state now
     */
    public StateAndReason state(UUID uuid) {
        IntByReference state = new IntByReference();
        IntByReference reason = new IntByReference();
        calls.act(uuid, "virDomainGetState", d -> domain.virDomainGetState(d, state, reason, 0));
        return new StateAndReason(DomainState.of(state.getValue()), reason.getValue());
    }

    /**
     * State, memory and CPUs.
     *
     * @param uuid the domain
     * @return the figures now
     */
    public DomainInfo info(UUID uuid) {
        Memory info = Handles.cleared(40);
        calls.act(uuid, "virDomainGetInfo", d -> domain.virDomainGetInfo(d, info));
        return new DomainInfo(
                DomainState.of(info.getByte(0)),
                info.getLong(8),
                info.getLong(16),
                Short.toUnsignedInt(info.getShort(24)),
                info.getLong(32));
    }

    /**
     * The definition.
     *
     * @param uuid the domain
     * @param flags {@code XML_} flags; 0 is what runs now, or the definition of one that is off
     * @return domain XML
     */
    public String xml(UUID uuid, int flags) {
        return calls.text(uuid, "virDomainGetXMLDesc", d -> domain.virDomainGetXMLDesc(d, flags));
    }

    /**
     * Defines a domain, or changes the definition of the one with the same uuid and name.
     *
     * @param xml domain XML
     * @param flags {@link #DEFINE_VALIDATE} or 0
     * @return who it is
     */
    public DomainName define(String xml, int flags) {
        return calls.in(scope ->
                made(scope, "virDomainDefineXMLFlags", () -> domain.virDomainDefineXMLFlags(scope.conn(), xml, flags)));
    }

    /**
     * Starts a domain that vanishes when it stops.
     *
     * @param xml domain XML
     * @param flags {@code START_} flags of {@link DomainPower}
     * @return who it is
     */
    public DomainName create(String xml, int flags) {
        return calls.in(
                scope -> made(scope, "virDomainCreateXML", () -> domain.virDomainCreateXML(scope.conn(), xml, flags)));
    }

    private DomainName made(Scope scope, String request, NativeCall send) {
        return DomainHandle.name(scope.acquire(request, send, DomainHandle::free));
    }

    /**
     * Removes the definition. A running domain runs on and vanishes when it stops.
     *
     * @param uuid the domain
     * @param flags {@code UNDEFINE_} flags
     */
    public void undefine(UUID uuid, int flags) {
        calls.act(uuid, "virDomainUndefineFlags", d -> domain.virDomainUndefineFlags(d, flags));
    }

    /**
     * Renames a domain that is off.
     *
     * @param uuid the domain
     * @param name its new name
     */
    public void rename(UUID uuid, String name) {
        calls.act(uuid, "virDomainRename", d -> domain.virDomainRename(d, name, 0));
    }

    /**
     * Whether the domain has a definition that outlives a stop.
     *
     * @param uuid the domain
     * @return true if so
     */
    public boolean persistent(UUID uuid) {
        return calls.act(uuid, "virDomainIsPersistent", domain::virDomainIsPersistent) == 1;
    }

    /**
     * Whether the definition was changed since the domain started.
     *
     * @param uuid the domain
     * @return true if so
     */
    public boolean updated(UUID uuid) {
        return calls.act(uuid, "virDomainIsUpdated", domain::virDomainIsUpdated) == 1;
    }

    /**
     * Whether the domain starts with its host.
     *
     * @param uuid the domain
     * @return true if so
     */
    public boolean autostart(UUID uuid) {
        IntByReference on = new IntByReference();
        calls.act(uuid, "virDomainGetAutostart", d -> domain.virDomainGetAutostart(d, on));
        return on.getValue() != 0;
    }

    /**
     * Makes the domain start with its host, or not.
     *
     * @param uuid the domain
     * @param on whether to
     */
    public void autostart(UUID uuid, boolean on) {
        calls.act(uuid, "virDomainSetAutostart", d -> domain.virDomainSetAutostart(d, on ? 1 : 0));
    }
}
