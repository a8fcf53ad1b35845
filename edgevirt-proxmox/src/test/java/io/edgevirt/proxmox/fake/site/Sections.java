package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One of the cluster's configuration files: sections by id, with a digest of the whole. */
public final class Sections {

    private static final Set<String> NOT_KEPT = Set.of("digest", "delete", "check-node", "force", "keep", "purge");

    private final String key;
    private final String missing;
    private final String taken;
    private final Set<String> lists;
    private final Map<String, Row> all = new LinkedHashMap<>();

    /**
     * A file without sections.
     *
     * @param key what the id is called in requests and replies
     * @param missing what is said of an id that is not there, with {@code %s} for it
     * @param taken what is said of an id that is
     * @param lists parameters of several values
     */
    Sections(String key, String missing, String taken, String... lists) {
        this.key = key;
        this.missing = missing;
        this.taken = taken;
        this.lists = Set.of(lists);
    }

    /** All sections by id, open to change. */
    public Map<String, Row> all() {
        return all;
    }

    /** The digest of the whole. */
    String digest() {
        return Digests.of(all.toString());
    }

    /** A section with the digest. */
    Row shown(String id) {
        return Row.copy(get(id)).with("digest", digest());
    }

    /** All sections with the digest. */
    List<Row> shown() {
        List<Row> rows = new ArrayList<>();
        all.keySet().forEach(id -> rows.add(shown(id)));
        return rows;
    }

    /** A section, or the refusal. */
    Row get(String id) {
        return Optional.ofNullable(all.get(id)).orElseThrow(() -> Refusal.failed(String.format(missing, id)));
    }

    /** What a request wants to be made, not kept yet; refused if the id is taken. */
    Row wanted(Request request) {
        String id = request.needed(key);
        if (all.containsKey(id)) {
            throw Refusal.failed(String.format(taken, id));
        }
        return filled(new Row(), request);
    }

    /** What a request makes of a section, not kept yet. */
    Row edited(Request request) {
        Row row = Row.copy(get(request.needed(key)));
        Digests.check(request, digest());
        request.list("delete").forEach(row::remove);
        return filled(row, request);
    }

    private Row filled(Row row, Request request) {
        request.parameters().forEach((name, value) -> {
            if (!NOT_KEPT.contains(name)) {
                row.put(name, lists.contains(name) ? request.texts(name) : (Object) value);
            }
        });
        return row;
    }

    /** Keeps a section. */
    void keep(Row row) {
        all.put(String.valueOf(row.get(key)), row);
    }

    /** Removes a section, or refuses. */
    void remove(String id) {
        get(id);
        all.remove(id);
    }
}
