package io.edgevirt.vsphere.driver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of an exported machine's files.
 *
 * @param stem what they begin with
 */
record ExportNames(String stem) {

    /** A machine's name may hold what a file's cannot, or what means something else in a manifest or an address. */
    static ExportNames of(String machine) {
        StringBuilder stem = new StringBuilder();
        machine.codePoints()
                .forEach(c -> stem.appendCodePoint(
                        Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' ? c : '_'));
        if (stem.isEmpty() || stem.charAt(0) == '.' || stem.charAt(0) == '-') {
            stem.insert(0, '_');
        }
        return new ExportNames(stem.toString());
    }

    String descriptor() {
        return stem + ".ovf";
    }

    String manifest() {
        return stem + ".mf";
    }

    /** Counted from 1. */
    String disk(int number) {
        return stem + "-disk" + number + ".vmdk";
    }

    /** All that a machine with so many disks gets in a folder. */
    List<Path> in(Path folder, int disks) {
        List<Path> all = new ArrayList<>();
        all.add(folder.resolve(descriptor()));
        all.add(folder.resolve(manifest()));
        for (int i = 1; i <= disks; i++) {
            all.add(folder.resolve(disk(i)));
        }
        return all;
    }
}
