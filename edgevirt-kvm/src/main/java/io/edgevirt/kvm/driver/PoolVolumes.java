package io.edgevirt.kvm.driver;

import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.VolumeInfo;
import io.edgevirt.kvm.libvirt.VolumeName;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.kvm.read.VolumeText;
import io.edgevirt.spi.Inventory;
import io.edgevirt.spi.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The volumes of a pool. libvirt lists them by name and key alone; sizes and format are read volume by volume. */
final class PoolVolumes implements Inventory<VolumeInfo> {

    private final Reads reads;
    private final PoolText pool;
    private final UUID id;

    PoolVolumes(Reads reads, PoolText pool) {
        this.reads = reads;
        this.pool = pool;
        this.id = VolumeSteps.id(pool);
    }

    @Override
    public Page<VolumeInfo> list(String from) {
        if (!pool.info().active()) {
            return Page.all(List.of());
        }
        return Page.all(reads.lib().volumes().list(id).stream()
                .map(v -> new VolumeInfo(
                        v.key(),
                        v.name(),
                        pool.info().name(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        pool.path(v.name())))
                .toList());
    }

    @Override
    public VolumeInfo read(String key) {
        VolumeName volume = reads.lib()
                .volumes()
                .findByKey(key)
                .filter(v -> v.pool().equals(id))
                .orElseThrow(() -> new NotFoundException(Failure.of("there is no volume of that id in "
                                + pool.info().name())
                        .backend(Errors.BACKEND)
                        .nativeCode("VIR_ERR_NO_STORAGE_VOL")));
        return read(volume);
    }

    private VolumeInfo read(VolumeName volume) {
        return VolumeText.of(
                        reads.lib().volumes().xml(id, volume.name()),
                        pool.info().name())
                .info();
    }

    @Override
    public Optional<List<VolumeInfo>> named(String nameOrPath) {
        Optional<VolumeName> found = pool.info().active()
                ? reads.lib().volumes().find(id, nameOrPath.substring(nameOrPath.lastIndexOf('/') + 1))
                : Optional.empty();
        return Optional.of(found.stream()
                .filter(v -> v.name().equals(nameOrPath)
                        || pool.path(v.name()).filter(nameOrPath::equals).isPresent())
                .map(this::read)
                .toList());
    }
}
