package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.DatastorePath;
import io.edgevirt.vsphere.translate.DatastoreRequests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A datastore with what is needed to work with its files.
 *
 * @param id its id
 * @param name its name as paths write it
 * @param type what it lies on, such as {@code VMFS} or {@code vsan}
 * @param usable whether it can be used now
 * @param browser what lists its files
 * @param datacenter the data centre it belongs to
 * @param datacenterPath the same as a path, such as {@code folder/DC}, as file transfers want it
 */
record Datastore(
        String id,
        String name,
        String type,
        boolean usable,
        ManagedObjectReference browser,
        Optional<ManagedObjectReference> datacenter,
        String datacenterPath) {

    private static final Selection[] WANTED = {
        Selection.of("Datastore", "name", "parent", "browser", "summary.type", "summary.accessible"),
        Selection.of("StoragePod", "name", "parent"),
        Selection.of("Datacenter", "name", "parent"),
        Selection.of("Folder", "name", "parent")
    };

    /** Reads one; one request. */
    static Datastore read(Site site, String id) {
        Map<String, Managed> all = new HashMap<>();
        site.inventory().all(WANTED).forEach(o -> all.put(o.id(), o));
        Managed store = Optional.ofNullable(all.get(id))
                .filter(o -> o.type().equals("Datastore"))
                .orElseThrow(() -> VSphereNetworks.absent("there is no datastore with the id '" + id + "'"));
        Optional<Managed> datacenter = above(store, all);
        return new Datastore(
                id,
                store.text("name").map(Names::plain).orElse(id),
                store.at("summary.type").text(),
                store.at("summary.accessible").flag().orElse(false),
                Request.ref("HostDatastoreBrowser", store.at("browser").text()),
                datacenter.map(d -> Request.ref("Datacenter", d.id())),
                datacenter.map(d -> path(d, all, site.root())).orElse(""));
    }

    private static Optional<Managed> above(Managed from, Map<String, Managed> all) {
        Managed at = from;
        for (int depth = 0; depth < all.size(); depth++) {
            at = all.get(at.at("parent").text());
            if (at == null || at.type().equals("Datacenter")) {
                return Optional.ofNullable(at);
            }
        }
        return Optional.empty();
    }

    private static String path(Managed datacenter, Map<String, Managed> all, String root) {
        StringBuilder path = new StringBuilder(datacenter.at("name").text());
        Managed at = all.get(datacenter.at("parent").text());
        for (int depth = 0; at != null && !at.id().equals(root) && depth < all.size(); depth++) {
            path.insert(0, at.at("name").text() + "/");
            at = all.get(at.at("parent").text());
        }
        return path.toString();
    }

    /** The datastore itself, as a path. */
    DatastorePath top() {
        return new DatastorePath(name, "");
    }

    /** Requests about its files. */
    DatastoreRequests requests(Site site) {
        Optional<ManagedObjectReference> named = site.vim().vCenter() ? datacenter : Optional.empty();
        return new DatastoreRequests(
                site.vim().content().getFileManager(), site.vim().content().getVirtualDiskManager(), named);
    }

    /** The managed object itself. */
    Reference reference() {
        return new Reference("Datastore", id);
    }

    /** Whether folders at its top are namespaces, which a manager of their own makes. */
    boolean namespaces() {
        return List.of("vsan", "vsand", "vvol").contains(type.toLowerCase(java.util.Locale.ROOT));
    }
}
