package io.edgevirt.proxmox.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A machine's configuration with what waits for its next start.
 *
 * @param now what is in effect, by key
 * @param pending values that wait, by key
 * @param leaving keys that wait to be removed
 * @param digest what tells this configuration from a later one; empty where the reply does not tell
 */
public record Configuration(
        Map<String, String> now, Map<String, String> pending, Set<String> leaving, Optional<String> digest) {

    private static final String DIGEST = "digest";

    // Copies, sorted by key.
    public Configuration {
        now = java.util.Collections.unmodifiableMap(new TreeMap<>(now));
        pending = java.util.Collections.unmodifiableMap(new TreeMap<>(pending));
        leaving = Set.copyOf(leaving);
    }

    /**
     * Reads the reply of {@code GET /nodes/{node}/qemu/{vmid}/pending}.
     *
     * @param reply a list of keys with their values
     * @return the configuration
     */
    public static Configuration of(Json reply) {
        Map<String, String> now = new LinkedHashMap<>();
        Map<String, String> pending = new LinkedHashMap<>();
        Set<String> leaving = new LinkedHashSet<>();
        for (Json row : reply.list()) {
            row.text("key").ifPresent(key -> {
                row.text("value").ifPresent(value -> now.put(key, value));
                row.text("pending").ifPresent(value -> pending.put(key, value));
                row.number("delete").filter(d -> d > 0).ifPresent(d -> leaving.add(key));
            });
        }
        return new Configuration(now, pending, leaving, Optional.ofNullable(now.remove(DIGEST)));
    }

    /**
     * The value in effect.
     *
     * @param key the key
     * @return its value; empty where there is none
     */
    public Optional<String> get(String key) {
        return Optional.ofNullable(now.get(key));
    }

    /**
     * The value after the next start.
     *
     * @param key the key
     * @return its value; empty where there is none then
     */
    public Optional<String> later(String key) {
        return leaving.contains(key)
                ? Optional.empty()
                : Optional.ofNullable(pending.get(key)).or(() -> get(key));
    }

    /**
     * The configuration as the next start makes it.
     *
     * @return a copy in which nothing waits
     */
    public Configuration afterStart() {
        Map<String, String> then = new TreeMap<>(now);
        then.putAll(pending);
        then.keySet().removeAll(leaving);
        return new Configuration(then, Map.of(), Set.of(), digest);
    }

    /**
     * A whole number in effect.
     *
     * @param key the key
     * @return the number; empty where there is none
     */
    public Optional<Long> number(String key) {
        return get(key).flatMap(v -> Json.of(v).number());
    }

    /**
     * A flag in effect.
     *
     * @param key the key
     * @return true if it is 1
     */
    public boolean flag(String key) {
        return get(key).filter("1"::equals).isPresent();
    }

    /**
     * Which of some keys wait for the next start.
     *
     * @param keys the keys
     * @return those of which a value or the removal waits
     */
    public List<String> waiting(Collection<String> keys) {
        return keys.stream()
                .filter(k -> pending.containsKey(k) || leaving.contains(k))
                .sorted()
                .toList();
    }

    /**
     * All drives in effect.
     *
     * @return disks and CD drives, by key
     */
    public List<Drive> drives() {
        return now.entrySet().stream()
                .flatMap(e -> Drive.of(e.getKey(), e.getValue()).stream())
                .toList();
    }

    /**
     * A disk in effect.
     *
     * @param key its key
     * @return the disk; empty where there is none, or a CD drive
     */
    public Optional<Drive> disk(String key) {
        return get(key).flatMap(v -> Drive.of(key, v)).filter(d -> !d.cdrom());
    }

    /**
     * All network adapters in effect.
     *
     * @return the adapters, by key
     */
    public List<Adapter> adapters() {
        return now.entrySet().stream()
                .flatMap(e -> Adapter.of(e.getKey(), e.getValue()).stream())
                .toList();
    }

    /**
     * The first key of a kind that is free, now and after the next start.
     *
     * @param kind such as {@code scsi}
     * @param count how many there can be
     * @return such as {@code scsi1}; empty where all are taken
     */
    public Optional<String> free(String kind, int count) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(kind + i);
        }
        return keys.stream()
                .filter(k -> !now.containsKey(k) && !pending.containsKey(k))
                .findFirst();
    }

    /**
     * Under which key of volumes that are in no drive a volume is kept.
     *
     * @param volume the volume's id
     * @return such as {@code unused0}; empty where it is not among them
     */
    public Optional<String> unused(String volume) {
        return now.entrySet().stream()
                .filter(e -> e.getKey().startsWith("unused"))
                .filter(e -> PropertyString.parse(e.getValue(), "file")
                        .get("file")
                        .filter(volume::equals)
                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
