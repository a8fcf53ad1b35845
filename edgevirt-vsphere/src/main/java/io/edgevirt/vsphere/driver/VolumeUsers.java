package io.edgevirt.vsphere.driver;

import io.edgevirt.vsphere.read.DiskFiles;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.translate.DatastorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which machine uses a file of a datastore, as a disk, as what a disk builds on, or as an image. */
final class VolumeUsers {

    private final Site site;
    private final Datastore store;

    VolumeUsers(Site site, Datastore store) {
        this.site = site;
        this.store = store;
    }

    /** The name of a machine that uses a file; two requests, and one more for each thousand machines there. */
    Optional<String> of(String path) {
        Optional<DatastorePath> wanted = DatastorePath.parse(path);
        return user(f -> f.equals(wanted));
    }

    /** The same for a file, or for anything in a folder. */
    Optional<String> within(DatastorePath path) {
        return user(f -> f.filter(p -> p.datastore().equals(path.datastore()))
                .filter(p -> p.equals(path) || p.path().startsWith(path.path() + "/"))
                .isPresent());
    }

    private Optional<String> user(Predicate<Optional<DatastorePath>> wanted) {
        List<Reference> machines =
                site.inventory().one(store.reference(), "vm").at("vm").references();
        return site.inventory().many(machines, new Selection("VirtualMachine", FileUsers.WANTED)).stream()
                .filter(m -> files(m).stream().anyMatch(f -> wanted.test(DatastorePath.parse(f))))
                .map(m -> m.text("name").map(Names::plain).orElse(m.id()))
                .findFirst();
    }

    private static List<String> files(Managed machine) {
        List<String> files = new ArrayList<>();
        for (Element device : machine.at("config.hardware.device").children()) {
            Element backing = device.at("backing");
            while (backing.present()) {
                backing.text("fileName").ifPresent(files::add);
                backing = backing.at("parent");
            }
        }
        files.addAll(DiskFiles.of(machine));
        return files;
    }
}
