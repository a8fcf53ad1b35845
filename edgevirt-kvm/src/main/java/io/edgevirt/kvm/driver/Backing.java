package io.edgevirt.kvm.driver;

import io.edgevirt.kvm.libvirt.DomainName;
import io.edgevirt.kvm.read.DiskElement;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.kvm.read.VolumeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which volumes build on which. libvirt tells that by each volume's own definition alone, so this asks for each volume of
 * the pools concerned: only when a machine with linked clones starts, or something is deleted for good.
 */
final class Backing {

    private final Reads reads;

    Backing(Reads reads) {
        this.reads = reads;
    }

    /** The paths of volumes that build on a machine's disks. */
    List<String> builtOn(DomainText domain) {
        Set<String> disks = domain.disks().stream()
                .filter(DiskElement::isDisk)
                .flatMap(d -> d.source().stream())
                .collect(Collectors.toSet());
        return builtOn(disks, reads.pools());
    }

    /** The paths of volumes that build on some files. */
    List<String> builtOn(Set<String> paths, List<PoolText> pools) {
        List<String> found = new ArrayList<>();
        for (PoolText pool : pools) {
            if (pool.files() && pool.info().active()) {
                for (String xml :
                        reads.lib().volumes().listXml(VolumeSteps.id(pool)).values()) {
                    VolumeText volume = VolumeText.of(xml, pool.info().name());
                    volume.backing()
                            .filter(paths::contains)
                            .flatMap(b -> volume.info().path())
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /** The machines, others than one, that use a file as a disk. */
    static Optional<DomainName> otherUser(Map<String, List<DomainName>> users, String path, UUID but) {
        return users.getOrDefault(path, List.of()).stream()
                .filter(d -> !d.uuid().equals(but))
                .findFirst();
    }
}
