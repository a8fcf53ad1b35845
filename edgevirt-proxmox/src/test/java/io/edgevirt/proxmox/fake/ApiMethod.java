package io.edgevirt.proxmox.fake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One method of one path, with its parameters. */
final class ApiMethod {
    private static final Pattern INDEXED = Pattern.compile("(.*[^0-9])([0-9]+)");
    private static final Map<String, Integer> MOST = Map.of(
            "ide[n]",
            4,
            "sata[n]",
            6,
            "scsi[n]",
            31,
            "virtio[n]",
            16,
            "net[n]",
            32,
            "serial[n]",
            4,
            "hostpci[n]",
            16,
            "usb[n]",
            14,
            "unused[n]",
            256,
            "parallel[n]",
            3);

    private final String verb;
    private final String path;
    private final String[] segments;
    private final Map<String, ApiParameter> parameters = new LinkedHashMap<>();

    ApiMethod(String verb, String path) {
        this.verb = verb;
        this.path = path;
        this.segments = path.substring(1).split("/");
    }

    void add(ApiParameter parameter) {
        parameters.put(parameter.name(), parameter);
    }

    String name() {
        return verb + " " + path;
    }

    String verb() {
        return verb;
    }

    String path() {
        return path;
    }

    Map<String, ApiParameter> parameters() {
        return parameters;
    }

    /** The values in a path that is of this form; a volume or network address takes all that is left. */
    Optional<Map<String, String>> match(String[] asked) {
        boolean greedy = path.endsWith("{volume}") || path.endsWith("{cidr}");
        if (asked.length != segments.length && !(greedy && asked.length > segments.length)) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            if (segment.startsWith("{")) {
                boolean rest = greedy && i == segments.length - 1;
                String value = rest ? String.join("/", List.of(asked).subList(i, asked.length)) : asked[i];
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.put(segment.substring(1, segment.length() - 1), value);
            } else if (!segment.equals(asked[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** How many segments are fixed: of two forms that match, the one with more is meant. */
    long fixed() {
        return List.of(segments).stream()
                .filter(segment -> !segment.startsWith("{"))
                .count();
    }

    /**
     * Checks all parameters.
     *
     * @throws Refusal with status 400 and each wrong parameter
     */
    void check(Map<String, List<String>> values) {
        Map<String, String> errors = new TreeMap<>();
        values.forEach((name, all) -> parameter(name)
                .ifPresentOrElse(
                        parameter -> parameter.wrong(all).ifPresent(wrong -> errors.put(name, wrong)),
                        () -> errors.put(
                                name,
                                "property is not defined in schema and the schema does not allow additional"
                                        + " properties")));
        parameters.values().stream()
                .filter(parameter -> parameter.needed() && !values.containsKey(parameter.name()))
                .forEach(parameter -> errors.put(parameter.name(), "property is missing and it is not optional"));
        if (!errors.isEmpty()) {
            throw Refusal.parameters(errors);
        }
    }

    private Optional<ApiParameter> parameter(String name) {
        if (name.contains("[")) {
            return Optional.empty();
        }
        ApiParameter known = parameters.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Matcher indexed = INDEXED.matcher(name);
        if (!indexed.matches()) {
            return Optional.empty();
        }
        String family = indexed.group(1) + "[n]";
        String index = indexed.group(2);
        boolean plain = index.length() <= 3 && (index.equals("0") || !index.startsWith("0"));
        return plain && Integer.parseInt(index) < MOST.getOrDefault(family, 256)
                ? Optional.ofNullable(parameters.get(family))
                : Optional.empty();
    }
}
