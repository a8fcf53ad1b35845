package io.edgevirt.proxmox.read;

import io.edgevirt.Capacity;
import io.edgevirt.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads storages out of {@code GET /cluster/resources?type=storage}. */
public final class StoreReader {

    private StoreReader() {}

    /**
     * All storages.
     *
     * @param resources the listing, a row for each storage of each node
     * @return shared ones once; those that Proxmox tells nothing of have no capacity
     */
    public static List<Store> stores(Json resources) {
        Map<String, Store> stores = new LinkedHashMap<>();
        for (Json row : resources.list()) {
            store(row).ifPresent(s -> stores.merge(s.id(), s, StoreReader::together));
        }
        return List.copyOf(stores.values());
    }

    private static Optional<Store> store(Json row) {
        Optional<String> storage = row.text("storage").filter(s -> !s.isEmpty());
        Optional<String> node = row.text("node").filter(n -> !n.isEmpty());
        if (storage.isEmpty() || node.isEmpty()) {
            return Optional.empty();
        }
        boolean usable = row.text("status").equals(Optional.of("available"));
        return Optional.of(new Store(
                storage.get(),
                List.of(node.get()),
                usable ? List.of(node.get()) : List.of(),
                row.text("plugintype").orElse("storage"),
                words(row.text("content").orElse("")),
                row.flag("shared").orElse(false),
                usable ? capacity(row.number("maxdisk"), row.number("disk"), Optional.empty()) : Optional.empty()));
    }

    private static Store together(Store one, Store other) {
        List<String> nodes = new ArrayList<>(one.nodes());
        nodes.addAll(other.nodes());
        List<String> usable = new ArrayList<>(one.usable());
        usable.addAll(other.usable());
        Set<String> content = new TreeSet<>(one.content());
        content.addAll(other.content());
        return new Store(
                one.storage(),
                nodes,
                usable,
                one.type(),
                content,
                one.shared(),
                one.capacity().or(other::capacity));
    }

    /**
     * How much a storage holds, as a node's own status tells.
     *
     * @param status the reply to {@code GET /nodes/{node}/storage/{storage}/status}
     * @return empty where it is not active
     */
    public static Optional<Capacity> capacity(Json status) {
        return status.flag("active").orElse(false)
                ? capacity(status.number("total"), status.number("used"), status.number("avail"))
                : Optional.empty();
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static Optional<Capacity> capacity(Optional<Long> total, Optional<Long> used, Optional<Long> free) {
        Optional<Long> taken = used.filter(u -> u >= 0);
        // Where Proxmox does not know, it tells zeros.
        return total.filter(t -> t > 0)
                .map(t -> new Capacity(
                        Size.ofBytes(t),
                        taken.map(Size::ofBytes),
                        free.or(() -> taken.map(u -> Math.max(0, t - u)))
                                .filter(f -> f >= 0 && f <= t)
                                .map(Size::ofBytes)));
    }

    /** The words of one of Proxmox's lists. */
    static Set<String> words(String list) {
        Set<String> words = new TreeSet<>();
        for (String word : list.split("[,; ]+")) {
            if (!word.isEmpty() && !word.equals("none")) {
                words.add(word);
            }
        }
        return words;
    }
}
