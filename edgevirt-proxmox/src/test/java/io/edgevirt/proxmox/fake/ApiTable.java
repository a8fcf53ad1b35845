package io.edgevirt.proxmox.fake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The methods of a release's API and what their parameters must be like, read from this package's own trimmed tables;
 * {@code scripts/proxmox-api-table.sh} makes them and tells their form.
 */
public final class ApiTable {
    private static final Map<String, ApiTable> KNOWN = new ConcurrentHashMap<>();

    private final List<ApiMethod> methods = new ArrayList<>();

    private ApiTable() {}

    /** The table of a release such as {@code 8.4}. */
    static ApiTable of(String release) {
        return KNOWN.computeIfAbsent(release, ApiTable::read);
    }

    /** The names of all methods, such as {@code GET /version}. */
    public Set<String> names() {
        return methods.stream().map(ApiMethod::name).collect(Collectors.toSet());
    }

    /** A method asked for, with the values of its path. */
    record Asked(ApiMethod method, Map<String, String> values) {}

    /**
     * Finds the method for a path.
     *
     * @param path decoded, without {@code /api2/json}
     */
    Optional<Asked> find(String verb, String path) {
        String[] segments = path.substring(1).split("/", -1);
        return methods.stream()
                .filter(method -> method.verb().equals(verb))
                .flatMap(method -> method.match(segments).map(values -> new Asked(method, values)).stream())
                .max(Comparator.comparingLong(asked -> asked.method().fixed()));
    }

    /**
     * What the release would say against a request.
     *
     * @param verb such as {@code POST}
     * @param route the path as the table writes it, such as {@code /nodes/{node}/qemu}
     * @param values the values of path and parameters, each as often as it is given
     * @return the objections; empty if it would be taken
     */
    public String objections(String verb, String route, Map<String, List<String>> values) {
        Optional<ApiMethod> method = methods.stream()
                .filter(each -> each.verb().equals(verb) && each.path().equals(route))
                .findFirst();
        if (method.isEmpty()) {
            return "there is no " + verb + " " + route;
        }
        try {
            method.get().check(values);
            return "";
        } catch (Refusal refusal) {
            return refusal.errors().toString();
        }
    }

    private static ApiTable read(String release) {
        String name = "api-" + release + ".txt";
        try (InputStream file = Objects.requireNonNull(ApiTable.class.getResourceAsStream(name), name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            ApiTable table = new ApiTable();
            Map<String, String> shorts = new HashMap<>();
            lines.lines().forEach(line -> table.line(line, shorts));
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String line, Map<String, String> shorts) {
        switch (line.charAt(0)) {
            case '#' -> {}
            case '=' -> {
                int blank = line.indexOf(' ');
                shorts.put(line.substring(0, blank), line.substring(blank + 1));
            }
            case ' ' -> {
                String[] parts = line.substring(1).split(" ", 3);
                String rules = parts.length < 3 ? "" : parts[2];
                methods.get(methods.size() - 1)
                        .add(ApiParameter.of(parts[0], parts[1], shorts.getOrDefault(rules, rules)));
            }
            default -> {
                int blank = line.indexOf(' ');
                methods.add(new ApiMethod(line.substring(0, blank), line.substring(blank + 1)));
            }
        }
    }
}
