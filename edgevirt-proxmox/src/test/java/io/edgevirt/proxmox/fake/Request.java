package io.edgevirt.proxmox.fake;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One request, checked already: what a handler reads. Parameters in the path and others are read alike, by name. */
public final class Request {
    private final String route;
    private final Map<String, List<String>> values;
    private final Identity identity;
    private final Optional<Upload> file;
    private final String entry;

    Request(String route, Map<String, List<String>> values, Identity identity, Optional<Upload> file, String entry) {
        this.route = route;
        this.values = values;
        this.identity = identity;
        this.file = file;
        this.entry = entry;
    }

    /** Method and path as the table names them, such as {@code GET /nodes/{node}/qemu}. */
    public String route() {
        return route;
    }

    /** Who asks. */
    public Identity identity() {
        return identity;
    }

    /** Who asks, such as {@code root@pam} or {@code root@pam!id}. */
    public String user() {
        return identity.name();
    }

    /** The node whose address the request came to; another may be meant by the path. */
    public String entry() {
        return entry;
    }

    /** The node that the path names. */
    public String node() {
        return needed("node");
    }

    /** The machine that the path names. */
    public int vmid() {
        return Integer.parseInt(needed("vmid"));
    }

    /** A parameter's value; of an array the last one. */
    public Optional<String> text(String name) {
        List<String> all = texts(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** All values of a parameter that may be given several times. */
    public List<String> texts(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The value of a parameter that must be there. */
    public String needed(String name) {
        return text(name).orElseThrow(() -> Refusal.parameter(name, "property is missing and it is not optional"));
    }

    /** A parameter that is 0 or 1. */
    public boolean flag(String name, boolean otherwise) {
        return text(name).map("1"::equals).orElse(otherwise);
    }

    /** A parameter that is a whole number. */
    public OptionalLong number(String name) {
        return text(name).map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** A parameter that is a list with commas, semicolons or blanks between. */
    public List<String> list(String name) {
        return text(name).map(Request::split).orElse(List.of());
    }

    /** Every parameter with its (last) value, those of the path too, in the order they came. */
    public Map<String, String> parameters() {
        Map<String, String> all = new LinkedHashMap<>();
        values.keySet().forEach(name -> all.put(name, needed(name)));
        return all;
    }

    /** The uploaded file, if the body was a form of several parts with one. */
    public Optional<Upload> file() {
        return file;
    }

    /** Splits a list as Proxmox does: commas, semicolons, blanks and NUL. */
    static List<String> split(String list) {
        return Arrays.stream(list.split("[,;\\s\\x00]+"))
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
