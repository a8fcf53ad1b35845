package io.edgevirt.kvm.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A domain's disks: sizes, figures and the jobs that copy, commit and pull them. */
public final class Disks {

    /** Resize: the size is in bytes, not KiB. */
    public static final int RESIZE_BYTES = 1;

    /** Copy: only the top layer. */
    public static final int COPY_SHALLOW = 1;
    /** Copy: into a file that exists. */
    public static final int COPY_REUSE_EXT = 1 << 1;
    /** Copy: allowed for a defined domain, and lost at its next start. */
    public static final int COPY_TRANSIENT_JOB = 1 << 2;

    /** Commit: only into the next layer. */
    public static final int COMMIT_SHALLOW = 1;
    /** Commit: delete the files that are no longer used. */
    public static final int COMMIT_DELETE = 1 << 1;
    /** Commit: the layer that the guest writes to. */
    public static final int COMMIT_ACTIVE = 1 << 2;

    /** Abort: do not wait until it has ended. */
    public static final int ABORT_ASYNC = 1;
    /** Abort: end a copy or active commit by going over to the new file. */
    public static final int ABORT_PIVOT = 1 << 1;

    private final DomainCalls calls;
    private final ChangeFunctions change;

    Disks(Session session) {
        calls = new DomainCalls(session);
        change = session.lib.change;
    }

    /**
     * Resizes a disk of a running domain.
     *
     * @param uuid the domain
     * @param disk its target name or path
     * @param bytes its new size
     */
    public void resize(UUID uuid, String disk, long bytes) {
        calls.act(uuid, "virDomainBlockResize", d -> change.virDomainBlockResize(d, disk, bytes, RESIZE_BYTES));
    }

    /**
     * A disk's sizes.
     *
     * @param uuid the domain
     * @param disk its target name or path
     * @return the sizes
     */
    public BlockInfo info(UUID uuid, String disk) {
        Memory info = Handles.cleared(24);
        calls.act(uuid, "virDomainGetBlockInfo", d -> change.virDomainGetBlockInfo(d, disk, info, 0));
        return new BlockInfo(info.getLong(0), info.getLong(8), info.getLong(16));
    }

    /**
     * A disk's figures, for drivers whose bulk statistics lack them.
     *
     * @param uuid the domain, running
     * @param disk its target name or path
     * @return {@code rd_bytes}, {@code rd_operations}, {@code wr_bytes} and what else the hypervisor counts
     */
    public Params stats(UUID uuid, String disk) {
        return calls.with(uuid, (scope, domain) -> {
            IntByReference count = new IntByReference();
            String request = "virDomainBlockStatsFlags";
            scope.run(request, () -> change.virDomainBlockStatsFlags(domain, disk, null, count, 0));
            Memory params = Handles.cleared(96L * Math.max(1, count.getValue()));
            scope.run(request, () -> change.virDomainBlockStatsFlags(domain, disk, params, count, 0));
            return Params.read(params, count.getValue());
        });
    }

    /**
     * Starts to copy a disk to elsewhere; {@link #abortJob} with {@link #ABORT_PIVOT} goes over to the copy.
     *
     * @param uuid the domain
     * @param disk its target name or path
     * @param xml a disk element that says where
     * @param params {@code bandwidth} (Long, bytes/s), {@code granularity} (Integer), {@code buf-size} (Long)
     * @param flags {@code COPY_} flags
     */
    public void copy(UUID uuid, String disk, String xml, Map<String, ?> params, int flags) {
        Params.Written written = Params.write(params);
        calls.act(uuid, "virDomainBlockCopy", d -> {
            try {
                return change.virDomainBlockCopy(d, disk, xml, written.array(), written.count(), flags);
            } finally {
                written.keep();
            }
        });
    }

    /**
     * Starts to commit layers of a disk into a lower one.
     *
     * @param uuid the domain
     * @param disk its target name or path
     * @param base the layer to commit into; null is the lowest
     * @param top the highest layer to commit; null is the one that the guest writes to
     * @param mibPerSecond the most to read and write, in MiB/s; 0 is no limit
     * @param flags {@code COMMIT_} flags
     */
    public void commit(
            UUID uuid, String disk, @Nullable String base, @Nullable String top, long mibPerSecond, int flags) {
        calls.act(
                uuid,
                "virDomainBlockCommit",
                d -> change.virDomainBlockCommit(d, disk, base, top, mibPerSecond, flags));
    }

    /**
     * Starts to pull all lower layers of a disk into the one that the guest writes to.
     *
     * @param uuid the domain
     * @param disk its target name or path
     * @param mibPerSecond the most to read and write, in MiB/s; 0 is no limit
     */
    public void pull(UUID uuid, String disk, long mibPerSecond) {
        calls.act(uuid, "virDomainBlockPull", d -> change.virDomainBlockPull(d, disk, mibPerSecond, 0));
    }

    /**
     * The job on a disk.
     *
     * @param uuid the domain
     * @param disk its target name or path
     * @return empty if there is none, any more
     */
    public Optional<BlockJob> job(UUID uuid, String disk) {
        Memory info = Handles.cleared(32);
        int found = calls.act(
                uuid, "virDomainGetBlockJobInfo", (Pointer d) -> change.virDomainGetBlockJobInfo(d, disk, info, 0));
        return found == 0
                ? Optional.empty()
                : Optional.of(new BlockJob(info.getInt(0), info.getLong(8), info.getLong(16), info.getLong(24)));
    }

    /**
     * Ends the job on a disk.
     *
     * @param uuid the domain
     * @param disk its target name or path
     * @param flags {@code ABORT_} flags
     */
    public void abortJob(UUID uuid, String disk, int flags) {
        calls.act(uuid, "virDomainBlockJobAbort", d -> change.virDomainBlockJobAbort(d, disk, flags));
    }
}
