package io.edgevirt.vsphere.driver;

import io.edgevirt.vsphere.read.DiskFiles;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.translate.Device;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which machines need a file: because it is a disk of theirs, or because one of their disks builds on it. */
final class FileUsers {

    /** The properties that tell which files a machine needs. */
    static final List<String> WANTED = Stream.concat(
                    Stream.of("name", "config.hardware.device"), DiskFiles.WANTED.stream())
            .toList();

    private final Map<String, Set<String>> byFile = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    /**
     * Sorts machines by their files.
     *
     * @param machines all machines, with their files and devices
     */
    FileUsers(List<Managed> machines) {
        for (Managed vm : machines) {
            names.put(vm.id(), vm.text("name").map(Names::plain).orElse(vm.id()));
            DiskFiles.of(vm).forEach(f -> use(f, vm.id()));
            Device.all(vm.at("config.hardware.device")).stream()
                    .filter(Device::disk)
                    .forEach(d -> d.chain().forEach(f -> use(f, vm.id())));
        }
    }

    private void use(String file, String vm) {
        if (file.endsWith(".vmdk")) {
            byFile.computeIfAbsent(file, f -> new TreeSet<>()).add(vm);
        }
    }

    /** The names of other machines that need a file. */
    List<String> others(String vm, String file) {
        return byFile.getOrDefault(file, Set.of()).stream()
                .filter(id -> !id.equals(vm))
                .map(id -> names.getOrDefault(id, id))
                .toList();
    }
}
