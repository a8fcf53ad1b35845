package io.edgevirt.vsphere.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The files that a machine's disks and snapshots consist of, whatever else lies in its folder. */
public final class DiskFiles {

    /** The properties that tell it. */
    public static final List<String> WANTED = List.of("layoutEx.file", "layoutEx.disk", "layoutEx.snapshot");

    private DiskFiles() {}

    /**
     * The files in use. {@code layoutEx.file} alone would not do: it may still name what was detached.
     *
     * @param machine a machine with {@link #WANTED}
     * @return paths such as {@code [datastore1] a/a.vmdk}, sorted
     */
    public static Set<String> of(Managed machine) {
        Map<String, String> names = new HashMap<>();
        for (Element file : machine.at("layoutEx.file").children()) {
            names.put(file.at("key").text(), file.at("name").text());
        }
        Set<String> used = new TreeSet<>();
        machine.at("layoutEx.disk").children().forEach(disk -> chain(disk, names, used));
        for (Element snapshot : machine.at("layoutEx.snapshot").children()) {
            snapshot.all("disk").forEach(disk -> chain(disk, names, used));
        }
        return used;
    }

    /** From the disk itself down to what it builds on. */
    private static void chain(Element disk, Map<String, String> names, Set<String> used) {
        for (Element key : disk.all("chain/fileKey")) {
            String name = names.get(key.text());
            if (name != null) {
                used.add(name);
            }
        }
    }
}
