package io.edgevirt.vsphere.read;

import io.edgevirt.Capacity;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A listing of datastores with what they lie in to {@link PoolInfo}s. */
public final class DatastoreReader {

    /** What is asked of a datastore. */
    public static final Selection DATASTORE = Selection.of(
            "Datastore",
            "name",
            "parent",
            "summary.type",
            "summary.capacity",
            "summary.freeSpace",
            "summary.accessible",
            "summary.multipleHostAccess",
            "summary.maintenanceMode");

    /** What a listing of datastores asks for. */
    public static final List<Selection> WANTED = Stream.concat(
                    Stream.of(DATASTORE, Selection.of("StoragePod", "name", "parent")), Paths.OF_FOLDERS.stream())
            .toList();

    private DatastoreReader() {}

    /**
     * Reads a listing.
     *
     * @param listing what was read of {@link #WANTED}
     * @param root the id of the root folder
     * @return the datastores; one whose name the login may not read is called by its id
     */
    public static List<PoolInfo> pools(Collection<Managed> listing, String root) {
        Paths paths = Paths.of(listing, root);
        return listing.stream()
                .filter(o -> o.type().equals("Datastore") && !MachineReader.gone(o))
                .map(o -> pool(o, paths))
                .toList();
    }

    private static PoolInfo pool(Managed store, Paths paths) {
        boolean accessible = store.at("summary.accessible").flag().orElse(false);
        String maintenance = store.at("summary.maintenanceMode").text();
        return new PoolInfo(
                store.id(),
                store.text("name").map(Names::plain).orElse(store.id()),
                store.at("summary.type").text(),
                accessible ? capacity(store) : Optional.empty(),
                accessible && (maintenance.isEmpty() || maintenance.equals("normal")),
                store.at("summary.multipleHostAccess").flag(),
                paths.path(store));
    }

    /** What is not accessible reports figures of old, or none. */
    private static Optional<Capacity> capacity(Managed store) {
        Optional<Size> total = store.at("summary.capacity").size(1).filter(s -> s.bytes() > 0);
        Optional<Size> free = store.at("summary.freeSpace").size(1);
        return total.map(t -> new Capacity(
                t, free.filter(f -> f.bytes() <= t.bytes()).map(f -> Size.ofBytes(t.bytes() - f.bytes())), free));
    }
}
