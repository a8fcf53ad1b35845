package io.edgevirt.vsphere.faults;

import io.edgevirt.Disk;
import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Trust;
import io.edgevirt.VM;
import io.edgevirt.vsphere.sim.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is at the server, seen by a connection of its own that no fault touches, and by the files it keeps. */
final class World implements AutoCloseable {

    private static final int MOST_LOOKS = 100;

    private final Hypervisor hv;
    private final Path folder;

    World(Simulator simulator, String scheme) {
        this.folder = simulator.folder();
        hv = EdgeVirt.connect(
                scheme + "://" + simulator.url().getAuthority(),
                c -> c.username(simulator.user())
                        .password(Secret.of(simulator.password().toCharArray()))
                        .trust(Trust.pinnedSha256(simulator.fingerprint())));
    }

    Hypervisor hv() {
        return hv;
    }

    /** The machines of one lane. */
    static List<VM> machines(Hypervisor hv, String prefix) {
        return hv.vms().list().stream().filter(v -> v.name().startsWith(prefix)).toList();
    }

    List<VM> machines(String prefix) {
        return machines(hv, prefix);
    }

    /** The server's files whose path has that in it. */
    Set<String> files(String part) {
        for (int looks = 1; ; looks++) {
            try (Stream<Path> all = Files.walk(folder)) {
                return all.map(f -> folder.relativize(f).toString())
                        .filter(f -> f.contains(part))
                        .collect(Collectors.toCollection(TreeSet::new));
            } catch (IOException | UncheckedIOException e) {
                // Other lanes remove files while this one looks.
                if (looks == MOST_LOOKS) {
                    throw new IllegalStateException("the files change all the time", e);
                }
            }
        }
    }

    /** The folders of datastores that belong to no machine. */
    Set<String> strays() {
        Set<String> owned = new TreeSet<>();
        for (VM vm : hv.vms().list()) {
            owned.add(vm.name());
            vm.disks().stream()
                    .flatMap((Disk d) -> d.info().path().stream())
                    .map(path -> path.replaceAll("^\\[[^]]*] *|/.*", ""))
                    .forEach(owned::add);
        }
        return files("govcsim-").stream()
                .map(Path::of)
                .filter(f -> f.getNameCount() == 2)
                .map(f -> f.getFileName().toString())
                .filter(f -> !owned.contains(f))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        hv.close();
    }
}
