package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs on a whole domain, and the one that moves it to another host. */
public final class Jobs {

    /** Statistics: of the last job that completed; they can be read once. */
    public static final int COMPLETED = 1;
    /** Statistics: leave those of the completed job readable. */
    public static final int KEEP_COMPLETED = 1 << 1;

    /** Migrate: while it runs. */
    public static final int MIGRATE_LIVE = 1;
    /** Migrate: the hosts talk to each other without us. */
    public static final int MIGRATE_PEER2PEER = 1 << 1;
    /** Migrate: the data go through libvirt's own connection. */
    public static final int MIGRATE_TUNNELLED = 1 << 2;
    /** Migrate: define it at the target. */
    public static final int MIGRATE_PERSIST_DEST = 1 << 3;
    /** Migrate: remove the definition at the source. */
    public static final int MIGRATE_UNDEFINE_SOURCE = 1 << 4;
    /** Migrate: leave it paused at the target. */
    public static final int MIGRATE_PAUSED = 1 << 5;
    /** Migrate: copy the disks too. */
    public static final int MIGRATE_NON_SHARED_DISK = 1 << 6;
    /** Migrate: copy the top layers of the disks too. */
    public static final int MIGRATE_NON_SHARED_INC = 1 << 7;
    /** Migrate: refuse changes of the definition meanwhile. */
    public static final int MIGRATE_CHANGE_PROTECTION = 1 << 8;
    /** Migrate: even if libvirt cannot see that the disks are shared and their caches safe. */
    public static final int MIGRATE_UNSAFE = 1 << 9;
    /** Migrate: only the definition of a domain that is off. */
    public static final int MIGRATE_OFFLINE = 1 << 10;
    /** Migrate: give up at an I/O error. */
    public static final int MIGRATE_ABORT_ON_ERROR = 1 << 12;
    /** Migrate: slow the guest down until it converges. */
    public static final int MIGRATE_AUTO_CONVERGE = 1 << 13;
    /** Migrate: allow post-copy. */
    public static final int MIGRATE_POSTCOPY = 1 << 15;
    /** Migrate: encrypt. */
    public static final int MIGRATE_TLS = 1 << 16;

    /** Migration parameter: where the data go, such as {@code tcp://host:port}. */
    public static final String PARAM_URI = "migrate_uri";
    /** Migration parameter: the domain's name at the target. */
    public static final String PARAM_NAME = "destination_name";
    /** Migration parameter: the domain XML at the target. */
    public static final String PARAM_XML = "destination_xml";
    /** Migration parameter: the definition to keep at the target. */
    public static final String PARAM_PERSIST_XML = "persistent_xml";
    /** Migration parameter: MiB/s, a Long. */
    public static final String PARAM_BANDWIDTH = "bandwidth";
    /** Migration parameter: target names of the disks to copy, a List. */
    public static final String PARAM_DISKS = "migrate_disks";
    /** Migration parameter: the address that the target listens on. */
    public static final String PARAM_LISTEN = "listen_address";

    private final DomainCalls calls;
    private final ChangeFunctions change;

    Jobs(Session session) {
        calls = new DomainCalls(session);
        change = session.lib.change;
    }

    /**
     * How far the job on a domain is.
     *
     * @param uuid the domain
     * @param flags {@link #COMPLETED}, {@link #KEEP_COMPLETED} or 0
     * @return the job; of type {@link JobStats#NONE} if there is none
     */
    public JobStats stats(UUID uuid, int flags) {
        return calls.with(
                uuid,
                (scope, domain) -> scope.ask("virDomainGetJobStats", () -> {
                    IntByReference type = new IntByReference();
                    PointerByReference params = new PointerByReference();
                    IntByReference count = new IntByReference();
                    scope.checked(
                            "virDomainGetJobStats", change.virDomainGetJobStats(domain, type, params, count, flags));
                    return new JobStats(type.getValue(), taken(calls.lib(), params.getValue(), count.getValue()));
                }));
    }

    /** Decodes parameters that libvirt allocated, and frees them. */
    static Params taken(Libvirt lib, @Nullable Pointer params, int count) {
        if (params == null) {
            return Params.NONE;
        }
        try {
            return Params.read(params, count);
        } finally {
            lib.errors.virTypedParamsFree(params, count);
        }
    }

    /**
     * Cancels the job on a domain; the call that runs it fails with {@link LibvirtError#OPERATION_ABORTED}.
     *
     * @param uuid the domain
     */
    public void abort(UUID uuid) {
        calls.act(uuid, "virDomainAbortJob", change::virDomainAbortJob);
    }

    /**
     * Moves a domain, with the hosts talking to each other if {@link #MIGRATE_PEER2PEER} is set. Lasts as long
     * as the move.
     *
     * @param uuid the domain
     * @param target the target's libvirt URI as the source reaches it
     * @param params {@code PARAM_} values
     * @param flags {@code MIGRATE_} flags
     */
    public void migrate(UUID uuid, String target, Map<String, ?> params, int flags) {
        Params.Written written = Params.write(params);
        calls.act(uuid, "virDomainMigrateToURI3", d -> {
            try {
                return change.virDomainMigrateToURI3(d, target, written.array(), written.count(), flags);
            } finally {
                written.keep();
            }
        });
    }

    /**
     * Moves a domain by way of two connections that we have. Lasts as long as the move.
     *
     * @param uuid the domain
     * @param target a connection to the other host
     * @param params {@code PARAM_} values
     * @param flags {@code MIGRATE_} flags without {@link #MIGRATE_PEER2PEER}
     * @return who it is there
     */
    public DomainName migrate(UUID uuid, LibvirtConnection target, Map<String, ?> params, int flags) {
        Params.Written written = Params.write(params);
        return calls.with(uuid, (scope, domain) -> {
            try (Scope there = target.session().enter()) {
                NativeCall send = () -> {
                    try {
                        return change.virDomainMigrate3(domain, there.conn(), written.array(), written.count(), flags);
                    } finally {
                        written.keep();
                    }
                };
                Pointer moved = scope.acquire("virDomainMigrate3", send, DomainHandle::free);
                return DomainHandle.name(moved);
            }
        });
    }

    /**
     * Sets how long the guest may stand still at the end of a live migration that runs.
     *
     * @param uuid the domain
     * @param millis how long, in milliseconds
     */
    public void maxDowntime(UUID uuid, long millis) {
        calls.act(uuid, "virDomainMigrateSetMaxDowntime", d -> change.virDomainMigrateSetMaxDowntime(d, millis, 0));
    }
}
