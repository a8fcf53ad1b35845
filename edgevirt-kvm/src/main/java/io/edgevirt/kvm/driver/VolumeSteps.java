package io.edgevirt.kvm.driver;

import io.edgevirt.ConflictException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Size;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.kvm.libvirt.VolumeName;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.kvm.translate.DiskChoice;
import io.edgevirt.kvm.translate.VolumeXml;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Steps that make and remove volumes. */
final class VolumeSteps {

    private final Reads reads;

    VolumeSteps(Reads reads) {
        this.reads = reads;
    }

    private LibvirtConnection lib() {
        return reads.lib();
    }

    static UUID id(PoolText pool) {
        return UUID.fromString(pool.info().id());
    }

    /** An empty volume. */
    Step create(DiskChoice disk, UUID token) {
        return create(disk.pool(), disk.volume(), VolumeXml.of(disk).document(), token);
    }

    /** An empty volume; one whose name has a part of the token is known to be this change's own. */
    Step create(PoolText pool, String volume, String xml, UUID token) {
        Making making = new Making();
        return made(pool, volume, "create volume ", xml, token, making)
                .send(() -> making.by(() -> lib().volumes().create(id(pool), xml, 0)));
    }

    /** A volume with another one's content. */
    Step copy(DiskChoice to, PoolText fromPool, String from, UUID token) {
        String xml = VolumeXml.of(to).document();
        Making making = new Making();
        return made(to.pool(), to.volume(), "copy volume " + label(fromPool, from) + " to ", xml, token, making)
                .block(
                        () -> {
                            making.by(() -> lib().volumes().createFrom(id(to.pool()), xml, id(fromPool), from, 0));
                            return Map.of();
                        },
                        () -> share(to),
                        () -> {});
    }

    /** How much of a copy is written, as far as its file tells. */
    private Optional<Double> share(DiskChoice to) {
        try {
            long written = lib().volumes().info(id(to.pool()), to.volume()).allocation();
            return Optional.of(
                    Math.min(1.0, (double) written / Math.max(1, to.size().bytes())));
        } catch (LibvirtError e) {
            return Optional.empty(); // not listed yet, or locked while it is written
        }
    }

    /** A volume with the bytes of a file or of memory. */
    Step upload(PoolText pool, String volume, long size, Callable<InputStream> content, UUID token) {
        String xml = VolumeXml.of(volume, Size.ofBytes(size), true, pool.files() ? "raw" : "")
                .document();
        AtomicLong sent = new AtomicLong();
        AtomicBoolean stop = new AtomicBoolean();
        Making making = new Making();
        return made(pool, volume, "upload volume ", xml, token, making)
                .block(
                        () -> {
                            making.by(() -> lib().volumes().create(id(pool), xml, 0));
                            try (InputStream in = content.call()) {
                                lib().volumes().upload(id(pool), volume, 0, size, in, done -> {
                                    sent.set(done);
                                    return !stop.get();
                                });
                            } catch (IOException e) {
                                throw Errors.because(
                                        OperationFailedException::new,
                                        "the file could not be read to its end: " + e.getMessage(),
                                        "");
                            }
                            return Map.of();
                        },
                        () -> Optional.of(size == 0 ? 1.0 : (double) sent.get() / size),
                        () -> stop.set(true));
    }

    private NativeStep made(PoolText pool, String volume, String verb, String xml, UUID token, Making making) {
        boolean own = volume.contains(DiskPlacement.mark(token));
        String label = label(pool, volume);
        return new NativeStep(verb + label, xml)
                .makes("volume " + label)
                .landed(results -> begunAnew(pool, volume, own))
                .undo(results -> takeBack(pool, volume, own, making));
    }

    /**
     * After a lost reply: what is there may be half a copy, or a file that nothing was uploaded to, so it is removed and
     * made again. libvirt refuses that while it still copies; if it does so for long, nobody knows.
     */
    private Landed begunAnew(PoolText pool, String volume, boolean own) {
        if (!there(pool, volume)) {
            return Landed.no();
        }
        if (!own) {
            return Landed.unknown();
        }
        lib().volumes().delete(id(pool), volume, 0);
        return Landed.no();
    }

    private void takeBack(PoolText pool, String volume, boolean own, Making making) {
        if (!own && making.byStranger() || !there(pool, volume)) {
            return;
        }
        if (!own && !making.byThisChange()) {
            throw Errors.because(
                    ConflictException::new,
                    "whether the volume " + label(pool, volume) + " was made by this change or by somebody else"
                            + " cannot be told",
                    "look at it, and delete it if nobody uses it");
        }
        lib().volumes().delete(id(pool), volume, 0);
    }

    /** Looks twice: a daemon that was restarted meanwhile, or a file made behind its back, is seen after a refresh. */
    private boolean there(PoolText pool, String volume) {
        if (lib().volumes().find(id(pool), volume).isPresent()) {
            return true;
        }
        lib().pools().refresh(id(pool));
        return lib().volumes().find(id(pool), volume).isPresent();
    }

    /** Removes a volume by its path; one that is gone already does not matter. */
    Step delete(String path) {
        return new NativeStep("delete volume " + path, "virStorageVolDelete " + path)
                .send(() -> {
                    try {
                        Optional<VolumeName> volume = lib().volumes().findByPath(path);
                        volume.ifPresent(v -> lib().volumes().delete(v.pool(), v.name(), 0));
                    } catch (RuntimeException e) {
                        throw withLeftover(Errors.of(e), path);
                    }
                })
                .landed(results -> lib().volumes().findByPath(path).isPresent() ? Landed.no() : Landed.yes(Map.of()));
    }

    private static RuntimeException withLeftover(RuntimeException e, String path) {
        return e instanceof EdgeVirtException known
                ? known.with(known.failure().addLeftovers(java.util.List.of("volume " + path)))
                : e;
    }

    static String label(PoolText pool, String volume) {
        return pool.info().name() + "/" + volume;
    }
}
